package org.hetcomp.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of ids that their dense numbers follow: as numbers if all are integers, else as text by their characters. So the
 * order in which they are met decides nothing.
 */
final class IdOrder {
    private IdOrder() {}

    /** The order of those ids. */
    static Comparator<String> of(List<String> ids) {
        return ids.stream().allMatch(IdFile::isId)
                ? Comparator.comparingInt(Integer::parseInt)
                : Comparator.naturalOrder();
    }

    /** The ids in order; {@code dense[n]} becomes the place of id n. */
    static List<String> sorted(List<String> ids, int[] dense) {
        int[] order = ids.stream().allMatch(IdFile::isId) ? byNumber(ids) : byText(ids);
        for (int place = 0; place < order.length; place++) {
            dense[order[place]] = place;
        }
        return Arrays.stream(order).mapToObj(ids::get).toList();
    }

    private static int[] byNumber(List<String> ids) {
        long[] keys = new long[ids.size()];
        Arrays.setAll(keys, n -> Long.parseLong(ids.get(n)) << Integer.SIZE | n);
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static int[] byText(List<String> ids) {
        return IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(ids::get))
                .mapToInt(n -> n)
                .toArray();
    }
}

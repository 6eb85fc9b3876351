package org.hetcomp.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
        Integer[] order = new Integer[ids.size()];
        Arrays.setAll(order, n -> n);
        Comparator<String> byId = of(ids);
        Arrays.sort(order, (a, b) -> byId.compare(ids.get(a), ids.get(b)));
        for (int place = 0; place < order.length; place++) {
            dense[order[place]] = place;
        }
        return Arrays.stream(order).map(ids::get).toList();
    }
}

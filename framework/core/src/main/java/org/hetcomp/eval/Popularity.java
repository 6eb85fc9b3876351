package org.hetcomp.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/** The same for everyone: items by how many users have them in train, equal ones by smaller id. */
public final class Popularity implements Baseline {
    /** How scripts call it. */
    public static final String ID = "popularity";

    static final String TITLE = "most popular items";

    private final Interactions train;
    private final int[] order;

    /** Of a data set's train rows. */
    public Popularity(Interactions train) {
        this.train = train;
        int[] counts = train.itemCounts();
        this.order = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -counts[item]))
                .mapToInt(item -> item)
                .toArray();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public long parameters() {
        return order.length;
    }

    @Override
    public Rankings rankings(int[] depths) {
        Rankings rankings = room(depths, order.length);
        IntStream.range(0, train.users()).parallel().forEach(u -> fill(rankings, u, 0));
        return rankings;
    }

    /** Empty rankings of these depths, or as deep as there are items. */
    static Rankings room(int[] depths, int items) {
        return Rankings.empty(
                IntStream.of(depths).map(depth -> Math.min(items, depth)).toArray());
    }

    /** Fills the places of a user's ranking from {@code from} on with what is not there before. */
    void fill(Rankings rankings, int user, int from) {
        int depth = rankings.depth(user);
        int start = rankings.start(user);
        int[] there = Arrays.copyOfRange(rankings.ids(), start, start + from);
        Arrays.sort(there);
        int place = from;
        for (int i = 0; i < order.length && place < depth; i++) {
            if (!train.contains(user, order[i]) && Arrays.binarySearch(there, order[i]) < 0) {
                rankings.ids()[start + place++] = order[i];
            }
        }
    }
}

package org.hetcomp.teacher;

import java.util.stream.IntStream;
import org.hetcomp.eval.TopK;

/**
 * For each item the others that it leads to, by how much. Rows are written by many threads at once, each by one.
 *
 * @param items number of items
 * @param most places of a row
 * @param neighbours {@code [items, most]} item ids, the one of the greatest weight first
 * @param weights {@code [items, most]}; 0 in places that are not used, which are a row's last
 */
record NeighbourLists(int items, int most, float[] neighbours, float[] weights) {
    NeighbourLists(int items, int most) {
        this(items, most, new float[items * most], new float[items * most]);
    }

    /** Fills the rows of some items that follow one another. */
    interface Rows {
        void fill(int from, int to, TopK best);
    }

    /**
     * Fills all rows on all cores, so many at a time.
     *
     * @param block how many
     */
    void fill(int block, Rows rows) {
        IntStream.range(0, (items + block - 1) / block)
                .parallel()
                .forEach(b -> rows.fill(b * block, Math.min(items, (b + 1) * block), new TopK(most)));
    }

    /**
     * Keeps the heaviest in an item's row, be they above 0 or below.
     *
     * @param others {@code [n]} item ids, ascending
     * @param weight {@code [n]}
     */
    void keep(int item, int[] others, float[] weight, TopK best) {
        float[] sizes = new float[weight.length];
        for (int n = 0; n < sizes.length; n++) {
            sizes[n] = Math.abs(weight[n]);
        }
        int[] kept = new int[Math.min(most, others.length)];
        if (kept.length > 0) {
            best.select(TopK.Row.of(sizes), TopK.Skip.of(new int[0]), kept.length, kept, 0);
        }
        for (int n = 0; n < kept.length && kept[n] >= 0; n++) {
            neighbours[item * most + n] = others[kept[n]];
            weights[item * most + n] = weight[kept[n]];
        }
    }
}

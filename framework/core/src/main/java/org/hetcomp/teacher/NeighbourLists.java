package org.hetcomp.teacher;

import java.util.function.Supplier;
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
    private static final int LEAST_BLOCK = 16;

    NeighbourLists(int items, int most) {
        this(items, most, new float[items * most], new float[items * most]);
    }

    /** Fills an item's row, with room of its thread's own. */
    interface Row {
        void fill(int item, TopK best);
    }

    /**
     * Fills all rows on all cores.
     *
     * @param perBlock makes what fills some rows, one after the other
     */
    void fill(Supplier<Row> perBlock) {
        int block = Math.max(LEAST_BLOCK, items / (64 * Runtime.getRuntime().availableProcessors()));
        IntStream.range(0, (items + block - 1) / block).parallel().forEach(b -> {
            Row row = perBlock.get();
            TopK best = new TopK(most);
            for (int item = b * block; item < Math.min(items, (b + 1) * block); item++) {
                row.fill(item, best);
            }
        });
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

package org.hetcomp.spark;

import java.util.Arrays;
import java.util.Random;
import org.hetcomp.distill.ListKind;

/**
 * What a user costs in a step of SparkDistill, one core, drawn vectors; docs/scale.md has what it printed. Not a test: {@code
 * KernelTiming DIM ITEMS...}.
 */
final class KernelTiming {
    private static final int OBSERVED = 10;
    private static final int UNOBSERVED = 100;
    private static final int REPETITIONS = 7;

    private KernelTiming() {}

    public static void main(String[] words) {
        int dim = Integer.parseInt(words[0]);
        // Both losses are compiled before anything is timed.
        time(dim, 20_000, ListKind.COARSE, 3000);
        time(dim, 20_000, ListKind.FINE, 3000);
        for (int w = 1; w < words.length; w++) {
            int items = Integer.parseInt(words[w]);
            for (ListKind kind : ListKind.values()) {
                double[] seconds = new double[REPETITIONS];
                int users = Math.max(8, 40_000_000 / items);
                for (int n = 0; n < REPETITIONS; n++) {
                    seconds[n] = time(dim, items, kind, users) / users;
                }
                Arrays.sort(seconds);
                System.out.printf(
                        "%d items, d = %d, %s: %.1f / %.1f / %.1f us a user, %.2f ns a user and item%n",
                        items,
                        dim,
                        kind,
                        1e6 * seconds[0],
                        1e6 * seconds[REPETITIONS / 2],
                        1e6 * seconds[REPETITIONS - 1],
                        1e9 * seconds[REPETITIONS / 2] / items);
            }
        }
    }

    private static double time(int dim, int items, ListKind kind, int users) {
        Random random = new Random(1);
        float[][] columns = new float[dim][items];
        for (float[] column : columns) {
            for (int j = 0; j < items; j++) {
                column[j] = (float) (0.3 * random.nextGaussian());
            }
        }
        ListKernel kernel = new ListKernel(new Columns(columns));
        int[] places = random.ints(0, items)
                .distinct()
                .limit(OBSERVED + kind.depth(UNOBSERVED))
                .toArray();
        ListKernel.Lists lists = new ListKernel.Lists(Arrays.copyOf(places, OBSERVED), places, OBSERVED);
        float[] weights = kind.weights(OBSERVED, UNOBSERVED);
        float[] vector = new float[dim];
        long begin = System.nanoTime();
        for (int u = 0; u < users; u++) {
            for (int k = 0; k < dim; k++) {
                vector[k] = (float) (0.3 * random.nextGaussian());
            }
            kernel.add(vector, lists, kind, weights, 0.01);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}

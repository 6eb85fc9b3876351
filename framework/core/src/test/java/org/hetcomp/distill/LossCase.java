package org.hetcomp.distill;

import java.util.Arrays;
import java.util.Random;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;

/**
 * A student and its lists, as input of a loss.
 *
 * @param users {@code [B, d]} row after row
 * @param items {@code [n, d]} row after row
 */
public record LossCase(int dim, float[] users, float[] items, Batch batch) {
    /** A drawn case; scores have about the deviation {@code spread}. */
    public static LossCase draw(int users, int items, int dim, int observed, int unobserved, double spread, long seed) {
        Random random = new Random(seed);
        int[][] train = new int[users][];
        int[][] own = new int[users][];
        int[][] others = new int[users][];
        for (int u = 0; u < users; u++) {
            int[] order = Lists.permutation(items, random);
            int count = 1 + random.nextInt(2 * observed);
            train[u] = Arrays.copyOf(order, count);
            own[u] = Arrays.copyOf(order, Math.min(observed, count));
            others[u] = Arrays.copyOfRange(order, count, Math.min(items, count + unobserved));
        }
        double scale = Math.sqrt(spread / Math.sqrt(dim));
        return new LossCase(
                dim,
                floats(users * dim, scale, random),
                floats(items * dim, scale, random),
                batch(items, train, own, others, observed, unobserved));
    }

    static Batch batch(int items, int[][] train, int[][] observed, int[][] unobserved, int p, int k) {
        int[] users = new int[train.length];
        Arrays.setAll(users, u -> u);
        return new Batch(
                users,
                Interactions.of(items, train),
                new Supervision(Lists.rankings(p, observed), Lists.rankings(k, unobserved)),
                7);
    }

    private static float[] floats(int n, double scale, Random random) {
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            floats[i] = (float) (scale * random.nextGaussian());
        }
        return floats;
    }

    /** The same with both tables stretched. */
    public LossCase times(float factor) {
        return new LossCase(dim, times(users, factor), times(items, factor), batch);
    }

    private static float[] times(float[] values, float factor) {
        float[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor;
        }
        return out;
    }

    public int itemCount() {
        return items.length / dim;
    }
}

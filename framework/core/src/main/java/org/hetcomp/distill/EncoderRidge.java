package org.hetcomp.distill;

import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;

/**
 * Ridge regression on users' items, {@code (X^T X + lambda) E = X^T T}, by conjugate gradients (Hestenes and Stiefel, 1952), all
 * columns side by side. X is {@code [users, items]}, each row ones over the root of their number. Sums are taken in one order
 * however many threads there are.
 */
final class EncoderRidge {
    private static final int BLOCK = 256;
    private static final int MOST_STEPS = 100;
    private static final double EXACT = 1e-6;

    private final Interactions byUser;
    private final Interactions byItem;
    private final int d;
    private final float[] weights;

    /** Of these users' items, for tables of d columns. */
    EncoderRidge(Interactions train, int d) {
        this.byUser = train;
        this.byItem = train.transposed();
        this.d = d;
        this.weights = new float[train.users()];
        for (int u = 0; u < weights.length; u++) {
            weights[u] = train.count(u) == 0 ? 0 : (float) (1 / Math.sqrt(train.count(u)));
        }
    }

    /** {@code X B}, {@code [users, d]}, of a table {@code [items, d]}. */
    float[] times(float[] table) {
        float[] into = new float[byUser.users() * d];
        inBlocks(byUser.users(), u -> sum(byUser, u, table, null, weights[u], into));
        return into;
    }

    /** {@code X^T B}, {@code [items, d]}, of a table {@code [users, d]}, of the users that are in. */
    private float[] transposedTimes(float[] table, float[] of) {
        float[] into = new float[byItem.users() * d];
        inBlocks(byItem.users(), i -> sum(byItem, i, table, of, 1, into));
        return into;
    }

    private void sum(Interactions had, int row, float[] table, float[] of, float factor, float[] into) {
        int at = row * d;
        for (int p = had.start(row); p < had.end(row); p++) {
            int other = had.ids()[p];
            float weight = of == null ? factor : of[other];
            for (int k = 0; k < d && weight != 0; k++) {
                into[at + k] += weight * table[other * d + k];
            }
        }
    }

    /**
     * Solves it.
     *
     * @param targets T, {@code [users, d]}
     * @param in users to learn from
     * @param begun {@code [items, d]} to begin from, left as it is
     */
    float[] solve(float[] targets, boolean[] in, double lambda, float[] begun) {
        float[] of = weights.clone();
        for (int u = 0; u < of.length; u++) {
            of[u] = in[u] ? of[u] : 0;
        }
        float[] solution = begun.clone();
        float[] residual = transposedTimes(targets, of);
        double[] goal = products(residual, residual);
        add(residual, applied(solution, of, lambda), each(-1));
        float[] direction = residual.clone();
        double[] length = products(residual, residual);
        for (int s = 0; s < MOST_STEPS && !isDone(length, goal); s++) {
            float[] product = applied(direction, of, lambda);
            double[] step = ratios(length, products(direction, product));
            add(solution, direction, step);
            for (int k = 0; k < d; k++) {
                step[k] = -step[k];
            }
            add(residual, product, step);
            double[] next = products(residual, residual);
            double[] turn = ratios(next, length);
            for (int at = 0; at < direction.length; at += d) {
                for (int k = 0; k < d; k++) {
                    direction[at + k] = (float) (residual[at + k] + turn[k] * direction[at + k]);
                }
            }
            length = next;
        }
        return solution;
    }

    private float[] applied(float[] table, float[] of, double lambda) {
        float[] product = transposedTimes(times(table), of);
        add(product, table, each(lambda));
        return product;
    }

    private boolean isDone(double[] length, double[] goal) {
        return IntStream.range(0, d).allMatch(k -> length[k] <= EXACT * goal[k]);
    }

    private double[] each(double value) {
        return IntStream.range(0, d).mapToDouble(k -> value).toArray();
    }

    private double[] products(float[] a, float[] b) {
        double[] sums = new double[d];
        for (int at = 0; at < a.length; at += d) {
            for (int k = 0; k < d; k++) {
                sums[k] += (double) a[at + k] * b[at + k];
            }
        }
        return sums;
    }

    private static double[] ratios(double[] over, double[] under) {
        return IntStream.range(0, over.length)
                .mapToDouble(k -> under[k] > 0 ? over[k] / under[k] : 0)
                .toArray();
    }

    private void add(float[] to, float[] table, double[] factors) {
        for (int at = 0; at < to.length; at += d) {
            for (int k = 0; k < d; k++) {
                to[at + k] += (float) (factors[k] * table[at + k]);
            }
        }
    }

    private interface Row {
        void take(int row);
    }

    private static void inBlocks(int rows, Row work) {
        IntStream.range(0, (rows + BLOCK - 1) / BLOCK).parallel().forEach(b -> {
            for (int row = b * BLOCK; row < Math.min(rows, (b + 1) * BLOCK); row++) {
                work.take(row);
            }
        });
    }
}

package org.hetcomp.distill;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.hetcomp.data.Interactions;

/**
 * Fits an {@link Encoder} to a student's users: M and b by least squares, then E by ridge regression to what they leave. Lambda
 * is what serves users held out in five folds best, and so is whether there is an E at all. Needs no engine.
 */
public final class EncoderFit {
    private static final double[] LAMBDAS = {10, 3, 1, 0.3, 0.1};
    private static final int FOLDS = 5;
    private static final int LEAST_USERS = 20;

    private final Interactions train;
    private final float[] users;
    private final int d;
    private final EncoderRidge ridge;
    private final float[] had;

    private EncoderFit(Interactions train, float[] users, float[] items, int d) {
        this.train = train;
        this.users = users;
        this.d = d;
        this.ridge = new EncoderRidge(train, d);
        this.had = ridge.times(items);
    }

    /**
     * Fits one.
     *
     * @param train what the users have, of which their vectors were learned
     * @param users the student's, {@code [users, d] float32}
     * @param items the student's, {@code [items, d] float32}
     * @param own whether there may be an E, where it helps
     */
    public static Encoder fit(Interactions train, float[] users, float[] items, int d, boolean own) {
        return new EncoderFit(train, users, items, d).fit(own ? LAMBDAS : new double[0]);
    }

    private Encoder fit(double[] lambdas) {
        boolean[] all = new boolean[train.users()];
        Arrays.fill(all, true);
        double best = Double.POSITIVE_INFINITY;
        double explained = Double.NaN;
        if (all.length >= LEAST_USERS) {
            double[] missed = missed(lambdas);
            int least = 0;
            for (int n = 1; n < missed.length; n++) {
                least = missed[n] < missed[least] ? n : least;
            }
            best = least == 0 ? Double.POSITIVE_INFINITY : lambdas[least - 1];
            explained = 1 - missed[least];
        }
        double[] map = map(all);
        float[] own = Double.isInfinite(best) ? null : ridge.solve(left(map), all, best, new float[train.items() * d]);
        float[] shown = new float[d * d];
        float[] offset = new float[d];
        for (int n = 0; n < map.length; n++) {
            if (n < shown.length) {
                shown[n] = (float) map[n];
            } else {
                offset[n - shown.length] = (float) map[n];
            }
        }
        return new Encoder(shown, offset, own, best, explained);
    }

    /** Share of the squares that is missed of users held out: without E, then for each lambda. */
    private double[] missed(double[] lambdas) {
        int[] fold = new int[train.users()];
        Random random = new Random(0);
        for (int u = 0; u < fold.length; u++) {
            fold[u] = random.nextInt(FOLDS);
        }
        double[] missed = new double[lambdas.length + 1];
        for (int f = 0; f < FOLDS; f++) {
            boolean[] in = new boolean[fold.length];
            for (int u = 0; u < in.length; u++) {
                in[u] = fold[u] != f;
            }
            float[] left = left(map(in));
            missed[0] += squares(left, null, in);
            float[] own = new float[train.items() * d];
            for (int n = 0; n < lambdas.length; n++) {
                own = ridge.solve(left, in, lambdas[n], own);
                missed[n + 1] += squares(left, ridge.times(own), in);
            }
        }
        double whole = squares(users, null, new boolean[fold.length]);
        return Arrays.stream(missed).map(m -> whole > 0 ? m / whole : 0).toArray();
    }

    /** Squares of a table of users, less another, over those who are not in. */
    private double squares(float[] table, float[] less, boolean[] in) {
        double sum = 0;
        for (int n = 0; n < table.length; n++) {
            double value = table[n] - (less == null ? 0 : less[n]);
            sum += in[n / d] ? 0 : value * value;
        }
        return sum;
    }

    /** M and, as its last row, b. */
    private double[] map(boolean[] in) {
        int wide = d + 1;
        DMatrixRMaj gram = new DMatrixRMaj(wide, wide);
        DMatrixRMaj right = new DMatrixRMaj(wide, d);
        double[] row = new double[wide];
        row[d] = 1;
        for (int u = 0; u < in.length; u++) {
            for (int k = 0; k < d; k++) {
                row[k] = had[u * d + k];
            }
            for (int k = 0; k < wide && in[u]; k++) {
                for (int l = 0; l < wide; l++) {
                    gram.data[k * wide + l] += row[k] * row[l];
                }
                for (int l = 0; l < d; l++) {
                    right.data[k * d + l] += row[k] * users[u * d + l];
                }
            }
        }
        double trace = 0;
        for (int k = 0; k < wide; k++) {
            trace += gram.data[k * wide + k];
        }
        // Items' vectors may lie in fewer dimensions, or there may be fewer users.
        for (int k = 0; k < wide; k++) {
            gram.data[k * wide + k] += 1e-6 * trace / wide + Double.MIN_NORMAL;
        }
        DMatrixRMaj map = new DMatrixRMaj(wide, d);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(wide);
        if (!solver.setA(gram)) {
            throw new IllegalArgumentException("vectors that are not finite have no encoder");
        }
        solver.solve(right, map);
        return map.data;
    }

    /** What M and b leave of the users' vectors, {@code [users, d]}. */
    private float[] left(double[] map) {
        float[] left = new float[users.length];
        for (int u = 0; u < train.users(); u++) {
            for (int k = 0; k < d; k++) {
                double sum = map[d * d + k];
                for (int l = 0; l < d; l++) {
                    sum += had[u * d + l] * map[l * d + k];
                }
                left[u * d + k] = (float) (users[u * d + k] - sum);
            }
        }
        return left;
    }
}

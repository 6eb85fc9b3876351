package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.hetcomp.backend.Backend;

/**
 * A loss of the student's scores at some pairs of users and items, a few hundred a user: the methods that HetComp is compared
 * with. The scores, clipped to 40 in size with no gradient beyond, are read by Java, which takes the loss and its derivatives in
 * double precision; the engine takes vectors from the tables and adds gradients up.
 *
 * <p>Pairs are done in blocks, so that memory does not grow with lists, users or dimension, nor with the number of items but for
 * the gradient to their table.
 */
abstract class PairLoss implements DistillationLoss {
    /** Scores are clipped to this, and have no gradient beyond, as in {@link ListLoss}. */
    static final double LIMIT = 40;

    // Numbers of a block of vectors; 16 MB, of which there are four.
    private static final int CELLS = 4 << 20;

    private final int cells;

    /** In blocks of pairs with at most so many numbers; what comes out is the same to rounding. */
    PairLoss(int cells) {
        if (cells < 1) {
            throw new IllegalArgumentException("a block has at least 1 cell, not " + cells);
        }
        this.cells = cells;
    }

    PairLoss() {
        this(CELLS);
    }

    /**
     * Which pairs the loss is of.
     *
     * @param items number of items
     */
    abstract Pairs pairs(Batch batch, int items);

    /**
     * The loss.
     *
     * @param scores {@code [pairs]}, clipped
     * @param slopes {@code [pairs]} zeros, to which the derivatives to the scores are added
     */
    abstract double loss(Pairs pairs, double[] scores, double[] slopes);

    @Override
    public final Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        int height = Math.toIntExact(items.getShape().get(0));
        int d = Math.toIntExact(items.getShape().get(1));
        Pairs pairs = pairs(batch, height);
        NDArray userGradient = step.zeros(users.getShape());
        NDArray itemGradient = step.zeros(items.getShape());
        if (pairs.count() == 0) {
            return new Gradients(step.create(0f), userGradient, itemGradient);
        }
        int block = Math.max(1, cells / d);
        double[] scores = new double[pairs.count()];
        double[] slopes = new double[pairs.count()];
        // The vectors of a single block stay from the scores to the gradients; those of several are taken twice.
        Vectors only = pairs.count() <= block ? new Vectors(backend, step, users, items, pairs, 0, block) : null;
        for (int from = 0; from < scores.length; from += block) {
            try (NDManager scope = step.newSubManager()) {
                Vectors vectors = only == null ? new Vectors(backend, scope, users, items, pairs, from, block) : only;
                vectors.scores(backend, scores, from);
            }
        }
        boolean[] beyond = clip(scores);
        double loss = loss(pairs, scores, slopes);
        for (int p = 0; p < slopes.length; p++) {
            slopes[p] = beyond[p] ? 0 : slopes[p];
        }
        for (int from = 0; from < scores.length; from += block) {
            try (NDManager scope = step.newSubManager()) {
                Vectors vectors = only == null ? new Vectors(backend, scope, users, items, pairs, from, block) : only;
                vectors.addGradients(backend, slopes, from, userGradient, itemGradient);
            }
        }
        return new Gradients(step.create((float) loss), userGradient, itemGradient);
    }

    // Scores that are no numbers stay what they are: the epoch's loss tells of them.
    private static boolean[] clip(double[] scores) {
        boolean[] beyond = new boolean[scores.length];
        for (int p = 0; p < scores.length; p++) {
            beyond[p] = Math.abs(scores[p]) > LIMIT;
            scores[p] = beyond[p] ? Math.copySign(LIMIT, scores[p]) : scores[p];
        }
        return beyond;
    }

    /** The two vectors of each pair of a block, {@code [pairs, d] float32}. */
    private static final class Vectors {
        private final NDManager scope;
        private final int[] rows;
        private final int[] ids;
        private final NDArray user;
        private final NDArray item;

        Vectors(Backend backend, NDManager scope, NDArray users, NDArray items, Pairs pairs, int from, int block) {
            int to = (int) Math.min(pairs.count(), (long) from + block);
            this.scope = scope;
            rows = Arrays.copyOfRange(pairs.rows(), from, to);
            ids = Arrays.copyOfRange(pairs.items(), from, to);
            user = backend.rows(scope, users, rows);
            item = backend.rows(scope, items, ids);
        }

        void scores(Backend backend, double[] scores, int from) {
            NDArray ones = scope.ones(new Shape(user.getShape().get(1), 1));
            try (NDArray sums = backend.weightedSum(user.mul(item), ones)) {
                FloatBuffer floats = backend.floats(sums);
                for (int p = 0; p < rows.length; p++) {
                    scores[from + p] = floats.get(p);
                }
            }
        }

        void addGradients(Backend backend, double[] slopes, int from, NDArray toUsers, NDArray toItems) {
            float[] factors = new float[rows.length];
            for (int p = 0; p < factors.length; p++) {
                factors[p] = (float) slopes[from + p];
            }
            NDArray column = scope.create(factors, new Shape(factors.length, 1));
            int users = Math.toIntExact(toUsers.getShape().get(0));
            int items = Math.toIntExact(toItems.getShape().get(0));
            toUsers.addi(backend.scatterAdd(item.mul(column), rows, users));
            toItems.addi(backend.scatterAdd(user.mul(column), ids, items));
        }
    }
}

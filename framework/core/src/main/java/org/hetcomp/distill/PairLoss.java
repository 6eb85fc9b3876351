package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
        for (int from = 0; from < pairs.count(); from += block) {
            try (NDManager scope = step.newSubManager()) {
                Vectors vectors = new Vectors(backend, scope, users, items, pairs, from, block);
                float[] read = vectors.scores(backend);
                for (int p = 0; p < read.length; p++) {
                    scores[from + p] = read[p];
                }
            }
        }
        boolean[] beyond = clip(scores);
        double loss = loss(pairs, scores, slopes);
        for (int from = 0; from < pairs.count(); from += block) {
            try (NDManager scope = step.newSubManager()) {
                Vectors vectors = new Vectors(backend, scope, users, items, pairs, from, block);
                float[] factors = new float[vectors.rows().length];
                for (int p = 0; p < factors.length; p++) {
                    factors[p] = beyond[from + p] ? 0 : (float) slopes[from + p];
                }
                NDArray column = scope.create(factors, new Shape(factors.length, 1));
                userGradient.addi(backend.scatterAdd(vectors.item().mul(column), vectors.rows(), batch.users().length));
                itemGradient.addi(backend.scatterAdd(vectors.user().mul(column), vectors.items(), height));
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

    /** The two vectors of each pair of a block, {@code [pairs, d] float32}, in a scope of their own. */
    private record Vectors(int[] rows, int[] items, NDArray user, NDArray item) {
        Vectors(Backend backend, NDManager scope, NDArray users, NDArray table, Pairs pairs, int from, int block) {
            this(
                    Arrays.copyOfRange(pairs.rows(), from, Math.min(pairs.count(), from + block)),
                    Arrays.copyOfRange(pairs.items(), from, Math.min(pairs.count(), from + block)),
                    backend.rows(
                            scope,
                            users,
                            Arrays.copyOfRange(pairs.rows(), from, Math.min(pairs.count(), from + block))),
                    backend.rows(
                            scope,
                            table,
                            Arrays.copyOfRange(pairs.items(), from, Math.min(pairs.count(), from + block))));
        }

        float[] scores(Backend backend) {
            NDArray ones = user.getManager().ones(new Shape(user.getShape().get(1), 1));
            float[] scores = new float[rows.length];
            backend.floats(backend.weightedSum(user.mul(item), ones)).get(scores);
            return scores;
        }
    }
}

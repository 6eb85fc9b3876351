package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;

/**
 * Sampled softmax (Wu et al., On the Effectiveness of Sampled Softmax Loss for Item Recommendation, TOIS 2024): a pair's
 * item against all items sampled for the step. BPR is the same with one sampled item; see docs/teachers.md for why.
 *
 * <p>With P the softmax over the positive and the sampled items, a score's derivative is P, less 1 at the positive. It is
 * computed without autograd, in the place of P; {@link #surrogate} then hands it to autograd: its value means nothing,
 * its gradient is that of the mean loss. So nothing of size pairs x samples is ever part of a graph.
 *
 * @param loss mean loss of a pair
 * @param surrogate scalar to go backward from
 */
record SampledSoftmax(double loss, NDArray surrogate) {
    private static final float SMALL = 1e-12f;
    private static final float LEAST = 1e-20f;

    /**
     * The vectors of a step, each of length 1 ({@link #unit}).
     *
     * @param users {@code [n, d]} the pairs' users, with gradient
     * @param positives {@code [n, d]} the pairs' items, with gradient
     * @param negatives {@code [m, d]} items sampled for all pairs, with gradient
     */
    record Vectors(NDArray users, NDArray positives, NDArray negatives) {
        /** Those of vectors of any length. */
        static Vectors unit(NDArray users, NDArray positives, NDArray negatives) {
            return new Vectors(
                    SampledSoftmax.unit(users), SampledSoftmax.unit(positives), SampledSoftmax.unit(negatives));
        }
    }

    /**
     * Scores by inner product.
     *
     * @param temperature scores are {@code user . item / temperature}, above 0
     */
    static SampledSoftmax of(Backend backend, NDManager step, Vectors vectors, double temperature) {
        return of(backend, step, vectors, temperature, null, null);
    }

    /**
     * Scores by inner product plus a term of another kind.
     *
     * @param near {@code [n, 1]} added to the positives' scores, with gradient, or null
     * @param far {@code [n, m]} added to the negatives' scores, with gradient, or null
     */
    static SampledSoftmax of(
            Backend backend, NDManager step, Vectors vectors, double temperature, NDArray near, NDArray far) {
        NDArray users = vectors.users();
        NDArray positives = vectors.positives();
        NDArray negatives = vectors.negatives();
        int n = Math.toIntExact(users.getShape().get(0));
        int m = Math.toIntExact(negatives.getShape().get(0));
        int d = Math.toIntExact(users.getShape().get(1));
        NDArray user = backend.scale(users.stopGradient(), 1 / temperature);
        NDArray positive = positives.stopGradient();
        // A row of zeros makes room for a column that takes the positives' scores.
        NDArray samples = NDArrays.concat(new NDList(negatives.stopGradient(), step.zeros(new Shape(1, d))));
        NDArray block = backend.scores(user, samples);
        NDArray nearScores = user.mul(positive).sum(new int[] {1});
        if (near != null) {
            nearScores = nearScores.add(near.stopGradient().reshape(n));
            block.addi(NDArrays.concat(new NDList(far.stopGradient(), step.zeros(new Shape(n, 1))), 1));
        }
        int[] last = new int[n];
        Arrays.fill(last, m);
        Cells cells = backend.cells(step, IntStream.range(0, n).toArray(), last, n, m + 1);
        backend.put(block, cells, nearScores);
        NDArray share = block.softmax(1);
        block.close();
        NDArray own = backend.at(share, cells);
        double loss = -own.maximum(LEAST).log().mean().getFloat();
        NDArray missing = own.sub(1f).reshape(n, 1);
        // The column of the positives meets the row of zeros, so it adds nothing here.
        NDArray userGradient =
                backend.weightedSum(share, samples).add(missing.mul(positive)).mul((float) (1 / temperature / n));
        NDArray negativeGradient =
                backend.transposedSum(share, user).get(new NDIndex("0:" + m)).mul(1f / n);
        NDArray positiveGradient = missing.mul(user).mul(1f / n);
        NDArray surrogate = users.mul(userGradient)
                .sum()
                .add(positives.mul(positiveGradient).sum())
                .add(negatives.mul(negativeGradient).sum());
        if (near != null) {
            NDArray farGradient = share.get(new NDIndex(":, 0:" + m)).mul(1f / n);
            surrogate = surrogate
                    .add(near.mul(missing.mul(1f / n)).sum())
                    .add(far.mul(farGradient).sum());
        }
        share.close();
        return new SampledSoftmax(loss, surrogate);
    }

    /** Rows of length 1, with gradient; a row of zeros stays one. {@code [n, d]}. */
    static NDArray unit(NDArray rows) {
        return rows.div(rows.square().sum(new int[] {1}, true).add(SMALL).sqrt());
    }
}

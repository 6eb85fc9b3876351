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

/**
 * Sampled softmax (Wu et al., On the Effectiveness of Sampled Softmax Loss for Item Recommendation, TOIS 2024): a pair's
 * item against all items sampled for the step. BPR is the same with one sampled item; see docs/teachers.md for why.
 *
 * <p>What a user has against the samples is the same for all of the user's pairs, so it is computed for each user of the step
 * once. With S the softmax of a user over the samples, and w a pair's share of them, one less that of its own item, the
 * derivative of a sample's score is S times the sum of w, that of a pair's own score is - w. They are computed without autograd, in
 * the place of S.
 *
 * @param loss mean loss of a pair
 * @param slopes its derivatives to the vectors
 * @param near {@code [n, 1]} derivatives of the mean loss to what was added to the positives' scores; null where nothing was
 * @param far {@code [r, m]} likewise the negatives'
 */
record SampledSoftmax(double loss, Slopes slopes, NDArray near, NDArray far) {
    private static final float LEAST = 1e-37f;
    // Scores that are there at a time, twice: 128 MB, more than a step of 8,192 pairs has. Fewer are no faster; steps
    // of gnn on large data have some four times as many.
    private static final int BLOCK = 32 << 20;

    /**
     * The vectors of a step.
     *
     * @param users {@code [r, d]} the distinct users of the pairs
     * @param places {@code [n]} which of them each pair's is
     * @param positives {@code [n, d]} the pairs' items
     * @param negatives {@code [m, d]} items sampled for all users
     */
    record Vectors(NDArray users, int[] places, NDArray positives, NDArray negatives) {
        /**
         * Those of a step that has met some users and items.
         *
         * @param users {@code [r, d]} vectors of the users that it met
         * @param met who they are; the first list is of the pairs
         * @param items {@code [k, d]} vectors of the items that it met
         * @param of which they are; the first list is of the pairs, the second of the samples
         */
        static Vectors of(Backend backend, NDManager step, NDArray users, Distinct met, NDArray items, Distinct of) {
            return new Vectors(
                    users, met.first(), backend.rows(step, items, of.first()), backend.rows(step, items, of.second()));
        }
    }

    /**
     * Derivatives of the mean loss, each as what it is of.
     *
     * @param users {@code [r, d]}
     * @param positives {@code [n, d]}
     * @param negatives {@code [m, d]}
     */
    record Slopes(NDArray users, NDArray positives, NDArray negatives) {
        /** Those to the vectors of the distinct items, of which positives are the first list and negatives the second; {@code [k, d]}. */
        NDArray items(Backend backend, Distinct items) {
            int k = items.ids().length;
            return backend.scatterAdd(positives, items.first(), k)
                    .addi(backend.scatterAdd(negatives, items.second(), k));
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
     * @param near {@code [n, 1]} added to the positives' scores, or null
     * @param far {@code [r, m]} added to the negatives' scores, or null
     */
    static SampledSoftmax of(
            Backend backend, NDManager step, Vectors vectors, double temperature, NDArray near, NDArray far) {
        return of(backend, step, vectors, temperature, new Terms(near, far), BLOCK);
    }

    /** What is added to scores, each or neither null. */
    record Terms(NDArray near, NDArray far) {}

    /**
     * The same, of so many users at a time as have about so many scores.
     *
     * @param block scores that are there at a time
     */
    static SampledSoftmax of(
            Backend backend, NDManager step, Vectors vectors, double temperature, Terms terms, int block) {
        NDArray users = vectors.users();
        NDArray positives = vectors.positives();
        NDArray negatives = vectors.negatives();
        int[] places = vectors.places();
        int r = Math.toIntExact(users.getShape().get(0));
        int n = places.length;
        int m = Math.toIntExact(negatives.getShape().get(0));
        int d = Math.toIntExact(users.getShape().get(1));
        NDArray user = users.mul((float) (1 / temperature));
        NDArray pairUser = backend.rows(step, user, places);
        // A row of zeros is a sample of score 0: its share tells what all others add up to.
        NDArray samples = NDArrays.concat(new NDList(negatives, step.zeros(new Shape(1, d))));
        NDArray own = RowSums.of(backend, pairUser.mul(positives));
        if (terms.near != null) {
            own = own.add(terms.near);
        }
        PairBlocks blocks = PairBlocks.of(places, r, Math.max(1, block / (m + 1)));
        NDList missings = new NDList();
        NDList userSums = new NDList();
        NDList fars = new NDList();
        NDArray sampleSum = null;
        double loss = 0;
        for (int b = 0; b < blocks.count(); b++) {
            NDArray some = blocks.rows(user, b);
            NDArray scores = backend.plainScores(some, samples);
            if (terms.far != null) {
                NDArray far = blocks.rows(terms.far, b);
                scores.addi(NDArrays.concat(
                        new NDList(far, step.zeros(new Shape(far.getShape().get(0), 1))), 1));
            }
            NDArray share = scores.softmax(1);
            scores.close();
            NDArray zero = lastColumn(backend, step, share).maximum(LEAST);
            NDArray others = zero.neg().add(1f).maximum(LEAST);
            // By how much the samples are above a pair's own item: the logarithm of their sum, less its score; [n, 1].
            NDArray above = backend.rows(step, others.log().sub(zero.log()), blocks.places(b))
                    .sub(blocks.pairs(backend, step, own, b));
            NDArray missing = above.neg().exp().add(1f).pow(-1);
            loss += above.maximum(0f)
                    .add(above.abs().neg().exp().add(1f).log())
                    .sum()
                    .getFloat();
            NDArray weight = backend.scatterAdd(missing, blocks.places(b), blocks.users(b))
                    .div(others);
            missings.add(missing);
            userSums.add(backend.weightedSum(share, samples).mul(weight));
            NDArray sum = backend.transposedSum(share, some.mul(weight));
            sampleSum = sampleSum == null ? sum : sampleSum.addi(sum);
            if (terms.far != null) {
                fars.add(share.get(new NDIndex(":, 0:" + m)).mul(weight).mul(1f / n));
            }
            share.close();
        }
        NDArray missing = blocks.inOrder(backend, step, missings);
        NDArray userGradient = PairBlocks.joined(userSums)
                .sub(backend.scatterAdd(positives.mul(missing), places, r))
                .mul((float) (1 / temperature / n));
        NDArray negativeGradient = sampleSum.get(new NDIndex("0:" + m)).mul(1f / n);
        NDArray positiveGradient = missing.mul(pairUser).mul(-1f / n);
        return new SampledSoftmax(
                loss / n,
                new Slopes(userGradient, positiveGradient, negativeGradient),
                terms.near == null ? null : missing.mul(-1f / n),
                terms.far == null ? null : PairBlocks.joined(fars));
    }

    /** {@code [b, 1]} of {@code [b, m]}. */
    private static NDArray lastColumn(Backend backend, NDManager step, NDArray matrix) {
        int height = Math.toIntExact(matrix.getShape().get(0));
        int width = Math.toIntExact(matrix.getShape().get(1));
        int[] last = new int[height];
        Arrays.fill(last, width - 1);
        return backend.at(matrix, backend.cells(step, IntStream.range(0, height).toArray(), last, height, width))
                .reshape(height, 1);
    }
}

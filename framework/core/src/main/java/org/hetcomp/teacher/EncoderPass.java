package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.SparseMatrix;
import org.hetcomp.data.Interactions;

/**
 * A batch of rows through the encoder of an {@link Autoencoder} and back, without autograd: what a row has is summed, one hidden layer
 * of tanh makes it mean and log variance of a code (Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014, appendix C.2),
 * and a code is the mean and a share of the deviation that is drawn (section 2.4 there).
 */
final class EncoderPass {
    /**
     * What it is made of, or the derivatives to that.
     *
     * @param first {@code [width, h]} a row for each column of the input
     * @param firstBias {@code [1, h]}
     * @param second {@code [h, 2 d]}
     * @param secondBias {@code [1, 2 d]}
     */
    record Layers(NDArray first, NDArray firstBias, NDArray second, NDArray secondBias) {}

    /**
     * What is read.
     *
     * @param columns {@code batch x width}: what the rows have
     * @param weights {@code [batch]} with what each counts, the same for all that a row has
     */
    record Input(Interactions columns, float[] weights) {
        private SparseMatrix matrix(Backend backend, NDManager step) {
            float[] values = new float[columns.size()];
            for (int r = 0; r < weights.length; r++) {
                Arrays.fill(values, columns.start(r), columns.end(r), weights[r]);
            }
            return backend.sparse(step, columns, values);
        }

        private SparseMatrix transposed(Backend backend, NDManager step) {
            Interactions turned = columns.transposed();
            int[] rows = turned.ids();
            float[] values = new float[rows.length];
            for (int p = 0; p < values.length; p++) {
                values[p] = weights[rows[p]];
            }
            return backend.sparse(step, turned, values);
        }
    }

    private final Backend backend;
    private final NDManager step;
    private final Input input;
    private final Layers layers;
    private final NDArray hidden;
    private final NDArray mean;
    private final NDArray logVariance;
    private NDArray drawn;

    EncoderPass(Backend backend, NDManager step, Input input, Layers layers) {
        this.backend = backend;
        this.step = step;
        this.input = input;
        this.layers = layers;
        hidden = backend.multiply(input.matrix(backend, step), layers.first)
                .addi(layers.firstBias)
                .tanh();
        NDArray statistics = backend.weightedSum(hidden, layers.second).addi(layers.secondBias);
        long d = statistics.getShape().get(1) / 2;
        mean = statistics.get(new NDIndex(":, 0:" + d));
        logVariance = statistics.get(new NDIndex(":, " + d + ":"));
    }

    /** The codes' means, {@code [batch, d]}. */
    NDArray mean() {
        return mean;
    }

    /**
     * Codes.
     *
     * @param noise {@code [batch, d]} of a standard normal distribution
     * @return {@code [batch, d]}
     */
    NDArray draw(NDArray noise) {
        drawn = logVariance.mul(0.5f).exp().muli(noise);
        return mean.add(drawn);
    }

    /**
     * Back from the codes that were drawn.
     *
     * @param slopes {@code [batch, d]} the loss's derivatives to them
     * @param divergence with what each row's divergence of its code from a standard normal distribution counts in the loss
     * @return the derivatives
     */
    Layers back(NDArray slopes, double divergence) {
        float weight = (float) divergence;
        NDArray toMean = slopes.add(mean.mul(weight));
        NDArray toVariance =
                slopes.mul(drawn).addi(logVariance.exp().subi(1f).muli(weight)).muli(0.5f);
        NDArray toStatistics = NDArrays.concat(new NDList(toMean, toVariance), 1);
        NDArray toHidden = backend.plainScores(toStatistics, layers.second)
                .muli(hidden.square().negi().addi(1f));
        NDArray ones = step.ones(new Shape(input.weights.length, 1));
        return new Layers(
                backend.multiply(input.transposed(backend, step), toHidden),
                sums(toHidden, ones),
                backend.transposedSum(hidden, toStatistics),
                sums(toStatistics, ones));
    }

    /** Of all rows; {@code [1, n]}. */
    private NDArray sums(NDArray rows, NDArray ones) {
        return backend.transposedSum(rows, ones).reshape(1, rows.getShape().get(1));
    }
}

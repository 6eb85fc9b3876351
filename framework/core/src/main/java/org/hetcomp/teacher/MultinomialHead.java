package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.data.Interactions;

/**
 * The multinomial likelihood of a batch of rows under a linear decoder, with its gradients and no autograd: with P the
 * softmax of the logits, n the row's length and X the row, the logits' gradient is {@code n P - X}; it is made in place
 * of P, the only array of size batch x columns besides the logits.
 *
 * @param loss sum over the batch of the negative log likelihoods
 * @param codeGradient {@code [batch, d]} of the mean loss
 * @param weightGradient {@code [columns, d]} of the mean loss
 * @param biasGradient {@code [columns, 1]} of the mean loss
 */
record MultinomialHead(double loss, NDArray codeGradient, NDArray weightGradient, NDArray biasGradient) {
    private static final float LEAST = 1e-20f;

    /**
     * The linear decoder of some columns, without gradient.
     *
     * @param weights {@code [columns, d]}
     * @param bias {@code [1, columns]}, with the logarithm of how many columns each stands for, if more than itself
     */
    record Decoder(NDArray weights, NDArray bias) {}

    /**
     * Computes loss and gradients.
     *
     * @param code {@code [batch, d]}, without gradient
     * @param rows {@code batch x columns}: what the rows have
     */
    static MultinomialHead of(Backend backend, NDManager step, NDArray code, Decoder decoder, Interactions rows) {
        int size = rows.users();
        int[] cellRows = new int[rows.size()];
        float[] shares = new float[rows.size()];
        float[] counts = new float[size];
        for (int r = 0; r < size; r++) {
            counts[r] = rows.count(r);
            for (int p = rows.start(r); p < rows.end(r); p++) {
                cellRows[p] = r;
                shares[p] = 1f / rows.count(r);
            }
        }
        NDArray logits = backend.plainScores(code, decoder.weights(), decoder.bias());
        NDArray block = logits.softmax(1);
        logits.close();
        Cells cells = backend.cells(step, cellRows, rows.ids(), size, rows.items());
        NDArray likelihoods = backend.at(block, cells);
        double loss = -likelihoods.maximum(LEAST).log().sum().getFloat();
        // P - X / n stands in the block now; each row's factor n is applied to the short side of the products.
        backend.put(block, cells, likelihoods.sub(step.create(shares)));
        NDArray factor = step.create(counts, new Shape(size, 1)).mul(1f / size);
        NDArray codeGradient = backend.weightedSum(block, decoder.weights()).mul(factor);
        NDArray weightGradient = backend.transposedSum(block, code.mul(factor));
        NDArray biasGradient = backend.transposedSum(block, factor);
        block.close();
        return new MultinomialHead(loss, codeGradient, weightGradient, biasGradient);
    }
}

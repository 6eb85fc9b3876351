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
 * @param biasGradient {@code [1, columns]} of the mean loss
 */
record MultinomialHead(double loss, NDArray codeGradient, NDArray weightGradient, NDArray biasGradient) {
    private static final float LEAST = 1e-20f;

    /**
     * The linear decoder.
     *
     * @param weights {@code [columns, d]}
     * @param bias {@code [1, columns]}
     */
    record Decoder(NDArray weights, NDArray bias) {}

    /**
     * Computes loss and gradients.
     *
     * @param code {@code [batch, d]}, without gradient
     * @param rows all rows, x columns
     * @param batch the rows that are decoded
     */
    static MultinomialHead of(
            Backend backend, NDManager step, NDArray code, Decoder decoder, Interactions rows, int[] batch) {
        int size = batch.length;
        int total = 0;
        for (int row : batch) {
            total += rows.count(row);
        }
        int[] cellRows = new int[total];
        int[] cellColumns = new int[total];
        float[] shares = new float[total];
        float[] counts = new float[size];
        int at = 0;
        for (int r = 0; r < size; r++) {
            int count = rows.count(batch[r]);
            counts[r] = count;
            for (int p = rows.start(batch[r]); p < rows.end(batch[r]); p++) {
                cellRows[at] = r;
                cellColumns[at] = rows.ids()[p];
                shares[at++] = 1f / count;
            }
        }
        NDArray weightsHeld = decoder.weights().stopGradient();
        NDArray logits = backend.scores(code, weightsHeld).add(decoder.bias().stopGradient());
        NDArray block = logits.softmax(1);
        logits.close();
        Cells cells = backend.cells(step, cellRows, cellColumns, size, rows.items());
        NDArray likelihoods = backend.at(block, cells);
        double loss = -likelihoods.maximum(LEAST).log().sum().getFloat();
        // P - X / n stands in the block now; each row's factor n is applied to the short side of the products.
        backend.put(block, cells, likelihoods.sub(step.create(shares)));
        NDArray factor = step.create(counts, new Shape(size, 1)).mul(1f / size);
        NDArray codeGradient = backend.weightedSum(block, weightsHeld).mul(factor);
        NDArray weightGradient = backend.transposedSum(block, code.mul(factor));
        NDArray biasGradient = backend.transposedSum(block, factor).reshape(1, rows.items());
        block.close();
        return new MultinomialHead(loss, codeGradient, weightGradient, biasGradient);
    }
}

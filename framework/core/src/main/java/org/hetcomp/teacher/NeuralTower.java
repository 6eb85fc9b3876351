package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.hetcomp.backend.Parameters;

/**
 * The network half of a trained NeuMF in plain Java, for many users against all items: both engines write its first layer out, users x
 * items x h1 floats, and read it again, where this keeps it for some hundred items in the nearest cache ({@link NeuralLoops}). Many threads may
 * score at once.
 */
final class NeuralTower {
    private static final int TILE = NeuralLoops.TILE;

    // [tiles][h1][TILE]; what is beyond the last item is read by nobody.
    private final float[][][] itemHidden;
    private final float[][] layer2;
    private final float[] bias2;
    private final float[] output;
    private final int items;

    /**
     * Copies the weights.
     *
     * @param itemHidden {@code [items, h1]}
     * @param layer2 {@code [h2, h1]}
     * @param bias2 {@code [1, h2]}
     * @param output {@code [1, h2]}
     */
    NeuralTower(NDArray itemHidden, NDArray layer2, NDArray bias2, NDArray output) {
        items = Math.toIntExact(itemHidden.getShape().get(0));
        int h1 = Math.toIntExact(itemHidden.getShape().get(1));
        int h2 = Math.toIntExact(layer2.getShape().get(0));
        float[] hidden = Parameters.floats(itemHidden);
        float[] weights = Parameters.floats(layer2);
        this.itemHidden = new float[(items + TILE - 1) / TILE][h1][TILE];
        for (int j = 0; j < items; j++) {
            for (int k = 0; k < h1; k++) {
                this.itemHidden[j / TILE][k][j % TILE] = hidden[j * h1 + k];
            }
        }
        this.layer2 = new float[h2][h1];
        for (int m = 0; m < h2; m++) {
            System.arraycopy(weights, m * h1, this.layer2[m], 0, h1);
        }
        this.bias2 = Parameters.floats(bias2);
        this.output = Parameters.floats(output);
    }

    /**
     * What the network gives one user and each item.
     *
     * @param userHidden {@code [h1]}
     * @return {@code [items]}
     */
    float[] scores(float[] userHidden) {
        float[] scores = new float[items];
        float[][] hidden = new float[userHidden.length][TILE];
        float[] second = new float[TILE];
        float[] sums = new float[TILE];
        for (int tile = 0; tile < itemHidden.length; tile++) {
            int size = Math.min(TILE, items - tile * TILE);
            for (int k = 0; k < hidden.length; k++) {
                NeuralLoops.rectified(itemHidden[tile][k], userHidden[k], hidden[k], size);
            }
            Arrays.fill(sums, 0);
            for (int m = 0; m < output.length; m++) {
                NeuralLoops.weighted(hidden, layer2[m], bias2[m], second, size);
                NeuralLoops.addRectified(second, output[m], sums, size);
            }
            System.arraycopy(sums, 0, scores, tile * TILE, size);
        }
        return scores;
    }
}

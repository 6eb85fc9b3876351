package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.hetcomp.backend.Parameters;

/**
 * The network half of a trained NeuMF in plain Java, for many users against all items: both engines write its first layer out, users x
 * items x h1 floats, and read it again, where this keeps it for some hundred items in the nearest cache. Loops run over items in arrays
 * of their own, four at a time, of which HotSpot makes vector instructions. All arrays of a loop are read and written from their
 * beginning: with an offset into one of them it takes twice as long. Many threads may score at once.
 */
final class NeuralTower {
    private static final int TILE = 384;
    private static final int FOUR = 4;

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
                rectified(itemHidden[tile][k], userHidden[k], hidden[k], size);
            }
            Arrays.fill(sums, 0);
            for (int m = 0; m < output.length; m++) {
                weighted(hidden, layer2[m], bias2[m], second, size);
                addRectified(second, output[m], sums, size);
            }
            System.arraycopy(sums, 0, scores, tile * TILE, size);
        }
        return scores;
    }

    // The half of x + |x| is x or 0 exactly, and vector instructions; a comparison is not.
    private static void rectified(float[] items, float user, float[] into, int size) {
        for (int j = 0; j < size; j++) {
            float x = items[j] + user;
            into[j] = 0.5f * (x + Math.abs(x));
        }
    }

    private static void addRectified(float[] second, float weight, float[] sums, int size) {
        float half = 0.5f * weight;
        for (int j = 0; j < size; j++) {
            sums[j] += half * (second[j] + Math.abs(second[j]));
        }
    }

    private static void weighted(float[][] hidden, float[] weights, float bias, float[] into, int size) {
        Arrays.fill(into, 0, size, bias);
        int k = 0;
        for (; k + FOUR <= weights.length; k += FOUR) {
            addFour(hidden, k, weights, into, size);
        }
        for (; k < weights.length; k++) {
            addOne(hidden[k], weights[k], into, size);
        }
    }

    private static void addFour(float[][] hidden, int k, float[] weights, float[] into, int size) {
        float[] h0 = hidden[k];
        float[] h1 = hidden[k + 1];
        float[] h2 = hidden[k + 2];
        float[] h3 = hidden[k + 3];
        float w0 = weights[k];
        float w1 = weights[k + 1];
        float w2 = weights[k + 2];
        float w3 = weights[k + 3];
        for (int j = 0; j < size; j++) {
            into[j] += w0 * h0[j] + w1 * h1[j] + w2 * h2[j] + w3 * h3[j];
        }
    }

    private static void addOne(float[] hidden, float weight, float[] into, int size) {
        for (int j = 0; j < size; j++) {
            into[j] += weight * hidden[j];
        }
    }
}

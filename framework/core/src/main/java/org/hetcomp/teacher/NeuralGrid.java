package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.backend.Lanes;

/**
 * NeuMF's network of rows of users with each of some items and back again, in plain Java: the sum over q of output_q max(0, bias_q + sum
 * over k of layer_qk max(0, row_k + item_k)). An engine writes users x items x h1 floats for it and reads them a dozen times; here
 * nothing is larger than users x items. Rows are done in tiles whose sums are added in order, so that threads do not change a bit.
 */
final class NeuralGrid {
    private static final int TILE = NeuralLoops.TILE;
    private static final int EIGHT = 8;

    private final float[] rows;
    private final float[] items;
    private final Layers layers;
    private final boolean many;
    private final int height;
    private final int width;

    /**
     * The layers behind the first one.
     *
     * @param layer {@code [h2][h1]}, both multiples of eight
     * @param bias {@code [h2]}
     * @param output {@code [h2]}
     */
    record Layers(float[][] layer, float[] bias, float[] output) {
        Layers {
            if (layer.length == 0 || layer.length % EIGHT != 0 || layer[0].length % EIGHT != 0) {
                throw new IllegalArgumentException("layers have multiples of " + EIGHT + " units");
            }
        }

        /** Of matrices that lie row after row. */
        static Layers of(float[] layer, float[] bias, float[] output) {
            int h1 = layer.length / output.length;
            float[][] rows = IntStream.range(0, output.length)
                    .mapToObj(q -> Arrays.copyOfRange(layer, q * h1, (q + 1) * h1))
                    .toArray(float[][]::new);
            return new Layers(rows, bias, output);
        }

        private int h1() {
            return layer[0].length;
        }

        private int h2() {
            return layer.length;
        }
    }

    /**
     * Derivatives, each as what it is of.
     *
     * @param rows {@code [r * h1]}
     * @param items {@code [m * h1]}
     * @param layer {@code [h2 * h1]}
     * @param bias {@code [h2]}
     * @param output {@code [h2]}
     */
    record Slopes(double[] rows, double[] items, double[] layer, double[] bias, double[] output) {
        private static Slopes zeros(int rows, int items, Layers layers) {
            int h1 = layers.h1();
            int h2 = layers.h2();
            return new Slopes(
                    new double[rows * h1], new double[items * h1], new double[h2 * h1], new double[h2], new double[h2]);
        }

        /** Adds those of another grid of the same layers to the layers' own. */
        void addLayers(Slopes other) {
            add(layer, other.layer);
            add(bias, other.bias);
            add(output, other.output);
        }

        private static void add(double[] to, double[] from) {
            for (int j = 0; j < to.length; j++) {
                to[j] += from[j];
            }
        }
    }

    /**
     * A grid.
     *
     * @param rows {@code [r * h1]} the users' half of the first layer, its bias included
     * @param items {@code [m * h1]} the items' half
     * @param many whether there may be many threads, outside a lane; a lane has its own alone
     */
    NeuralGrid(float[] rows, float[] items, Layers layers, boolean many) {
        this.rows = rows;
        this.items = items;
        this.layers = layers;
        this.many = many;
        height = rows.length / layers.h1();
        width = items.length / layers.h1();
    }

    private IntStream tiles() {
        IntStream tiles = IntStream.range(0, (height + TILE - 1) / TILE);
        return many && !Lanes.isHere() ? tiles.parallel() : tiles;
    }

    /** What the network gives; {@code [r * m]}, row after row. */
    float[] scores() {
        float[] scores = new float[Math.multiplyExact(height, width)];
        tiles().forEach(tile -> new Tile(tile * TILE).scores(scores));
        return scores;
    }

    /**
     * Derivatives of a loss to all that the scores are made of.
     *
     * @param slopes {@code [r * m]} its derivatives to the scores
     */
    Slopes back(float[] slopes) {
        Slopes sum = Slopes.zeros(height, width, layers);
        List<Slopes> parts =
                tiles().mapToObj(tile -> new Tile(tile * TILE).back(slopes)).toList();
        for (int tile = 0; tile < parts.size(); tile++) {
            Slopes part = parts.get(tile);
            System.arraycopy(part.rows, 0, sum.rows, tile * TILE * layers.h1(), part.rows.length);
            Slopes.add(sum.items, part.items);
            sum.addLayers(part);
        }
        return sum;
    }

    /** Some rows, by columns. */
    private final class Tile {
        private final int from;
        private final int size;
        private final float[][] columns;
        private final float[][] first = new float[layers.h1()][TILE];
        private final float[][] second = new float[layers.h2()][TILE];

        Tile(int from) {
            int h1 = layers.h1();
            this.from = from;
            size = Math.min(TILE, height - from);
            columns = new float[h1][TILE];
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < h1; k++) {
                    columns[k][j] = rows[(from + j) * h1 + k];
                }
            }
        }

        private void first(int item) {
            for (int k = 0; k < first.length; k++) {
                NeuralLoops.rectified(columns[k], items[item * first.length + k], first[k], size);
            }
        }

        void scores(float[] scores) {
            float[] sums = new float[TILE];
            for (int item = 0; item < width; item++) {
                first(item);
                Arrays.fill(sums, 0);
                for (int q = 0; q < second.length; q++) {
                    NeuralLoops.weighted(first, layers.layer[q], layers.bias[q], second[q], size);
                    NeuralLoops.addRectified(second[q], layers.output[q], sums, size);
                }
                for (int j = 0; j < size; j++) {
                    scores[(from + j) * width + item] = sums[j];
                }
            }
        }

        Slopes back(float[] slopes) {
            int h1 = layers.h1();
            Slopes sum = Slopes.zeros(size, width, layers);
            float[] slope = new float[TILE];
            float[][] toSecond = new float[layers.h2()][TILE];
            float[][] toFirst = new float[h1][TILE];
            float[][] toRows = new float[h1][TILE];
            float[][] turned = turned();
            float[] ones = new float[TILE];
            Arrays.fill(ones, 1);
            for (int item = 0; item < width; item++) {
                first(item);
                for (int j = 0; j < size; j++) {
                    slope[j] = slopes[(from + j) * width + item];
                }
                for (int q = 0; q < second.length; q++) {
                    NeuralLoops.weighted(first, layers.layer[q], layers.bias[q], second[q], size);
                    NeuralLoops.back(second[q], slope, layers.output[q], toSecond[q], size);
                    addProducts(toSecond[q], first, sum.layer, q * h1);
                }
                addProducts(slope, second, sum.output, 0);
                addProducts(ones, toSecond, sum.bias, 0);
                for (int k = 0; k < h1; k++) {
                    NeuralLoops.weighted(toSecond, turned[k], 0, toFirst[k], size);
                    NeuralLoops.addBack(first[k], toFirst[k], toRows[k], size);
                }
                addProducts(ones, toFirst, sum.items, item * h1);
            }
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < h1; k++) {
                    sum.rows[j * h1 + k] = toRows[k][j];
                }
            }
            return sum;
        }

        private void addProducts(float[] x, float[][] by, double[] sums, int at) {
            for (int k = 0; k < by.length; k += EIGHT) {
                NeuralLoops.addEight(x, by, k, sums, at + k, size);
            }
        }

        /** The second layer by columns; {@code [h1][h2]}. */
        private float[][] turned() {
            float[][] turned = new float[layers.h1()][layers.h2()];
            for (int q = 0; q < layers.h2(); q++) {
                for (int k = 0; k < turned.length; k++) {
                    turned[k][q] = layers.layer[q][k];
                }
            }
            return turned;
        }
    }
}

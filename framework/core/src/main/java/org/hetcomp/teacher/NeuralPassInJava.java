package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;

/** {@link NeuralPass} by {@link NeuralGrid}. */
final class NeuralPassInJava implements NeuralPass {
    private final NDManager step;
    private final First first;
    private final Behind behind;
    private final int h1;
    private final NeuralGrid pairs;
    private final NeuralGrid samples;

    NeuralPassInJava(Backend backend, NDManager step, First first, Behind behind) {
        this.step = step;
        this.first = first;
        this.behind = behind;
        h1 = Math.toIntExact(behind.layer().getShape().get(1));
        NeuralGrid.Layers layers =
                NeuralGrid.Layers.of(floats(behind.layer()), floats(behind.bias()), floats(behind.output()));
        float[] users = floats(first.users());
        float[] items = floats(first.items());
        boolean many = backend.threads() > 1;
        float[] own = rows(users, first.places());
        float[] positives = rows(items, first.positives());
        for (int j = 0; j < own.length; j++) {
            own[j] += positives[j];
        }
        pairs = new NeuralGrid(own, new float[h1], layers, many);
        samples = new NeuralGrid(users, rows(items, first.negatives()), layers, many);
    }

    private static float[] floats(NDArray array) {
        return Parameters.floats(array);
    }

    private float[] rows(float[] table, int[] ids) {
        float[] rows = new float[ids.length * h1];
        for (int j = 0; j < ids.length; j++) {
            System.arraycopy(table, ids[j] * h1, rows, j * h1, h1);
        }
        return rows;
    }

    @Override
    public NDArray near() {
        return step.create(pairs.scores(), new Shape(first.places().length, 1));
    }

    @Override
    public NDArray far() {
        return step.create(
                FloatBuffer.wrap(samples.scores()),
                new Shape(first.users().getShape().get(0), first.negatives().length));
    }

    @Override
    public Slopes back(NDArray toNear, NDArray toFar) {
        NeuralGrid.Slopes own = pairs.back(floats(toNear));
        NeuralGrid.Slopes others = samples.back(floats(toFar));
        double[] users = others.rows();
        double[] items = new double[Math.toIntExact(first.items().size())];
        add(own.rows(), users, first.places());
        add(own.rows(), items, first.positives());
        add(others.items(), items, first.negatives());
        others.addLayers(own);
        return new Slopes(
                like(first.users(), users),
                like(first.items(), items),
                like(behind.layer(), others.layer()),
                like(behind.bias(), others.bias()),
                like(behind.output(), others.output()));
    }

    private void add(double[] rows, double[] table, int[] ids) {
        for (int j = 0; j < ids.length; j++) {
            for (int k = 0; k < h1; k++) {
                table[ids[j] * h1 + k] += rows[j * h1 + k];
            }
        }
    }

    private NDArray like(NDArray array, double[] slopes) {
        float[] floats = new float[slopes.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) slopes[j];
        }
        return step.create(floats, array.getShape());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

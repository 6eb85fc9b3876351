package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.eval.Scorer;

/**
 * A trained NeuMF ready to score all items: the first layer of its network is linear in user and item, so both halves
 * are multiplied out beforehand and only added here. Per user it costs {@code items x h1 x h2} multiplications, by
 * {@link NeuralTower}, or on a GPU by the engine.
 */
final class NeuralScorer implements Scorer {
    // 16 MB of the first layer at a time: enough users that calling the engine costs little.
    private static final int CELLS = 4 << 20;

    private static final List<String> NAMES =
            List.of("user_factor", "item_factor", "user_hidden", "item_hidden", "layer2", "bias2", "output");

    private final Backend backend;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final NeuralTower tower;

    /**
     * A model of these arrays, which must not change while it scores: {@code user_factor [users, d]}, times the output weights;
     * {@code item_factor [items, d]}; {@code user_hidden [users, h1]}, with the first layer's bias; {@code item_hidden [items, h1]};
     * {@code layer2 [h2, h1]}; {@code bias2 [1, h2]}; {@code output [1, h2]}.
     *
     * @throws IllegalArgumentException if there are other arrays than those
     */
    NeuralScorer(Backend backend, Map<String, NDArray> arrays) {
        if (!arrays.keySet().equals(new TreeSet<>(NAMES))) {
            throw new IllegalArgumentException(
                    "a NeuMF has the arrays " + new TreeSet<>(NAMES) + ", not " + new TreeSet<>(arrays.keySet()));
        }
        this.backend = backend;
        NAMES.forEach(name -> this.arrays.put(name, arrays.get(name)));
        requireFitting();
        tower = backend.device().isGpu()
                ? null
                : new NeuralTower(get("item_hidden"), get("layer2"), get("bias2"), get("output"));
    }

    private void requireFitting() {
        Shape layer = get("layer2").getShape();
        Shape row = new Shape(1, layer.get(0));
        boolean fits = layer.dimension() == 2
                && get("bias2").getShape().equals(row)
                && get("output").getShape().equals(row)
                && get("user_hidden").getShape().equals(new Shape(users(), layer.get(1)))
                && get("item_hidden").getShape().equals(new Shape(items(), layer.get(1)));
        if (!fits) {
            throw new IllegalArgumentException("the layers of a NeuMF do not fit each other: "
                    + NAMES.stream()
                            .map(name -> name + " " + get(name).getShape())
                            .toList());
        }
    }

    private NDArray get(String name) {
        return arrays.get(name);
    }

    @Override
    public int users() {
        return (int) get("user_factor").getShape().get(0);
    }

    @Override
    public int items() {
        return (int) get("item_factor").getShape().get(0);
    }

    @Override
    public NDArray scores(NDManager manager, int[] users) {
        NDArray factor = backend.scores(backend.rows(manager, get("user_factor"), users), get("item_factor"));
        return factor.addi(tower == null ? byEngine(manager, users) : byTower(manager, users));
    }

    /** What the network adds; {@code [users.length, items]}. */
    NDArray byTower(NDManager manager, int[] users) {
        int h1 = Math.toIntExact(get("user_hidden").getShape().get(1));
        int items = items();
        float[] hidden;
        try (NDArray rows = backend.rows(manager, get("user_hidden"), users)) {
            hidden = rows.toFloatArray();
        }
        float[] scores = new float[Math.multiplyExact(users.length, items)];
        IntStream.range(0, users.length).parallel().forEach(row -> {
            float[] own = tower.scores(Arrays.copyOfRange(hidden, row * h1, (row + 1) * h1));
            System.arraycopy(own, 0, scores, row * items, items);
        });
        return manager.create(FloatBuffer.wrap(scores), new Shape(users.length, items));
    }

    /** The same by the engine's operators. */
    NDArray byEngine(NDManager manager, int[] users) {
        NDList network = new NDList();
        int group = Math.max(1, CELLS / Math.toIntExact(get("item_hidden").size()));
        for (int from = 0; from < users.length; from += group) {
            int[] some = Arrays.copyOfRange(users, from, Math.min(users.length, from + group));
            try (NDManager step = manager.newSubManager()) {
                NDArray scores = network(step, some);
                scores.attach(manager);
                network.add(scores);
            }
        }
        return NDArrays.concat(network);
    }

    /** {@code [users, items]}. */
    private NDArray network(NDManager step, int[] users) {
        int height = users.length;
        long width = get("item_hidden").getShape().get(0);
        long h1 = get("item_hidden").getShape().get(1);
        NDArray user = backend.rows(step, get("user_hidden"), users).reshape(height, 1, h1);
        NDArray hidden;
        // Not lent to the step: other threads score with the same array.
        try (NDArray item = get("item_hidden").reshape(1, width, h1)) {
            hidden = user.add(item).reshape(height * width, h1);
        }
        NDArray second = backend.scores(Activation.relu(hidden), get("layer2")).addi(get("bias2"));
        return backend.scores(Activation.relu(second), get("output")).reshape(height, width);
    }

    @Override
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hetcomp.backend.Backend;
import org.hetcomp.eval.Scorer;

/**
 * A trained NeuMF ready to score all items: the first layer of its network is linear in user and item, so both halves
 * are multiplied out beforehand and only added here. Per user it costs {@code items x h1 x h2} multiplications.
 *
 * @param backend where the arrays live
 * @param userFactor {@code [users, d]}, times the output weights
 * @param itemFactor {@code [items, d]}
 * @param userHidden {@code [users, h1]}, with the first layer's bias
 * @param itemHidden {@code [items, h1]}
 * @param layer2 {@code [h2, h1]}
 * @param bias2 {@code [1, h2]}
 * @param output {@code [1, h2]}
 */
record NeuralScorer(
        Backend backend,
        NDArray userFactor,
        NDArray itemFactor,
        NDArray userHidden,
        NDArray itemHidden,
        NDArray layer2,
        NDArray bias2,
        NDArray output)
        implements Scorer {
    // 16 MB of the first layer at a time: enough users that calling the engine costs little.
    private static final int CELLS = 4 << 20;

    private static final Set<String> NAMES =
            Set.of("user_factor", "item_factor", "user_hidden", "item_hidden", "layer2", "bias2", "output");

    /**
     * A model made again from what {@link #arrays} gave.
     *
     * @throws IllegalArgumentException if there are other arrays than those
     */
    static NeuralScorer of(Backend backend, Map<String, NDArray> arrays) {
        if (!arrays.keySet().equals(NAMES)) {
            throw new IllegalArgumentException(
                    "a NeuMF has the arrays " + new TreeSet<>(NAMES) + ", not " + new TreeSet<>(arrays.keySet()));
        }
        return new NeuralScorer(
                backend,
                arrays.get("user_factor"),
                arrays.get("item_factor"),
                arrays.get("user_hidden"),
                arrays.get("item_hidden"),
                arrays.get("layer2"),
                arrays.get("bias2"),
                arrays.get("output"));
    }

    @Override
    public int users() {
        return (int) userFactor.getShape().get(0);
    }

    @Override
    public int items() {
        return (int) itemFactor.getShape().get(0);
    }

    @Override
    public NDArray scores(NDManager manager, int[] users) {
        NDArray factor = backend.scores(backend.rows(manager, userFactor, users), itemFactor);
        NDList network = new NDList();
        int group = Math.max(1, CELLS / Math.toIntExact(itemHidden.size()));
        for (int from = 0; from < users.length; from += group) {
            int[] some = Arrays.copyOfRange(users, from, Math.min(users.length, from + group));
            try (NDManager step = manager.newSubManager()) {
                NDArray scores = network(step, some);
                scores.attach(manager);
                network.add(scores);
            }
        }
        return factor.addi(NDArrays.concat(network));
    }

    /** {@code [users, items]}. */
    private NDArray network(NDManager step, int[] users) {
        int height = users.length;
        long width = itemHidden.getShape().get(0);
        long h1 = itemHidden.getShape().get(1);
        NDArray user = backend.rows(step, userHidden, users).reshape(height, 1, h1);
        NDArray hidden;
        // Not lent to the step: other threads score with the same array.
        try (NDArray item = itemHidden.reshape(1, width, h1)) {
            hidden = user.add(item).reshape(height * width, h1);
        }
        NDArray second = backend.scores(Activation.relu(hidden), layer2).addi(bias2);
        return backend.scores(Activation.relu(second), output).reshape(height, width);
    }

    @Override
    public Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("user_factor", userFactor);
        arrays.put("item_factor", itemFactor);
        arrays.put("user_hidden", userHidden);
        arrays.put("item_hidden", itemHidden);
        arrays.put("layer2", layer2);
        arrays.put("bias2", bias2);
        arrays.put("output", output);
        return arrays;
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;
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

    static NeuralScorer of(Backend backend, Map<String, NDArray> arrays) {
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
        NDList network = new NDList(users.length);
        for (int user : users) {
            try (NDManager step = manager.newSubManager()) {
                NDArray hidden = backend.rows(step, userHidden, new int[] {user}).add(itemHidden);
                hidden = Activation.relu(hidden);
                hidden = Activation.relu(backend.scores(hidden, layer2).addi(bias2));
                NDArray scores = backend.scores(output, hidden);
                scores.attach(manager);
                network.add(scores);
            }
        }
        return factor.addi(NDArrays.concat(network));
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

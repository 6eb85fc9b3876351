package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.RowAdam;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;

/**
 * Neural matrix factorisation (He et al., NeuMF, WWW 2017): a product of user and item vectors (section 3.2) plus a
 * network over other vectors of both (section 3.3). All vectors are taken at length 1 and the loss is a sampled softmax
 * in place of the log loss of a few sampled items per pair; every sampled item is set against every user of the step,
 * which the network can afford because its first layer splits into a user's and an item's half. The {@code l2} weighs
 * the squared norms of a step's rows, per pair.
 *
 * <p>The product's weights stay equal, and the network's matrices are held small: free, both sharpen the softmax until
 * the model remembers train and nothing else.
 */
final class NeuralFactorization extends PairwiseTeacher {
    private static final double START = 0.1;
    private static final int HIDDEN = 16;
    private static final double NETWORK_L2 = 0.01;
    private static final List<String> TABLES = List.of("factor.user", "factor.item", "network.user", "network.item");

    NeuralFactorization(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        int d = options.dim();
        start(0, () -> {
            parameters.addNormal("factor.user", new Shape(split.users(), d), START, random());
            parameters.addNormal("factor.item", new Shape(split.items(), d), START, random());
            parameters.addNormal("network.user", new Shape(split.users(), d), START, random());
            parameters.addNormal("network.item", new Shape(split.items(), d), START, random());
            parameters.addNormal("layer1.user", new Shape(d, HIDDEN), Math.sqrt(1.0 / d), random());
            parameters.addNormal("layer1.item", new Shape(d, HIDDEN), Math.sqrt(1.0 / d), random());
            parameters.addZeros("layer1.bias", new Shape(1, HIDDEN));
            parameters.addNormal("layer2", new Shape(HIDDEN / 2, HIDDEN), Math.sqrt(2.0 / HIDDEN), random());
            parameters.addZeros("layer2.bias", new Shape(1, HIDDEN / 2));
            parameters.addNormal("output.network", new Shape(1, HIDDEN / 2), Math.sqrt(2.0 / HIDDEN), random());
            TABLES.forEach(this::byRows);
        });
    }

    @Override
    protected double step(NDManager step, int[] users, int[] positives) {
        int n = users.length;
        int m = options.negatives();
        int[] negatives = sampler.draw(m, random());
        Distinct met = Distinct.of(split.users(), users);
        Distinct items = Distinct.of(split.items(), positives, negatives);
        Rows userFactor = met(step, "factor.user", met);
        Rows userOther = met(step, "network.user", met);
        Rows itemFactor = met(step, "factor.item", items);
        Rows itemOther = met(step, "network.item", items);
        NDArray ofUsers = userHidden(userOther.units.unit());
        NDArray ofItems = itemHidden(itemOther.units.unit());
        SampledSoftmax softmax;
        NeuralPass.Slopes slopes;
        try (NeuralPass network =
                network(step, new NeuralPass.First(ofUsers, met.first(), ofItems, items.first(), items.second()))) {
            softmax = SampledSoftmax.of(
                    backend,
                    step,
                    SampledSoftmax.Vectors.of(
                            backend, step, userFactor.units.unit(), met, itemFactor.units.unit(), items),
                    options.temperature(),
                    network.near(),
                    network.far());
            slopes = network.back(softmax.near(), softmax.far());
        }
        double ofPair = options.l2() / n;
        float[] userDecay = met.weights(ofPair);
        float[] itemDecay = items.weights(ofPair, options.l2() / m);
        userFactor.move(softmax.slopes().users(), userDecay);
        itemFactor.move(softmax.slopes().items(backend, items), itemDecay);
        userOther.move(backend.plainScores(slopes.users(), parameters.get("layer1.user")), userDecay);
        itemOther.move(backend.plainScores(slopes.items(), parameters.get("layer1.item")), itemDecay);
        moveLayers(slopes, userOther.units.unit(), itemOther.units.unit());
        return softmax.loss();
    }

    /** Rows of a table that a step has met, and those at length 1. */
    private final class Rows {
        private final String name;
        private final RowAdam.Rows rows;
        private final UnitRows units;

        Rows(String name, RowAdam.Rows rows, UnitRows units) {
            this.name = name;
            this.rows = rows;
            this.units = units;
        }

        void move(NDArray slopes, float[] decay) {
            NeuralFactorization.this.move(name, rows, units.back(slopes, decay));
        }
    }

    private Rows met(NDManager step, String name, Distinct ids) {
        RowAdam.Rows rows = meet(step, name, ids.ids());
        return new Rows(name, rows, UnitRows.of(backend, step, rows.weights()));
    }

    private void moveLayers(NeuralPass.Slopes slopes, NDArray users, NDArray items) {
        moveLayer("layer1.user", backend.transposedSum(users, slopes.users()));
        moveLayer("layer1.item", backend.transposedSum(items, slopes.items()));
        moveLayer("layer2", slopes.layer());
        moveLayer("output.network", slopes.output());
        adam().step("layer1.bias", slopes.users().sum(new int[] {0}, true));
        adam().step("layer2.bias", slopes.bias());
    }

    private void moveLayer(String name, NDArray gradient) {
        adam().step(name, gradient.add(parameters.get(name).mul((float) (2 * NETWORK_L2))));
    }

    private NDArray userFactor(NDArray rows) {
        return backend.scale(RowSums.unit(backend, rows), 1 / options.temperature());
    }

    private NDArray userHidden(NDArray units) {
        return units.matMul(parameters.get("layer1.user")).add(parameters.get("layer1.bias"));
    }

    private NDArray itemHidden(NDArray units) {
        return units.matMul(parameters.get("layer1.item"));
    }

    private NeuralPass network(NDManager step, NeuralPass.First first) {
        NeuralPass.Behind behind = new NeuralPass.Behind(
                parameters.get("layer2"), parameters.get("layer2.bias"), parameters.get("output.network"));
        return backend.device().isGpu()
                ? new NeuralPassByEngine(backend, step, first, behind)
                : new NeuralPassInJava(backend, step, first, behind);
    }

    @Override
    public Map<String, Axis> axes() {
        return Map.of(
                "factor.user", Axis.USERS,
                "factor.item", Axis.ITEMS,
                "network.user", Axis.USERS,
                "network.item", Axis.ITEMS);
    }

    @Override
    public Scorer scorer(NDManager owner) {
        parameters.lend(owner);
        return new NeuralScorer(
                backend,
                Map.of(
                        "user_factor", userFactor(parameters.get("factor.user")),
                        "item_factor", RowSums.unit(backend, parameters.get("factor.item")),
                        "user_hidden", userHidden(RowSums.unit(backend, parameters.get("network.user"))),
                        "item_hidden", itemHidden(RowSums.unit(backend, parameters.get("network.item"))),
                        "layer2", parameters.get("layer2"),
                        "bias2", parameters.get("layer2.bias"),
                        "output", parameters.get("output.network")));
    }
}

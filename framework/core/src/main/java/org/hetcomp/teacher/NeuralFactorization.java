package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
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
    private static final List<String> LAYERS =
            List.of("layer1.user", "layer1.item", "layer1.bias", "layer2", "layer2.bias", "output.network");

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
            LAYERS.forEach(name -> parameters.get(name).setRequiresGradient(true));
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
        RowAdam.Rows userFactor = meet(step, "factor.user", met.ids());
        RowAdam.Rows userOther = meet(step, "network.user", met.ids());
        RowAdam.Rows itemFactor = meet(step, "factor.item", items.ids());
        RowAdam.Rows itemOther = meet(step, "network.item", items.ids());
        double value;
        try (GradientCollector collector = backend.collector()) {
            NDArray unit = RowSums.unit(backend, itemFactor.weights());
            NDArray ofUsers = userHidden(userOther.weights());
            NDArray ofItems = itemHidden(itemOther.weights());
            NeuralPass network =
                    network(step, new NeuralPass.First(ofUsers, met.first(), ofItems, items.first(), items.second()));
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend,
                    step,
                    new SampledSoftmax.Vectors(
                            RowSums.unit(backend, userFactor.weights()),
                            met.first(),
                            backend.rows(step, unit, items.first()),
                            backend.rows(step, unit, items.second())),
                    options.temperature(),
                    network.near(),
                    network.far());

            NDArray counts = met.counts(step);
            NDArray weights = items.counts(step, (float) n / m);
            NDArray norms = norm(userFactor, counts)
                    .add(norm(userOther, counts))
                    .add(norm(itemFactor, weights))
                    .add(norm(itemOther, weights));
            collector.backward(softmax.surrogate()
                    .add(network.surrogate(softmax.near(), softmax.far()))
                    .add(backend.scale(norms, options.l2() / n))
                    .add(backend.scale(networkNorm(), NETWORK_L2)));
            value = softmax.loss();
        }
        adam().stepAll();
        move("factor.user", userFactor);
        move("network.user", userOther);
        move("factor.item", itemFactor);
        move("network.item", itemOther);
        return value;
    }

    private NDArray norm(RowAdam.Rows rows, NDArray weights) {
        return RowSums.of(backend, rows.weights().square()).mul(weights).sum();
    }

    private static NDArray norm(NDArray one, NDArray other) {
        return one.square().sum().add(other.square().sum());
    }

    private NDArray networkNorm() {
        return norm(parameters.get("layer1.user"), parameters.get("layer1.item"))
                .add(norm(parameters.get("layer2"), parameters.get("output.network")));
    }

    private NDArray userFactor(NDArray rows) {
        return backend.scale(RowSums.unit(backend, rows), 1 / options.temperature());
    }

    private NDArray userHidden(NDArray rows) {
        return RowSums.unit(backend, rows).matMul(parameters.get("layer1.user")).add(parameters.get("layer1.bias"));
    }

    private NDArray itemHidden(NDArray rows) {
        return RowSums.unit(backend, rows).matMul(parameters.get("layer1.item"));
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
                        "user_hidden", userHidden(parameters.get("network.user")),
                        "item_hidden", itemHidden(parameters.get("network.item")),
                        "layer2", parameters.get("layer2"),
                        "bias2", parameters.get("layer2.bias"),
                        "output", parameters.get("output.network")));
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;

/**
 * Neural matrix factorisation (He et al., NeuMF, WWW 2017): a product of user and item vectors (section 3.2) plus a
 * network over other vectors of both (section 3.3). All vectors are taken at length 1 and the loss is a sampled softmax
 * in place of the log loss of a few sampled items per pair; every sampled item is set against every pair of the step,
 * which the network can afford because its first layer splits into a user's and an item's half. The {@code l2} weighs
 * the squared norms of a step's rows, per pair.
 *
 * <p>The product's weights stay equal, and the network's matrices are held small: free, both sharpen the softmax until
 * the model remembers train and nothing else.
 */
final class NeuralFactorization extends PairwiseTeacher {
    private static final double START = 0.1;
    private static final double TEMPERATURE = 0.15;
    private static final int HIDDEN = 16;
    private static final double NETWORK_L2 = 0.01;

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
            parameters.requireGradients();
        });
    }

    @Override
    protected double step(NDManager step, int[] users, int[] positives) {
        int n = users.length;
        int m = options.negatives();
        int[] negatives = sampler.draw(m, random());
        double value;
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray user = backend.rows(step, parameters.get("factor.user"), users);
            NDArray positive = backend.rows(step, parameters.get("factor.item"), positives);
            NDArray negative = backend.rows(step, parameters.get("factor.item"), negatives);
            NDArray userOther = backend.rows(step, parameters.get("network.user"), users);
            NDArray positiveOther = backend.rows(step, parameters.get("network.item"), positives);
            NDArray negativeOther = backend.rows(step, parameters.get("network.item"), negatives);

            NDArray hidden = userHidden(userOther);
            NDArray grid = hidden.reshape(n, 1, HIDDEN)
                    .add(itemHidden(negativeOther).reshape(1, m, HIDDEN))
                    .reshape((long) n * m, HIDDEN);
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend,
                    step,
                    SampledSoftmax.Vectors.unit(user, positive, negative),
                    TEMPERATURE,
                    network(hidden.add(itemHidden(positiveOther))),
                    network(grid).reshape(n, m));

            NDArray norms = norm(user, userOther)
                    .add(norm(positive, positiveOther))
                    .add(backend.scale(norm(negative, negativeOther), (double) n / m));
            collector.backward(softmax.surrogate()
                    .add(backend.scale(norms, options.l2() / n))
                    .add(backend.scale(networkNorm(), NETWORK_L2)));
            value = softmax.loss();
        }
        adam().stepAll();
        return value;
    }

    private static NDArray norm(NDArray one, NDArray other) {
        return one.square().sum().add(other.square().sum());
    }

    private NDArray networkNorm() {
        return norm(parameters.get("layer1.user"), parameters.get("layer1.item"))
                .add(norm(parameters.get("layer2"), parameters.get("output.network")));
    }

    private NDArray userFactor(NDArray rows) {
        return backend.scale(SampledSoftmax.unit(rows), 1 / TEMPERATURE);
    }

    private NDArray userHidden(NDArray rows) {
        return SampledSoftmax.unit(rows).matMul(parameters.get("layer1.user")).add(parameters.get("layer1.bias"));
    }

    private NDArray itemHidden(NDArray rows) {
        return SampledSoftmax.unit(rows).matMul(parameters.get("layer1.item"));
    }

    private NDArray network(NDArray hidden) {
        NDArray second = backend.scores(Activation.relu(hidden), parameters.get("layer2"))
                .add(parameters.get("layer2.bias"));
        return backend.scores(Activation.relu(second), parameters.get("output.network"));
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
        return NeuralScorer.of(
                backend,
                Map.of(
                        "user_factor", userFactor(parameters.get("factor.user")),
                        "item_factor", SampledSoftmax.unit(parameters.get("factor.item")),
                        "user_hidden", userHidden(parameters.get("network.user")),
                        "item_hidden", itemHidden(parameters.get("network.item")),
                        "layer2", parameters.get("layer2"),
                        "bias2", parameters.get("layer2.bias"),
                        "output", parameters.get("output.network")));
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * Collaborative metric learning (Hsieh et al., WWW 2017): points in the unit ball (section 3.5), a user's items nearer
 * than others. In place of the hinge of the nearest sampled item with a weight by rank (equations 1 and 2) its smooth
 * form: all sampled items push, by the softmax of how near they are. Score = - squared distance.
 */
final class MetricLearning extends PairwiseTeacher {
    private static final double START = 0.1;
    /** Twice that of the cosine, since |u - i|^2 = 2 - 2 cos on the ball's surface. */
    private static final double TEMPERATURE = 0.3;

    MetricLearning(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        start(options.l2(), () -> {
            parameters.addNormal("user", new Shape(split.users(), options.dim()), START, random());
            parameters.addNormal("item", new Shape(split.items(), options.dim()), START, random());
            parameters.requireGradients();
        });
    }

    @Override
    protected double step(NDManager step, int[] users, int[] positives) {
        int[] negatives = sampler.draw(options.negatives(), random());
        double value;
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray user = backend.rows(step, parameters.get("user"), users);
            NDArray positive = backend.rows(step, parameters.get("item"), positives);
            NDArray negative = backend.rows(step, parameters.get("item"), negatives);
            NDArray ones = step.ones(new Shape(users.length, 1));
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend,
                    step,
                    new SampledSoftmax.Vectors(
                            NDArrays.concat(new NDList(backend.scale(user, 2), ones), 1),
                            withLength(positive),
                            withLength(negative)),
                    TEMPERATURE);
            collector.backward(softmax.surrogate());
            value = softmax.loss();
        }
        adam().stepAll();
        intoBall("user");
        intoBall("item");
        return value;
    }

    /** [i, - |i|^2]: its product with [2 u, 1] is - |u - i|^2 but for what all items of a user share. */
    private static NDArray withLength(NDArray items) {
        NDArray length = items.square().sum(new int[] {1}, true).neg();
        return NDArrays.concat(new NDList(items, length), 1);
    }

    private void intoBall(String name) {
        NDArray table = parameters.get(name);
        try (NDManager scope = backend.manager().newSubManager()) {
            table.tempAttach(scope);
            table.divi(table.square().sum(new int[] {1}, true).maximum(1f).sqrt());
        }
    }

    @Override
    public Map<String, Axis> axes() {
        return Map.of("user", Axis.USERS, "item", Axis.ITEMS);
    }

    /** - |u - i|^2 ranks as 2 u . i - |i|^2. */
    @Override
    public Scorer scorer(NDManager owner) {
        parameters.lend(owner);
        NDArray item = parameters.get("item");
        NDArray bias = item.square().sum(new int[] {1}).neg().reshape(1, split.items());
        return new DotScorer(backend, parameters.get("user").mul(2f), item, bias);
    }
}

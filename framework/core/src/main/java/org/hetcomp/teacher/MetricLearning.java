package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.RowAdam;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * Collaborative metric learning (Hsieh et al., WWW 2017): points in the unit ball (section 3.5), a user's items nearer
 * than others. In place of the hinge of the nearest sampled item with a weight by rank (equations 1 and 2) its smooth
 * form: all sampled items push, by the softmax of how near they are. Score = - squared distance. The {@code l2} weighs half the
 * squared norm of the rows that a step meets.
 */
final class MetricLearning extends PairwiseTeacher {
    private static final double START = 0.1;

    MetricLearning(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        start(0, () -> {
            parameters.addNormal("user", new Shape(split.users(), options.dim()), START, random());
            parameters.addNormal("item", new Shape(split.items(), options.dim()), START, random());
            byRows("user");
            byRows("item");
        });
    }

    @Override
    protected double step(NDManager step, int[] users, int[] positives) {
        int[] negatives = sampler.draw(options.negatives(), random());
        Distinct met = Distinct.of(split.users(), users);
        Distinct items = Distinct.of(split.items(), positives, negatives);
        RowAdam.Rows userRows = meet(step, "user", met.ids());
        RowAdam.Rows itemRows = meet(step, "item", items.ids());
        NDArray user = userRows.weights();
        NDArray item = itemRows.weights();
        intoBall(user);
        intoBall(item);
        NDArray ones = step.ones(new Shape(met.ids().length, 1));
        SampledSoftmax softmax = SampledSoftmax.of(
                backend,
                step,
                SampledSoftmax.Vectors.of(
                        backend,
                        step,
                        NDArrays.concat(new NDList(user.mul(2f), ones), 1),
                        met,
                        withLength(item),
                        items),
                // |u - i|^2 = 2 - 2 cos on the ball's surface.
                2 * options.temperature());
        float decay = (float) options.l2();
        int d = options.dim();
        NDArray toUsers = softmax.slopes().users().get(new NDIndex(":, 0:" + d));
        move("user", userRows, toUsers.mul(2f).addi(user.mul(decay)));
        NDArray toItems = softmax.slopes().items(backend, items);
        NDArray toLengths = toItems.get(new NDIndex(":, " + d + ":"));
        NDArray times = RowSums.spread(backend, toLengths.mul(-2f).addi(decay), d);
        move("item", itemRows, toItems.get(new NDIndex(":, 0:" + d)).add(item.mul(times)));
        return softmax.loss();
    }

    /** [i, - |i|^2]: its product with [2 u, 1] is - |u - i|^2 but for what all items of a user share. */
    private NDArray withLength(NDArray items) {
        NDArray length = RowSums.of(backend, items.square()).neg();
        return NDArrays.concat(new NDList(items, length), 1);
    }

    @Override
    public double epoch(int epoch) {
        double loss = super.epoch(epoch);
        for (NDArray table : parameters.arrays().values()) {
            try (NDManager scope = backend.manager().newSubManager()) {
                table.tempAttach(scope);
                intoBall(table);
            }
        }
        return loss;
    }

    /** In place. */
    private void intoBall(NDArray points) {
        NDArray length = RowSums.of(backend, points.square()).maximum(1f).sqrt();
        points.divi(RowSums.spread(backend, length, points.getShape().get(1)));
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

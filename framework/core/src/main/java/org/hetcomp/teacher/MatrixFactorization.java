package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.RowAdam;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * Matrix factorisation: a vector per user and per item, score = user . item (Rendle et al., BPR, UAI 2009, section 4.3.1),
 * learned by {@link SampledSoftmax} in BPR's place. The {@code l2} weighs the squared norms of a step's rows, per pair.
 */
final class MatrixFactorization extends PairwiseTeacher {
    private static final double START = 0.1;

    MatrixFactorization(Backend backend, Split split, TeacherOptions options, long seed) {
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
        UnitRows user = UnitRows.of(backend, step, userRows.weights());
        UnitRows item = UnitRows.of(backend, step, itemRows.weights());
        SampledSoftmax softmax = SampledSoftmax.of(
                backend,
                step,
                SampledSoftmax.Vectors.of(backend, step, user.unit(), met, item.unit(), items),
                options.temperature());
        double ofPair = options.l2() / users.length;
        double ofSample = options.l2() / negatives.length;
        move("user", userRows, user.back(softmax.slopes().users(), met.weights(ofPair)));
        move("item", itemRows, item.back(softmax.slopes().items(backend, items), items.weights(ofPair, ofSample)));
        return softmax.loss();
    }

    @Override
    public Map<String, Axis> axes() {
        return Map.of("user", Axis.USERS, "item", Axis.ITEMS);
    }

    @Override
    public Scorer scorer(NDManager owner) {
        parameters.lend(owner);
        return new DotScorer(backend, parameters.get("user"), RowSums.unit(backend, parameters.get("item")), null);
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

final class MatrixFactorization extends PairwiseTeacher {
    private final Parameters parameters;
    private final Adam adam;

    MatrixFactorization(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        parameters = new Parameters(backend);
        parameters.addNormal("user", new Shape(split.users(), options.dim()), 0.1, random());
        parameters.addNormal("item", new Shape(split.items(), options.dim()), 0.1, random());
        parameters.requireGradients();
        adam = new Adam(backend, parameters, options.learningRate(), 0);
    }

    static final String LOSS = System.getProperty("loss", "bpr");

    @Override
    double step(NDManager step, int[] users, int[] positives) {
        int[] negatives = sampler.draw(options.negatives(), random());
        parameters.lend(step);
        double value;
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray u = backend.rows(step, parameters.get("user"), users);
            NDArray p = backend.rows(step, parameters.get("item"), positives);
            NDArray q = backend.rows(step, parameters.get("item"), negatives);
            NDArray loss = pairLoss(backend, u, p, q);
            NDArray norm = u.square().sum().add(p.square().sum()).add(q.square().sum().mul((float) users.length / negatives.length));
            NDArray total = loss.add(norm.mul((float) (options.l2() / users.length)));
            collector.backward(total);
            value = total.getFloat();
        }
        adam.stepAll();
        return value;
    }

    static NDArray pairLoss(Backend backend, NDArray u, NDArray p, NDArray q) {
        NDArray pos = u.mul(p).sum(new int[] {1}, true);
        NDArray neg = backend.scores(u, q);
        NDArray diff = neg.sub(pos);
        if (LOSS.equals("bpr")) return Activation.softPlus(diff).mean();
        NDArray m = diff.max(new int[] {1}, true).maximum(0f).stopGradient();
        return diff.sub(m).exp().sum(new int[] {1}, true).add(m.neg().exp()).log().add(m).mean();
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Scorer scorer(NDManager owner) {
        return new DotScorer(backend, parameters.get("user"), parameters.get("item"), null);
    }

    @Override
    public void close() {
        adam.close();
        super.close();
    }
}

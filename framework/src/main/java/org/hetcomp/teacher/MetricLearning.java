package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

final class MetricLearning extends PairwiseTeacher {
    private static final float MARGIN = Float.parseFloat(System.getProperty("margin", "0.5"));

    private final Parameters parameters;
    private final Adam adam;

    MetricLearning(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        parameters = new Parameters(backend);
        double deviation = Double.parseDouble(System.getProperty("dev", "0.1"));
        parameters.addNormal("user", new Shape(split.users(), options.dim()), deviation, random());
        parameters.addNormal("item", new Shape(split.items(), options.dim()), deviation, random());
        parameters.requireGradients();
        adam = new Adam(backend, parameters, options.learningRate(), 0);
    }

    @Override
    double step(NDManager step, int[] users, int[] positives) {
        int[] negatives = sampler.draw(options.negatives(), random());
        parameters.lend(step);
        double value;
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray u = backend.rows(step, parameters.get("user"), users);
            NDArray p = backend.rows(step, parameters.get("item"), positives);
            NDArray q = backend.rows(step, parameters.get("item"), negatives);
            NDArray near = u.sub(p).square().sum(new int[] {1}, true);
            NDArray far = u.square().sum(new int[] {1}, true)
                    .add(q.square().sum(new int[] {1}).reshape(1, negatives.length))
                    .sub(backend.scores(u, q).mul(2f));
            NDArray violation = near.sub(far).add(MARGIN);
            NDArray rank = violation.gt(0f).toType(ai.djl.ndarray.types.DataType.FLOAT32, false).mean(new int[] {1}, true).mul((float) split.items()).stopGradient();
            NDArray weight = rank.add(1f).log().stopGradient();
            NDArray hinge = ai.djl.nn.Activation.relu(violation);
            NDArray loss;
            String mode = System.getProperty("ml", "max");
            if (mode.equals("max")) loss = ai.djl.nn.Activation.relu(violation.max(new int[] {1}, true)).mul(weight).mean();
            else if (mode.equals("meanviol")) loss = hinge.mean(new int[]{1}, true).div(rank.div((float) split.items()).add(1e-3f)).mul(weight).mean();
            else { NDArray t = violation.mul(10f); NDArray m = t.max(new int[]{1}, true).stopGradient(); NDArray w = t.sub(m).exp(); w = w.div(w.sum(new int[]{1}, true)).stopGradient(); loss = hinge.mul(w).sum(new int[]{1}, true).mul(weight).mean(); }
            collector.backward(loss);
            value = loss.getFloat();
        }
        adam.stepAll();
        project("user");
        project("item");
        return value;
    }

    private void project(String name) {
        NDArray table = parameters.get(name);
        try (NDManager scope = table.getManager().newSubManager()) {
            table.tempAttach(scope);
            table.divi(table.square().sum(new int[] {1}, true).maximum(1f).sqrt());
        }
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Scorer scorer(NDManager owner) {
        NDArray item = parameters.get("item");
        NDArray user = parameters.get("user").mul(2f);
        user.attach(owner);
        NDArray bias = item.square().sum(new int[] {1}).neg().reshape(1, split.items());
        bias.attach(owner);
        return new DotScorer(backend, user, item, bias);
    }

    @Override
    public void close() {
        adam.close();
        super.close();
    }
}

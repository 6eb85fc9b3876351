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
import org.hetcomp.eval.Scorer;

final class NeuralFactorization extends PairwiseTeacher {
    private final Parameters parameters;
    private final Adam adam;

    NeuralFactorization(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        int d = options.dim();
        int h1 = Integer.getInteger("h1", 32);
        int h2 = h1 / 2;
        parameters = new Parameters(backend);
        double dev = Double.parseDouble(System.getProperty("dev", "0.1"));
        parameters.addNormal("gmf.user", new Shape(split.users(), d), dev, random());
        parameters.addNormal("gmf.item", new Shape(split.items(), d), dev, random());
        parameters.addNormal("mlp.user", new Shape(split.users(), d), dev, random());
        parameters.addNormal("mlp.item", new Shape(split.items(), d), dev, random());
        parameters.addNormal("layer1.user", new Shape(d, h1), Math.sqrt(1.0 / d), random());
        parameters.addNormal("layer1.item", new Shape(d, h1), Math.sqrt(1.0 / d), random());
        parameters.addZeros("layer1.bias", new Shape(1, h1));
        parameters.addNormal("layer2", new Shape(h1, h2), Math.sqrt(2.0 / h1), random());
        parameters.addZeros("layer2.bias", new Shape(1, h2));
        float[] ones = new float[d];
        java.util.Arrays.fill(ones, 1f);
        parameters.add("out.gmf", new Shape(d, 1), ones);
        parameters.addNormal("out.mlp", new Shape(h2, 1), Math.sqrt(1.0 / h2), random());
        parameters.add("out.bias", new Shape(1, 1), new float[] {Float.parseFloat(System.getProperty("bias0", "-2"))});
        parameters.requireGradients();
        adam = new Adam(backend, parameters, options.learningRate(), 0);
    }

    private NDArray p(String name) {
        return parameters.get(name);
    }

    @Override
    double step(NDManager step, int[] users, int[] positives) {
        int each = options.negatives();
        int n = users.length;
        int[] negatives = sampler.draw(users, each, random());
        int[] items = new int[n * (1 + each)];
        int[] all = new int[items.length];
        float[] sign = new float[items.length];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k <= each; k++) {
                int at = j * (1 + each) + k;
                all[at] = users[j];
                items[at] = k == 0 ? positives[j] : negatives[j * each + k - 1];
                sign[at] = k == 0 ? -1 : 1;
            }
        }
        parameters.lend(step);
        double value;
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray gu = backend.rows(step, p("gmf.user"), all);
            NDArray gi = backend.rows(step, p("gmf.item"), items);
            NDArray mu = backend.rows(step, p("mlp.user"), all);
            NDArray mi = backend.rows(step, p("mlp.item"), items);
            NDArray h = Activation.relu(mu.matMul(p("layer1.user")).add(mi.matMul(p("layer1.item"))).add(p("layer1.bias")));
            h = Activation.relu(h.matMul(p("layer2")).add(p("layer2.bias")));
            NDArray logit = gu.mul(gi).matMul(p("out.gmf")).add(h.matMul(p("out.mlp"))).add(p("out.bias"));
            NDArray loss = Activation.softPlus(logit.mul(step.create(sign, new Shape(sign.length, 1)))).sum().div(n);
            NDArray norm = gu.square().sum().add(gi.square().sum()).add(mu.square().sum()).add(mi.square().sum());
            NDArray total = loss.add(norm.mul((float) (options.l2() / n)));
            collector.backward(total);
            value = loss.getFloat();
        }
        adam.stepAll();
        return value;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Scorer scorer(NDManager owner) {
        parameters.lend(owner);
        return new NeuralScorer(
                backend,
                p("gmf.user").mul(p("out.gmf").transpose()),
                p("gmf.item"),
                p("mlp.user").matMul(p("layer1.user")).addi(p("layer1.bias")),
                p("mlp.item").matMul(p("layer1.item")),
                p("layer2"),
                p("layer2.bias"),
                p("out.mlp"));
    }

    @Override
    public void close() {
        adam.close();
        super.close();
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.SparseMatrix;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

final class LightGcn extends PairwiseTeacher {
    private static final int LAYERS = Integer.getInteger("layers", 3);

    private final Parameters parameters;
    private final Adam adam;
    private final SparseMatrix graph;

    LightGcn(Backend backend, Split split, TeacherOptions options, long seed) {
        super(backend, split, options, seed);
        parameters = new Parameters(backend);
        parameters.addNormal("node", new Shape(split.users() + split.items(), options.dim()), 0.1, random());
        adam = new Adam(backend, parameters, options.learningRate(), 0);
        graph = graph(backend, split.train());
    }

    static SparseMatrix graph(Backend backend, Interactions train) {
        int users = train.users();
        Interactions items = train.transposed();
        int[][] rows = new int[users + train.items()][];
        float[] values = new float[2 * train.size()];
        int at = 0;
        for (int u = 0; u < users; u++) {
            rows[u] = train.row(u);
            for (int j = 0; j < rows[u].length; j++) {
                values[at++] = (float) (1 / Math.sqrt((double) train.count(u) * items.count(rows[u][j])));
                rows[u][j] += users;
            }
        }
        for (int i = 0; i < train.items(); i++) {
            rows[users + i] = items.row(i);
            for (int u : rows[users + i]) {
                values[at++] = (float) (1 / Math.sqrt((double) train.count(u) * items.count(i)));
            }
        }
        return backend.sparse(backend.manager(), Interactions.of(rows.length, rows), values);
    }

    private NDArray propagate(NDManager step, NDArray table) {
        NDArray sum = table.duplicate();
        sum.attach(step);
        NDArray layer = table;
        for (int l = 0; l < LAYERS; l++) {
            layer = backend.multiply(graph, layer);
            layer.attach(step);
            sum.addi(layer);
        }
        return sum.divi(LAYERS + 1f);
    }

    @Override
    double step(NDManager step, int[] users, int[] positives) {
        int[] negatives = sampler.draw(options.negatives(), random());
        int[] pos = shift(positives);
        int[] neg = shift(negatives);
        NDArray nodes = parameters.get("node");
        NDArray embeddings = propagate(step, nodes);
        embeddings.setRequiresGradient(true);
        double value;
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray u = backend.rows(step, embeddings, users);
            NDArray p = backend.rows(step, embeddings, pos);
            NDArray q = backend.rows(step, embeddings, neg);
            NDArray loss = MatrixFactorization.pairLoss(backend, u, p, q);
            collector.backward(loss);
            value = loss.getFloat();
        }
        NDArray gradient = propagate(step, backend.gradient(embeddings));
        int[] all = new int[users.length + pos.length];
        System.arraycopy(users, 0, all, 0, users.length);
        System.arraycopy(pos, 0, all, users.length, pos.length);
        NDArray decay = backend.rows(step, nodes, all).muli((float) (2 * options.l2() / users.length));
        gradient.addi(backend.scatterAdd(decay, all, (int) nodes.getShape().get(0)));
        adam.step("node", gradient);
        return value;
    }

    private int[] shift(int[] items) {
        int[] shifted = items.clone();
        for (int j = 0; j < shifted.length; j++) {
            shifted[j] += split.users();
        }
        return shifted;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Scorer scorer(NDManager owner) {
        NDArray embeddings = propagate(owner, parameters.get("node"));
        int users = split.users();
        return new DotScorer(
                backend,
                embeddings.get(new NDIndex("0:" + users)),
                embeddings.get(new NDIndex(users + ":")),
                null);
    }

    @Override
    public void close() {
        adam.close();
        graph.close();
        super.close();
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.SparseMatrix;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * LightGCN (He et al., SIGIR 2020): vectors of users and items, averaged over three rounds of passing them along the
 * train interactions (equations 7 and 8), learned by {@link SampledSoftmax} in BPR's place. The {@code l2} weighs the
 * squared norms of a step's vectors before they are passed on, per pair.
 *
 * <p>Passing on is linear and symmetric, so the gradient of the passed-on vectors, passed on itself, is the gradient of
 * the vectors; autograd sees the loss alone.
 */
final class LightGcn extends PairwiseTeacher {
    private static final int LAYERS = 3;
    private static final double START = 0.1;

    private final NDManager owner;
    private final SparseMatrix graph;
    // Null where the engine does it.
    private final GraphRounds rounds;

    LightGcn(Backend backend, Split split, TeacherOptions options, long seed) {
        this(backend, split, options, seed, backend.isSparseSlow());
    }

    /** The same with the passing on in Java, or by the engine. */
    LightGcn(Backend backend, Split split, TeacherOptions options, long seed, boolean inJava) {
        super(backend, split, options, seed);
        try (Unfinished made = new Unfinished()) {
            made.hold(parameters);
            parameters.addNormal("node", new Shape(split.users() + split.items(), options.dim()), START, random());
            start(0);
            made.hold(adam());
            owner = made.hold(backend.manager().newSubManager());
            Graph of = graph(split.train());
            rounds = inJava ? new GraphRounds(of.edges(), of.weights()) : null;
            graph = inJava ? null : backend.sparse(owner, of.edges(), of.weights());
            made.finished();
        }
    }

    private record Graph(Interactions edges, float[] weights) {}

    /** The bipartite graph of users, then items, each edge weighted by {@code 1 / sqrt(degree x degree)}. */
    private static Graph graph(Interactions train) {
        int users = train.users();
        Interactions items = train.transposed();
        int[][] rows = new int[users + train.items()][];
        float[] weights = new float[2 * train.size()];
        int at = 0;
        for (int u = 0; u < users; u++) {
            rows[u] = train.row(u);
            for (int j = 0; j < rows[u].length; j++) {
                weights[at++] = weight(train.count(u), items.count(rows[u][j]));
                rows[u][j] += users;
            }
        }
        for (int i = 0; i < train.items(); i++) {
            rows[users + i] = items.row(i);
            for (int u : rows[users + i]) {
                weights[at++] = weight(train.count(u), items.count(i));
            }
        }
        return new Graph(Interactions.of(rows.length, rows), weights);
    }

    private static float weight(int degree, int other) {
        return (float) (1 / Math.sqrt((double) degree * other));
    }

    /** The mean of a table and of what three rounds make of it; {@code [nodes, d]}, owned by {@code step}. */
    private NDArray passOn(NDManager step, NDArray table) {
        if (rounds != null) {
            return step.create(rounds.mean(table.toFloatArray(), LAYERS), table.getShape());
        }
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
    protected double step(NDManager step, int[] users, int[] positives) {
        int[] positiveNodes = nodes(positives);
        Distinct distinct = Distinct.of(split.users(), users);
        int[] negativeNodes = nodes(sampler.draw(options.negatives(), random()));
        NDArray table = parameters.get("node");
        NDArray passed = passOn(step, table);
        passed.setRequiresGradient(true);
        double value;
        try (GradientCollector collector = backend.collector()) {
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend,
                    step,
                    new SampledSoftmax.Vectors(
                                    backend.rows(step, passed, distinct.ids()),
                                    distinct.first(),
                                    backend.rows(step, passed, positiveNodes),
                                    backend.rows(step, passed, negativeNodes))
                            .unit(backend),
                    options.temperature());
            collector.backward(softmax.surrogate());
            value = softmax.loss();
        }
        NDArray gradient = passOn(step, backend.gradient(passed));
        if (options.l2() > 0) {
            int[] met = new int[2 * users.length];
            System.arraycopy(users, 0, met, 0, users.length);
            System.arraycopy(positiveNodes, 0, met, users.length, users.length);
            NDArray decay = backend.rows(step, table, met).muli((float) (2 * options.l2() / users.length));
            gradient.addi(backend.scatterAdd(
                    decay, met, Math.toIntExact(table.getShape().get(0))));
        }
        adam().step("node", gradient);
        return value;
    }

    private int[] nodes(int[] items) {
        int[] nodes = items.clone();
        for (int j = 0; j < nodes.length; j++) {
            nodes[j] += split.users();
        }
        return nodes;
    }

    @Override
    public Map<String, Axis> axes() {
        return Map.of("node", Axis.USERS_THEN_ITEMS);
    }

    @Override
    public Scorer scorer(NDManager scope) {
        NDArray passed = passOn(scope, parameters.get("node"));
        int users = split.users();
        return new DotScorer(
                backend,
                passed.get(new NDIndex("0:" + users)),
                RowSums.unit(backend, passed.get(new NDIndex(users + ":"))),
                null);
    }

    @Override
    public void close() {
        owner.close();
        super.close();
    }
}

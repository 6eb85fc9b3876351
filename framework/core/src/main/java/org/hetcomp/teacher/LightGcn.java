package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
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
 * the vectors.
 */
final class LightGcn extends PairwiseTeacher {
    private static final int LAYERS = 3;
    // Pairs whose scores are there at a time, which bounds memory: a step has more of large data.
    private static final int BLOCK = 1 << 15;
    private static final double START = 0.1;

    private final NDManager owner;
    private final SparseMatrix graph;
    private final int block;
    // Null where the engine does it.
    private final GraphRounds rounds;

    LightGcn(Backend backend, Split split, TeacherOptions options, long seed) {
        this(backend, split, options, seed, backend.isSparseSlow(), BLOCK);
    }

    /** The same with the passing on in Java, or by the engine, and the scores of so many pairs at a time. */
    LightGcn(Backend backend, Split split, TeacherOptions options, long seed, boolean inJava, int block) {
        super(backend, split, options, seed);
        this.block = block;
        try (Unfinished made = new Unfinished()) {
            made.hold(parameters);
            parameters.addNormal("node", new Shape(split.users() + split.items(), options.dim()), START, random());
            start(0);
            made.hold(adam());
            owner = made.hold(backend.manager().newSubManager());
            Graph of = graph(split.train());
            rounds = inJava ? new GraphRounds(of.edges(), of.weights(), backend.threads() > 1) : null;
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
        int[] negativeNodes = nodes(sampler.draw(options.negatives(), random()));
        NDArray table = parameters.get("node");
        NDArray passed = passOn(step, table);
        NDArray slopes = step.zeros(table.getShape());
        double sum = 0;
        for (int from = 0; from < users.length; from += block) {
            int to = Math.min(users.length, from + block);
            int[] someUsers = Arrays.copyOfRange(users, from, to);
            int[] someItems = Arrays.copyOfRange(positives, from, to);
            try (NDManager part = step.newSubManager()) {
                passed.tempAttach(part);
                slopes.tempAttach(part);
                sum += add(part, passed, slopes, new Met(someUsers, nodes(someItems), negativeNodes, users.length));
            }
        }
        NDArray gradient = passOn(step, slopes);
        if (options.l2() > 0) {
            int[] ids = new int[2 * users.length];
            System.arraycopy(users, 0, ids, 0, users.length);
            System.arraycopy(nodes(positives), 0, ids, users.length, users.length);
            NDArray decay = backend.rows(step, table, ids).muli((float) (2 * options.l2() / users.length));
            gradient.addi(backend.scatterAdd(
                    decay, ids, Math.toIntExact(table.getShape().get(0))));
        }
        adam().step("node", gradient);
        return sum;
    }

    /** Some of a step's pairs, its samples, and how many pairs it has in all. */
    private record Met(int[] users, int[] positives, int[] negatives, int pairs) {}

    /** Adds the slopes of the pairs' share of the mean loss to those of the passed-on vectors; returns that share. */
    private double add(NDManager part, NDArray passed, NDArray slopes, Met met) {
        int nodes = Math.toIntExact(passed.getShape().get(0));
        Distinct users = Distinct.of(split.users(), met.users);
        Distinct items = Distinct.of(nodes, met.positives, met.negatives);
        UnitRows user = UnitRows.of(backend, part, backend.rows(part, passed, users.ids()));
        UnitRows item = UnitRows.of(backend, part, backend.rows(part, passed, items.ids()));
        SampledSoftmax softmax = SampledSoftmax.of(
                backend,
                part,
                SampledSoftmax.Vectors.of(backend, part, user.unit(), users, item.unit(), items),
                options.temperature());
        float share = (float) met.users.length / met.pairs;
        NDArray toUsers = user.back(softmax.slopes().users(), new float[users.ids().length]);
        NDArray toItems = item.back(softmax.slopes().items(backend, items), new float[items.ids().length]);
        addRows(part, slopes, users.ids(), toUsers.muli(share));
        addRows(part, slopes, items.ids(), toItems.muli(share));
        return share * softmax.loss();
    }

    private void addRows(NDManager part, NDArray table, int[] ids, NDArray rows) {
        backend.putRows(table, ids, backend.rows(part, table, ids).addi(rows));
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

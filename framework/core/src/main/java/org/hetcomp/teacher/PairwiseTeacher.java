package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.RowAdam;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.NegativeSampler;
import org.hetcomp.data.Pairs;
import org.hetcomp.data.Split;

/**
 * What the families that learn from (user, positive item, negative items) have in common: parameters, optimiser and epoch.
 * A constructor adds its parameters and then calls {@link #start}, {@link #parameters} being {@link Unfinished} till then.
 */
public abstract class PairwiseTeacher implements Teacher {
    /** Where the arrays live. */
    protected final Backend backend;
    /** What is learned from; its train alone. */
    protected final Split split;
    /** How it is trained. */
    protected final TeacherOptions options;
    /** Draws items that users do not have in train. */
    protected final NegativeSampler sampler;
    /** What is trained; without gradients unless a constructor asks for them. */
    protected final Parameters parameters;

    private final Pairs pairs;
    private final Random random;
    private final Map<String, RowAdam> tables = new LinkedHashMap<>();
    private Adam adam;
    private double learningRate;

    /**
     * A teacher that has no parameters yet.
     *
     * @param seed of {@link #random}
     */
    protected PairwiseTeacher(Backend backend, Split split, TeacherOptions options, long seed) {
        this.backend = backend;
        this.split = split;
        this.options = options;
        this.sampler = new NegativeSampler(split.train());
        this.pairs = new Pairs(split.train(), options.together());
        this.random = new Random(seed);
        this.parameters = new Parameters(backend);
    }

    /** The optimiser of all parameters but those {@link #byRows}. */
    protected final Adam adam() {
        return adam;
    }

    /**
     * Adds the parameters and makes their optimiser; what was made is released if that fails.
     *
     * @param l2 weight of their squared norm's half, at least 0
     * @param adding adds them
     */
    protected final void start(double l2, Runnable adding) {
        try (Unfinished made = new Unfinished()) {
            made.hold(parameters);
            made.hold((AutoCloseable) () -> tables.values().forEach(RowAdam::close));
            adding.run();
            start(l2);
            made.finished();
        }
    }

    /**
     * Makes the optimiser of all parameters added so far, but for those {@link #byRows}.
     *
     * @param l2 weight of their squared norm's half, at least 0
     */
    protected final void start(double l2) {
        Set<String> names = new LinkedHashSet<>(parameters.arrays().keySet());
        names.removeAll(tables.keySet());
        adam = new Adam(backend, parameters, names, options.learningRate(), l2);
    }

    /**
     * Says of a parameter that was added that steps take some rows of it, by {@link #meet}. It must not ask for gradients and has no
     * part in {@code l2}.
     */
    protected final void byRows(String name) {
        tables.put(name, new RowAdam(backend, parameters.get(name)));
    }

    /**
     * The rows of a parameter that a step meets, to be ended by {@link #move}.
     *
     * @param step owner of the rows
     * @param ids {@code [k]} distinct
     */
    protected final RowAdam.Rows meet(NDManager step, String name, int[] ids) {
        return tables.get(name).begin(step, ids, learningRate, 0);
    }

    /**
     * Moves the rows.
     *
     * @param gradient {@code [k, d]} the loss's derivatives to them; not changed
     */
    protected final void move(String name, RowAdam.Rows rows, NDArray gradient) {
        tables.get(name).move(rows, gradient);
    }

    /** Adam's moments of all parameters, as {@link Adam#moments} names them. */
    final Map<String, NDArray> moments() {
        Map<String, NDArray> moments = new LinkedHashMap<>(adam.moments());
        tables.forEach((name, table) -> moments.putAll(table.moments(name)));
        return moments;
    }

    /** The one source of randomness of this teacher. */
    protected final Random random() {
        return random;
    }

    @Override
    public double epoch(int epoch) {
        pairs.shuffle(random);
        double sum = 0;
        for (int begin = 0; begin < pairs.size(); begin += options.batch()) {
            int end = Math.min(pairs.size(), begin + options.batch());
            learningRate = options.learningRate((epoch - 1 + begin / (double) pairs.size()) / options.epochs());
            adam.learningRate(learningRate);
            try (NDManager step = backend.manager().newSubManager()) {
                parameters.lend(step);
                sum += step(step, pairs.users(begin, end), pairs.items(begin, end)) * (end - begin);
            }
        }
        tables.values().forEach(RowAdam::catchUp);
        return sum / pairs.size();
    }

    /**
     * Learns from some pairs, by {@link #adam} and {@link #move}.
     *
     * @param step owner of everything made in this step; the parameters are lent to it
     * @param users {@code [n]}
     * @param positives {@code [n]} an item of each user
     * @return mean loss of a pair
     */
    protected abstract double step(NDManager step, int[] users, int[] positives);

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public void close() {
        adam.close();
        tables.values().forEach(RowAdam::close);
        Teacher.super.close();
    }
}

package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) with L2 added to the gradient, as torch.optim.Adam. DJL's own cannot
 * save its state, never frees it and counts steps over all parameters together.
 *
 * <p>A table whose rows are not all met in a step takes {@link #stepRows}: rows not met keep their moments, and each row
 * has taken as many steps as it was met (the bias correction counts per row, so {@code rows} must be met evenly, as they
 * are when every user is met once an epoch; given the steps of the whole table in place of the row's, it is LazyAdam).
 */
public final class Adam implements AutoCloseable {
    /** Decay of the first moment. */
    public static final double BETA1 = 0.9;

    /** Decay of the second moment. */
    public static final double BETA2 = 0.999;

    private final Backend backend;
    private final NDManager manager;
    private final Parameters parameters;
    private final double l2;
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();
    private final Map<String, Integer> steps = new LinkedHashMap<>();
    private double learningRate;

    /**
     * An optimiser with all moments at zero.
     *
     * @param learningRate step size, above 0
     * @param l2 weight of the squared norm's half, at least 0
     */
    public Adam(Backend backend, Parameters parameters, double learningRate, double l2) {
        this(backend, parameters, parameters.arrays().keySet(), learningRate, l2);
    }

    /**
     * One of some of the parameters.
     *
     * @param names which it moves
     */
    public Adam(Backend backend, Parameters parameters, Collection<String> names, double learningRate, double l2) {
        if (!(learningRate > 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException(
                    "learning rate must be above 0 and l2 at least 0, not " + learningRate + " and " + l2);
        }
        this.backend = backend;
        this.manager = backend.manager().newSubManager();
        this.parameters = parameters;
        this.learningRate = learningRate;
        this.l2 = l2;
        try (Unfinished made = new Unfinished()) {
            made.hold(manager);
            names.forEach(name -> {
                first.put(name, zeros(parameters.get(name)));
                second.put(name, zeros(parameters.get(name)));
                steps.put(name, 0);
            });
            made.finished();
        }
    }

    private NDArray zeros(NDArray like) {
        return manager.create(new float[Math.toIntExact(like.size())], like.getShape());
    }

    /** The step size from now on. */
    public void learningRate(double rate) {
        learningRate = rate;
    }

    /** Moves every parameter that it has by the gradient that autograd left on it, and clears the gradient. */
    public void stepAll() {
        for (String name : first.keySet()) {
            NDArray array = parameters.get(name);
            try (NDArray gradient = backend.gradient(array)) {
                step(name, gradient);
            }
            backend.clearGradient(array);
        }
    }

    /**
     * Moves one parameter.
     *
     * @param gradient as the parameter; not changed
     * @throws IllegalArgumentException if it has not as many numbers
     */
    public void step(String name, NDArray gradient) {
        requireSize(gradient, parameters.get(name).size());
        int t = steps.merge(name, 1, Integer::sum);
        moves(name).stepAll(gradient, AdamStep.of(learningRate, l2, t));
    }

    /**
     * Moves some rows of one parameter.
     *
     * @param ids {@code [k]} distinct rows
     * @param gradient {@code [k, d] float32}, the rows' gradients; not changed
     * @param step how many times these rows have been met, this time included
     * @throws IllegalArgumentException if the gradient has not as many numbers as those rows
     */
    public void stepRows(String name, int[] ids, NDArray gradient, int step) {
        requireSize(gradient, ids.length * parameters.get(name).getShape().get(1));
        try (NDManager scope = manager.newSubManager()) {
            moves(name).step(scope, ids, gradient, AdamStep.of(learningRate, l2, step));
        }
    }

    // Java would read past its end, or leave the rest.
    private static void requireSize(NDArray gradient, long size) {
        if (gradient.size() != size) {
            throw new IllegalArgumentException("a gradient of " + gradient.size() + " numbers for " + size);
        }
    }

    private RowMoves moves(String name) {
        return RowMoves.of(backend, new RowMoves.Tables(parameters.get(name), first.get(name), second.get(name)));
    }

    /** The moments and step counts, for a checkpoint: {@code first.NAME}, {@code second.NAME} and steps by name. */
    public Map<String, NDArray> moments() {
        Map<String, NDArray> moments = new LinkedHashMap<>();
        first.forEach((name, array) -> moments.put("first." + name, array));
        second.forEach((name, array) -> moments.put("second." + name, array));
        return moments;
    }

    /** Steps taken by {@link #step} per parameter; writable, to restore a checkpoint. */
    public Map<String, Integer> steps() {
        return steps;
    }

    @Override
    public void close() {
        manager.close();
    }
}

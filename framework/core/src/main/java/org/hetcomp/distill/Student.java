package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.eval.RangeScorer;

/**
 * The light model: matrix factorisation, score = user . item. Its parameters are {@code user [users, d] float32} and
 * {@code item [items, d] float32}.
 */
public final class Student implements RangeScorer, AutoCloseable {
    /** Name of the users' table. */
    public static final String USER = "user";
    /** Name of the items' table. */
    public static final String ITEM = "item";

    /** Deviation of the normal numbers that it begins with, the users' and then the items', row by row. */
    public static final double DEVIATION = 0.01;

    private final Backend backend;
    private final Parameters parameters;

    /**
     * A student that knows nothing: N(0, 0.01), drawn in Java.
     *
     * @param dim d, at least 1
     */
    public Student(Backend backend, int users, int items, int dim, long seed) {
        this.backend = backend;
        Random random = new Random(seed);
        try (Unfinished made = new Unfinished()) {
            parameters = made.hold(new Parameters(backend));
            parameters.addNormal(USER, new Shape(users, dim), DEVIATION, random);
            parameters.addNormal(ITEM, new Shape(items, dim), DEVIATION, random);
            made.finished();
        }
    }

    /**
     * A student with these parameters, which belong to it from now on; if it throws, they stay the caller's.
     *
     * @throws IllegalArgumentException if they are not the two tables
     */
    public Student(Backend backend, Parameters parameters) {
        this.backend = backend;
        this.parameters = parameters;
        if (user().getShape().get(1) != item().getShape().get(1)) {
            throw new IllegalArgumentException(
                    "user vectors " + user().getShape() + " do not fit item vectors " + item().getShape());
        }
    }

    /** Both tables. */
    public Parameters parameters() {
        return parameters;
    }

    /** {@code [users, d] float32}. */
    public NDArray user() {
        return parameters.get(USER);
    }

    /** {@code [items, d] float32}. */
    public NDArray item() {
        return parameters.get(ITEM);
    }

    /** Adds to both tables, {@code [users, d]} and {@code [items, d]}. */
    void add(float[] users, float[] items) {
        add(USER, users);
        add(ITEM, items);
    }

    private void add(String table, float[] more) {
        float[] sum = Parameters.floats(parameters.get(table));
        for (int at = 0; at < sum.length; at++) {
            sum[at] += more[at];
        }
        parameters.set(table, sum);
    }

    /** The dimension d. */
    public int dim() {
        return Math.toIntExact(user().getShape().get(1));
    }

    @Override
    public int users() {
        return Math.toIntExact(user().getShape().get(0));
    }

    @Override
    public int items() {
        return Math.toIntExact(item().getShape().get(0));
    }

    @Override
    public NDArray scores(NDManager manager, int[] users) {
        try (NDArray rows = backend.rows(manager, user(), users)) {
            return backend.scores(rows, item());
        }
    }

    @Override
    public NDArray scores(NDManager manager, int[] users, int from, int to) {
        try (NDArray rows = backend.rows(manager, user(), users);
                NDArray some = item().get(new NDIndex("{}:{}", from, to))) {
            return backend.scores(rows, some);
        }
    }

    @Override
    public Map<String, NDArray> arrays() {
        return parameters.arrays();
    }

    @Override
    public void close() {
        parameters.close();
    }
}

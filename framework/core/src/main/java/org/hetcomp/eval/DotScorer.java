package org.hetcomp.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.backend.Backend;

/**
 * Scores by inner product, {@code user . item + bias}: what a student and most teachers come down to once trained.
 *
 * @param backend where the arrays live
 * @param user {@code [users, d] float32}
 * @param item {@code [items, d] float32}
 * @param bias {@code [1, items] float32}, or null for none
 */
public record DotScorer(Backend backend, NDArray user, NDArray item, NDArray bias) implements RangeScorer {
    /** Checks that the tables fit. */
    public DotScorer {
        if (user.getShape().get(1) != item.getShape().get(1)) {
            throw new IllegalArgumentException(
                    "user vectors " + user.getShape() + " do not fit item vectors " + item.getShape());
        }
    }

    /**
     * A model made again from what {@link #arrays} gave.
     *
     * @param arrays {@code user}, {@code item} and maybe {@code bias}
     * @throws IllegalArgumentException if there are no such arrays; the message names those there are
     */
    public static DotScorer of(Backend backend, Map<String, NDArray> arrays) {
        if (!fits(arrays)) {
            throw new IllegalArgumentException("inner products need the arrays user and item, not " + arrays.keySet());
        }
        return new DotScorer(backend, arrays.get("user"), arrays.get("item"), arrays.get("bias"));
    }

    /** Whether these are arrays of such a model, by their names. */
    public static boolean fits(Map<String, NDArray> arrays) {
        return arrays.containsKey("user") && arrays.containsKey("item");
    }

    @Override
    public int users() {
        return (int) user.getShape().get(0);
    }

    @Override
    public int items() {
        return (int) item.getShape().get(0);
    }

    @Override
    public NDArray scores(NDManager manager, int[] users) {
        NDArray scores = backend.scores(backend.rows(manager, user, users), item);
        return bias == null ? scores : scores.addi(bias);
    }

    @Override
    public NDArray scores(NDManager manager, int[] users, int from, int to) {
        try (NDArray rows = backend.rows(manager, user, users);
                NDArray some = item.get(new NDIndex("{}:{}", from, to))) {
            NDArray scores = backend.scores(rows, some);
            if (bias != null) {
                try (NDArray added = bias.get(new NDIndex(":, {}:{}", from, to))) {
                    scores.addi(added);
                }
            }
            return scores;
        }
    }

    @Override
    public Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("user", user);
        arrays.put("item", item);
        if (bias != null) {
            arrays.put("bias", bias);
        }
        return arrays;
    }
}

package org.hetcomp.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * A model that scores a batch of users against all items: a teacher or a student. Many threads may score at once, each
 * with a manager of its own, while nothing trains it.
 */
public interface Scorer {
    /** Number of users it knows. */
    int users();

    /** Number of items it knows. */
    int items();

    /**
     * Scores, higher is better; outside any gradient collector.
     *
     * @param manager owner of the result
     * @param users dense ids
     * @return {@code [users.length, items] float32}
     */
    NDArray scores(NDManager manager, int[] users);

    /** All it needs to score, by name, as it is saved; not to be written. */
    Map<String, NDArray> arrays();
}

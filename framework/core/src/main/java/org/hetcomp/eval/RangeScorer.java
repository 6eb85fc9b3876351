package org.hetcomp.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** A {@link Scorer} that scores a part of its items for about that part of the work. */
public interface RangeScorer extends Scorer {
    /**
     * Scores of the items {@code from .. to - 1}, as {@link #scores(NDManager, int[])} has them.
     *
     * @param manager owner of the result
     * @param users dense ids
     * @return {@code [users.length, to - from] float32}
     */
    NDArray scores(NDManager manager, int[] users, int from, int to);
}

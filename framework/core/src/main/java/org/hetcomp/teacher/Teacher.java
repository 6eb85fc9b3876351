package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import org.hetcomp.backend.Parameters;
import org.hetcomp.eval.Scorer;

/** One model of a family while it is trained. */
public interface Teacher extends AutoCloseable {
    /** What is trained. */
    Parameters parameters();

    /**
     * Trains on every train interaction once.
     *
     * @param epoch the epoch's number, from 1
     * @return mean loss of the epoch
     */
    double epoch(int epoch);

    /**
     * The model as it stands, ready to score; later epochs may or may not show in it.
     *
     * @param owner closes what was made for scoring
     */
    Scorer scorer(NDManager owner);

    @Override
    default void close() {
        parameters().close();
    }
}

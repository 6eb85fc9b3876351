package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import java.util.Map;
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
     * What the rows of parameters stand for, by name; those that it does not name are the same for all users and items. A teacher
     * that names none always begins with nothing; others can start from one that was trained before on some other users and items.
     */
    default Map<String, Axis> axes() {
        return Map.of();
    }

    /** Numbers that the model has learned. */
    default long size() {
        return parameters().size();
    }

    /** Hears, before the first epoch, that the parameters now are those of a teacher that was trained before. */
    default void started() {}

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

package org.hetcomp.teacher;

import java.util.Map;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.Tensor;
import org.hetcomp.trajectory.Trajectory;

/**
 * A teacher after its training.
 *
 * @param family its family
 * @param options the settings it was trained with
 * @param trajectory its snapshots, the last the best on valid; large ones lie in files and are to be read before it is closed
 * @param scorer the best one ready to score; closes with {@link #close}
 * @param facts what it came to
 * @param owner of the scorer's arrays, and of those files
 */
public record TrainedTeacher(
        TeacherFamily family,
        TeacherOptions options,
        Trajectory trajectory,
        Scorer scorer,
        Facts facts,
        AutoCloseable owner)
        implements AutoCloseable {
    /**
     * What a teacher came to.
     *
     * @param parameters number of floats that were trained
     * @param valid measures on valid; null of one that was trained for use and is not to be measured
     * @param test measures on test; null likewise
     * @param epochs epochs trained, those after the best one included
     * @param seconds training and evaluation
     * @param start the parameters it ended with, for one of later that starts from it; empty of a family that cannot, and of a
     *     teacher that was trained again
     */
    public record Facts(
            long parameters, Measures valid, Measures test, int epochs, double seconds, Map<String, Tensor> start) {}

    /** Number of floats that were trained. */
    public long parameters() {
        return facts.parameters();
    }

    /** Measures on valid. */
    public Measures valid() {
        return facts.valid();
    }

    /** Measures on test. */
    public Measures test() {
        return facts.test();
    }

    /** Epochs trained, those after the best one included. */
    public int epochs() {
        return facts.epochs();
    }

    /** Seconds of training and evaluation. */
    public double seconds() {
        return facts.seconds();
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

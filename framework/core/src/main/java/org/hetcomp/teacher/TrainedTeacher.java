package org.hetcomp.teacher;

import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Scorer;
import org.hetcomp.trajectory.Trajectory;

/**
 * A teacher after its training.
 *
 * @param family its family
 * @param options the settings it was trained with
 * @param trajectory its snapshots, the last the best on valid
 * @param scorer the best one ready to score; closes with {@link #close}
 * @param parameters number of floats that were trained
 * @param valid measures on valid
 * @param test measures on test
 * @param epochs epochs trained, those after the best one included
 * @param seconds training and evaluation
 * @param owner of the scorer's arrays
 */
public record TrainedTeacher(
        TeacherFamily family,
        TeacherOptions options,
        Trajectory trajectory,
        Scorer scorer,
        long parameters,
        Measures valid,
        Measures test,
        int epochs,
        double seconds,
        AutoCloseable owner)
        implements AutoCloseable {
    @Override
    public void close() {
        try {
            owner.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

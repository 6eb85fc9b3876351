package org.hetcomp.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.trajectory.Trajectory;

/**
 * What {@code teachers} answers, to scripts and in {@code run.json}.
 *
 * @param teachers each of them, by id
 * @param ensemble what they are worth as one
 */
public record TeachersAnswer(Map<String, TeacherWorth> teachers, Worth ensemble) {
    /** What a teacher is worth, and along its training. */
    public record TeacherWorth(
            Measures valid,
            Measures test,
            long parameters,
            int epochs,
            double seconds,
            List<SnapshotWorth> snapshots) {}

    /** What a snapshot is worth. */
    public record SnapshotWorth(int epoch, Measures valid) {}

    static TeachersAnswer of(TeacherSet set, Worth ensemble, Evaluator evaluator) {
        Map<String, TeacherWorth> teachers = new LinkedHashMap<>();
        for (int x = 0; x < set.size(); x++) {
            Card card = set.cards().get(x);
            Trajectory trajectory = set.trajectories().get(x);
            List<SnapshotWorth> snapshots = trajectory.snapshots().stream()
                    .map(one -> new SnapshotWorth(one.epoch(), evaluator.valid(one.ranking())))
                    .toList();
            teachers.put(
                    card.id(),
                    new TeacherWorth(
                            card.valid(), card.test(), card.parameters(), card.epochs(), card.seconds(), snapshots));
        }
        return new TeachersAnswer(teachers, ensemble);
    }
}

package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.Split;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Popularity;
import org.hetcomp.model.Card;
import org.hetcomp.trajectory.Trajectory;

/**
 * What {@code teachers} answers, to scripts and in {@code run.json}.
 *
 * @param teachers each of them, by id
 * @param ensemble what they are worth as one
 * @param weights of the teachers in the ensemble, as they were chosen on valid; null if nothing was chosen
 * @param baselines what popularity and an item neighbourhood are worth, by id
 * @param warnings what to look at before they are used
 */
public record TeachersAnswer(
        Map<String, TeacherWorth> teachers,
        Worth ensemble,
        Weights weights,
        Map<String, Worth> baselines,
        List<String> warnings) {
    /** What a teacher is worth, and along its training. */
    public record TeacherWorth(
            Measures valid,
            Measures test,
            long parameters,
            int epochs,
            double seconds,
            List<SnapshotWorth> snapshots,
            Assessment more) {
        /** The same as of any model. */
        public Worth worth() {
            return new Worth(valid, test, parameters, more);
        }
    }

    /** What a snapshot is worth. */
    public record SnapshotWorth(int epoch, Measures valid) {}

    static TeachersAnswer of(TeacherSet set, Split split, Assessor assessor, Measure by) {
        Evaluator evaluator = new Evaluator(split);
        Map<String, Worth> worths = assessor.teachers(set);
        Map<String, Worth> baselines = assessor.baselines();
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
                            card.valid(),
                            card.test(),
                            card.parameters(),
                            card.epochs(),
                            card.seconds(),
                            snapshots,
                            worths.get(card.id()).more()));
        }
        List<String> warnings = new ArrayList<>(Shortfalls.of(worths, baselines.get(Popularity.ID), assessor.chance()));
        warnings.addAll(Shortfalls.ofUntrained(worths, baselines));
        Shortfalls.tell(warnings);
        Weights weights = Weights.choose(set, split, EnsembleOptions.defaults(), true, by);
        EnsembleOptions options = Weights.into(weights, EnsembleOptions.defaults(), set);
        return new TeachersAnswer(teachers, assessor.ensemble(set, options), weights, baselines, warnings);
    }
}

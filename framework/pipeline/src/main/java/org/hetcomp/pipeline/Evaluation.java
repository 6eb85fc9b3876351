package org.hetcomp.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.distill.Progress.Seconds;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.SampleError;

/**
 * A line of {@code metrics.jsonl}: the student at an evaluation.
 *
 * @param epoch epochs trained
 * @param phase what the student was trained by in this epoch
 * @param loss the epoch's weighted loss, mean over users
 * @param valid measures on valid
 * @param sample how far the measure that the best epoch is chosen by may be from that of all users; null where all were measured
 * @param best whether no earlier evaluation had a higher Recall@50
 * @param selected mean snapshot in force per teacher, by id; empty without a curriculum
 * @param seconds where the time went so far
 */
public record Evaluation(
        int epoch,
        String phase,
        double loss,
        Measures valid,
        SampleError sample,
        boolean best,
        Map<String, Double> selected,
        Seconds seconds) {
    /** Of what the distiller tells, with the teachers' ids. */
    static Evaluation of(org.hetcomp.distill.Progress progress, List<String> teachers) {
        Map<String, Double> selected = new LinkedHashMap<>();
        for (int x = 0; x < progress.selected().length; x++) {
            selected.put(teachers.get(x), progress.selected()[x]);
        }
        return new Evaluation(
                progress.epoch(),
                progress.phase(),
                progress.loss(),
                progress.valid(),
                progress.sample(),
                progress.best(),
                selected,
                progress.seconds());
    }
}

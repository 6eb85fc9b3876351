package org.hetcomp.distill;

import org.hetcomp.eval.Measures;
import org.hetcomp.eval.SampleError;

/**
 * Where training stands at an evaluation.
 *
 * @param epoch epochs trained
 * @param phase what the student was trained by in this epoch: {@code coarse}, {@code fine}, {@code bpr}, {@code
 *     ranking}, {@code correction}, or a stage such as {@code stage 1}
 * @param loss the epoch's weighted loss, mean over users
 * @param valid measures on valid
 * @param sample how far from that of all users the measure may be that the best epoch is chosen by; null where all were measured
 * @param best whether no earlier evaluation was better by the measure that the best epoch is chosen by
 * @param selected mean snapshot in force per teacher; empty without a curriculum
 * @param seconds where the time went, this run and those it resumed together
 */
public record Progress(
        int epoch,
        String phase,
        double loss,
        Measures valid,
        SampleError sample,
        boolean best,
        double[] selected,
        Seconds seconds) {
    /** At the end of an epoch, before the student is measured. */
    static Progress at(int epoch, String phase, double loss, double[] selected, Seconds seconds) {
        return new Progress(epoch, phase, loss, null, null, false, selected, seconds);
    }

    /** The same with what the student was found to be worth. */
    Progress evaluated(Measures onValid, SampleError error, boolean isBest, Seconds now) {
        return new Progress(epoch, phase, loss, onValid, error, isBest, selected, now);
    }

    /**
     * Seconds by kind of work.
     *
     * @param curriculum the student's rankings, discrepancies and supervision
     * @param distill losses and steps
     * @param evaluate rankings and measures
     */
    public record Seconds(double curriculum, double distill, double evaluate) {
        Seconds plus(double toCurriculum, double toDistill, double toEvaluate) {
            return new Seconds(curriculum + toCurriculum, distill + toDistill, evaluate + toEvaluate);
        }
    }
}

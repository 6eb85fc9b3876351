package org.hetcomp.pipeline;

import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;

/**
 * A student of one method and one seed.
 *
 * @param seed what it was trained with
 * @param valid means over users
 * @param test means over users
 * @param epochs how many it was trained
 * @param bestEpoch after which of them it was kept
 * @param seconds of its training, curriculum and evaluations included
 * @param more what else is known of it; null of runs of an earlier version
 * @param discrepancy of its ranking from the ensemble's, from 0 to 1, mean over users; null without teachers, and of runs of an
 *     earlier version
 * @param out the folder of its run, beneath that of the comparison
 * @param fell whether its step size fell over as many epochs as its method takes, or more, so that it is at its end; null if not
 */
public record Trial(
        long seed,
        Measures valid,
        Measures test,
        int epochs,
        int bestEpoch,
        double seconds,
        Assessment more,
        Double discrepancy,
        String out,
        Boolean fell) {
    /** Its value of a measure on test; NaN if that was not measured. */
    public double test(Measure measure) {
        Double value = more == null ? null : more.test().get(measure.word());
        return Measure.FOUR.contains(measure) ? measure.of(test) : value == null ? Double.NaN : value;
    }

    /** Of a run of {@code distill} that is finished. */
    static Trial of(long seed, Card card, DistillAnswer result, Double discrepancy, String out, boolean fell) {
        DistillAnswer.Seconds spent = result.seconds();
        return new Trial(
                seed,
                card.valid(),
                card.test(),
                result.epochs(),
                result.bestEpoch(),
                spent.curriculum() + spent.distill() + spent.evaluate(),
                result.student().more(),
                discrepancy,
                out,
                fell ? Boolean.TRUE : null);
    }
}

package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.PairedDifference;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final List<String> METHODS = List.of("hetcomp", "rrd");

    /** A comparison in which the one method has more than the other. */
    private static CompareAnswer one(String more, String less, double p, int seeds, int bestEpoch) {
        return one(more, less, p, seeds, bestEpoch, null);
    }

    private static CompareAnswer one(String more, String less, double p, int seeds, int bestEpoch, Boolean fell) {
        Measures any = new Measures(0.1, 0.2, 0.3, 0.4);
        Trials trials = Trials.of(8, List.of(new Trial(0, any, any, 10, bestEpoch, 1, null, null, "out", fell)));
        PairedDifference test = new PairedDifference(List.of(more, less), "R50", 100, seeds, 0.1, 0, 0.2, p, p, 0.05);
        return new CompareAnswer(
                "e",
                "cpu",
                null,
                Map.of(),
                null,
                null,
                null,
                6,
                Map.of(more, trials, less, trials),
                List.of(test),
                null,
                0,
                null,
                "out");
    }

    private static Standing standing(CompareAnswer... comparisons) {
        List<Standing> all = Standing.all(METHODS, List.of(comparisons));
        assertEquals(1, all.size());
        return all.get(0);
    }

    @Test
    void countsVerdictsOfTheFirstOverTheSecond() {
        Standing standing = standing(
                one("hetcomp", "rrd", 0.01, 3, 5),
                one("hetcomp", "rrd", 0.01, 3, 5),
                one("rrd", "hetcomp", 0.01, 3, 5),
                one("rrd", "hetcomp", 0.2, 3, 5));
        assertEquals(new Standing(METHODS, "R50", 2, 1, 1, 0), standing);
        assertEquals("hetcomp above rrd in 2 of 4, below in 1, level in 1", standing.words());
        assertEquals("above in 2, below in 1, level in 1", standing.counts());
    }

    /** Neither that they differ nor that they are level is known of one seed, or where one was best in its last epoch. */
    @Test
    void hasNoVerdictOnOneSeedNorOnWhatIsNotAtItsEnd() {
        Standing standing = standing(
                one("hetcomp", "rrd", 0.01, 1, 5),
                one("hetcomp", "rrd", 0.5, 1, 5),
                one("hetcomp", "rrd", 0.01, 3, 10),
                one("hetcomp", "rrd", 0.5, 3, 10));
        assertEquals(new Standing(METHODS, "R50", 0, 0, 0, 4), standing);
        assertEquals("hetcomp and rrd: no verdict in all 4", standing.words());
    }

    /** Where its step fell to the last epoch, being best there is being at the end. */
    @Test
    void aStudentWhoseStepFellIsAtItsEndInItsLastEpoch() {
        Standing standing = standing(one("hetcomp", "rrd", 0.01, 3, 10, true), one("hetcomp", "rrd", 0.5, 3, 10, true));
        assertEquals(new Standing(METHODS, "R50", 1, 1, 0, 0), standing);
    }

    @Test
    void saysWhatIsTheSameInAll() {
        assertEquals(
                "hetcomp below rrd in all 2",
                standing(one("rrd", "hetcomp", 0.01, 2, 5), one("rrd", "hetcomp", 0.01, 2, 5))
                        .words());
        assertEquals(
                "hetcomp level with rrd in 3 of 4, no verdict in 1", new Standing(METHODS, "R50", 0, 3, 0, 1).words());
    }
}

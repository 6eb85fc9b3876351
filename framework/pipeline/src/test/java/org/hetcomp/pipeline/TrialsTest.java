package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hetcomp.eval.Measures;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static Trial trial(long seed, double r10) {
        return new Trial(
                seed, null, new Measures(r10, 2 * r10, 0.5, 3 * r10), 10, 5, 1.5, null, null, "m-" + seed, null);
    }

    @Test
    void meansAndDeviationsOfTheSample() {
        Trials trials = Trials.of(32, List.of(trial(0, 0.1), trial(1, 0.3), trial(2, 0.2)));
        assertEquals(0.2, trials.mean().r10(), 1e-12);
        assertEquals(0.4, trials.mean().r50(), 1e-12);
        assertEquals(0.1, trials.std().r10(), 1e-12);
        assertEquals(0.2, trials.std().r50(), 1e-12);
        assertEquals(0, trials.std().n10(), 1e-12);
        assertEquals(0.3, trials.std().n50(), 1e-12);
    }

    @Test
    void twoSeedsHaveASpread() {
        assertEquals(
                Math.sqrt(0.02),
                Trials.of(32, List.of(trial(0, 0.1), trial(1, 0.3))).std().r10(),
                1e-12);
    }

    @Test
    void oneSeedHasNoSpread() {
        assertNull(Trials.of(32, List.of(trial(0, 0.1))).std());
    }

    /** Of a steady step, what is best in its last epoch might have become better; a step that fell has come to its end there. */
    @Test
    void whoseStepFellIsAtItsEndInTheLastEpoch() {
        Measures any = new Measures(0.1, 0.2, 0.3, 0.4);
        Trial steady = new Trial(0, any, any, 10, 10, 1, null, null, "out", null);
        Trial fell = new Trial(1, any, any, 10, 10, 1, null, null, "out", true);
        assertTrue(Trials.of(8, List.of(fell, steady)).isUnfinished());
        assertFalse(Trials.of(8, List.of(fell)).isUnfinished());
    }
}

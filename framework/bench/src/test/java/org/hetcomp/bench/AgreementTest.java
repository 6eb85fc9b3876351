package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far backends are apart. */
class AgreementTest {
    private static final Metric METRIC = new Metric("coarse", "us/row", 6, null);

    private static Agreement of(List<Map<String, float[]>> samples) {
        Map<Candidate, Map<String, float[]>> each = new LinkedHashMap<>();
        for (Map<String, float[]> sample : samples) {
            each.put(new Candidate("engine" + each.size(), "cpu", 1), sample);
        }
        return Agreement.of(Suite.KERNELS, METRIC, each);
    }

    @Test
    void theWorstPairCounts() {
        Agreement agreement = of(List.of(
                Map.of("a", new float[] {1, 2}, "b", new float[] {100}),
                Map.of("a", new float[] {1, 2.5f}, "b", new float[] {101}),
                Map.of("a", new float[] {1, 2}, "b", new float[] {100})));
        assertEquals(
                List.of("engine0 on cpu, 1 thread", "engine1 on cpu, 1 thread", "engine2 on cpu, 1 thread"),
                agreement.backends());
        assertEquals(1, agreement.maxAbsDiff());
        // Relative to the largest number of its array: 0.5 of 2.5, not 1 of 101.
        assertEquals(0.2, agreement.maxRelDiff(), 1e-12);
        assertNull(agreement.problem());
    }

    @Test
    void equalNumbersDoNotDiffer() {
        Agreement agreement = of(List.of(Map.of("a", new float[] {0, -3}), Map.of("a", new float[] {0, -3})));
        assertEquals(0, agreement.maxAbsDiff());
        assertEquals(0, agreement.maxRelDiff());
    }

    @Test
    void whatIsNoNumberIsAProblem() {
        Agreement agreement = of(List.of(Map.of("a", new float[] {1}), Map.of("a", new float[] {Float.NaN})));
        assertEquals("a has numbers that are not finite", agreement.problem());
        assertNull(agreement.maxAbsDiff());
    }

    @Test
    void otherShapesAreAProblem() {
        assertEquals(
                "a has other shapes",
                of(List.of(Map.of("a", new float[] {1}), Map.of("a", new float[] {1, 2})))
                        .problem());
    }
}

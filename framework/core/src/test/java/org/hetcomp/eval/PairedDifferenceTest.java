package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    /** Additional hours of sleep of ten patients under two drugs: Student, The Probable Error of a Mean, 1908. */
    private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    private static final List<Measure> MEASURES = List.of(Measure.R10, Measure.R50, Measure.N10, Measure.N50);

    /** Of one seed. */
    private static double[][][] users(double... values) {
        return new double[][][] {
            Arrays.stream(values).mapToObj(v -> new double[] {v, v, 0, -v}).toArray(double[][]::new)
        };
    }

    private static Stream<PairedDifference> on(String measure, Map<String, double[][][]> users) {
        return PairedDifference.all(users, MEASURES).stream()
                .filter(test -> test.measure().equals(measure));
    }

    @Test
    void isStudentsOwn() {
        Map<String, double[][][]> users = new LinkedHashMap<>();
        users.put("one", users(FIRST));
        users.put("other", users(SECOND));
        PairedDifference test = on("R10", users).findFirst().orElseThrow();
        // The better one comes first, wherever it was named.
        assertEquals(List.of("other", "one"), test.methods());
        assertEquals(10, test.users());
        assertEquals(1.58, test.difference(), 1e-12);
        assertEquals(0.00283289, test.p(), 1e-8);
        assertEquals(test.p(), test.adjusted());
        assertEquals(0.7001142, test.low(), 1e-7);
        assertEquals(2.4598858, test.high(), 1e-7);
        assertTrue(test.isSignificant());
        assertEquals(
                List.of("one", "other"),
                on("N50", users).findFirst().orElseThrow().methods());
    }

    @Test
    void whatIsEqualIsNotToldApart() {
        PairedDifference test = on("N10", Map.of("one", users(FIRST), "other", users(SECOND)))
                .findFirst()
                .orElseThrow();
        assertEquals(0, test.difference());
        assertEquals(1, test.p());
        assertFalse(test.isSignificant());
    }

    @Test
    void whatIsApartByTheSameEverywhereIsCertain() {
        Map<String, double[][][]> users = Map.of("one", users(0.25, 0.5, 0.75), "other", users(0.5, 0.75, 1));
        PairedDifference test = on("R50", users).findFirst().orElseThrow();
        assertEquals(0.25, test.difference());
        assertEquals(0, test.p());
        assertEquals(0.25, test.low());
    }

    /** Three pairs: the least p counts three times, the next twice, and none is below one before it. */
    @Test
    void adjustsForTheNumberOfPairs() {
        Map<String, double[][][]> users = new LinkedHashMap<>();
        users.put("one", users(FIRST));
        users.put("other", users(SECOND));
        users.put("third", users(0.9, -1.5, 0.2, -1.3, -0.1, 3.6, 3.9, 0.7, 0.3, 2.1));
        List<PairedDifference> tests =
                on("R50", users).sorted((a, b) -> Double.compare(a.p(), b.p())).toList();
        assertEquals(3, tests.size());
        assertEquals(3 * tests.get(0).p(), tests.get(0).adjusted(), 1e-15);
        assertEquals(
                Math.max(tests.get(0).adjusted(), 2 * tests.get(1).p()),
                tests.get(1).adjusted(),
                1e-15);
        assertEquals(
                Math.max(tests.get(1).adjusted(), tests.get(2).p()),
                tests.get(2).adjusted(),
                1e-15);
        assertTrue(tests.get(0).p() < tests.get(0).adjusted());
    }

    private static PairedDifference adjusted(double p) {
        return new PairedDifference(List.of("one", "other"), "R50", 9, 1, 1, 0, 2, 0.01, p, 1);
    }

    @Test
    void whatIsAtTheLevelIsNotBelowIt() {
        assertFalse(adjusted(PairedDifference.LEVEL).isSignificant());
        assertTrue(adjusted(0.0499).isSignificant());
    }

    @Test
    void oneUserTellsNothing() {
        assertEquals(List.of(), PairedDifference.all(Map.of("one", users(1), "other", users(2)), MEASURES));
    }
}

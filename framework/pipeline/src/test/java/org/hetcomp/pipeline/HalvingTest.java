package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hetcomp.eval.Measures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalvingTest {
    private static String rungs(int candidates, int epochs, int least) {
        StringBuilder text = new StringBuilder();
        Halving.rungs(candidates, epochs, least)
                .forEach(rung -> text.append(rung.candidates())
                        .append('@')
                        .append(rung.epochs())
                        .append(' '));
        return text.toString().strip();
    }

    @Test
    void aThirdGoesOnForThreeTimesAsLong() {
        assertEquals("27@8 9@24 3@70", rungs(27, 70, 5));
        assertEquals("20@9 6@27 2@80", rungs(20, 80, 5));
        assertEquals("3@70", rungs(3, 70, 5));
        assertEquals("9@5 3@7", rungs(9, 7, 5));
        assertEquals("9@3 3@3", rungs(9, 3, 5));
    }

    @Test
    void theSeedDecidesWhatIsTried() {
        Map<String, Range> search = new TreeMap<>(Map.of("lr", new Range(0.001, 0.1)));
        Map<String, Double> defaults = Map.of("lr", 0.04, "weightDecay", 1e-5);
        List<Candidate> some = Candidate.draw(defaults, search, 50, 3);
        assertEquals(some, Candidate.draw(defaults, search, 50, 3));
        assertEquals(some.subList(0, 9), Candidate.draw(defaults, search, 9, 3));
        assertNotEquals(some.get(1), Candidate.draw(defaults, search, 9, 4).get(1));
        assertEquals(defaults, some.get(0).settings());
        double[] rates =
                some.stream().mapToDouble(one -> one.settings().get("lr")).toArray();
        int low = 0;
        for (double rate : rates) {
            assertTrue(rate >= 0.001 && rate <= 0.1, "" + rate);
            low += rate < 0.01 ? 1 : 0;
        }
        // Equal ratios are equally likely: half of them lie below the geometric mean.
        assertTrue(low > 15 && low < 35, low + " of 50");
        some.forEach(one -> assertEquals(1e-5, one.settings().get("weightDecay")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "..", "0..1", "2..1", "1..1", "-1..1", "a..b", "1..1e9", "NaN..1"})
    void whatIsNoRangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Range.of(text));
    }

    private static TuneAnswer.Tried tried(int number, double... recalls) {
        List<TuneAnswer.Round> rounds = new ArrayList<>();
        for (double recall : recalls) {
            rounds.add(new TuneAnswer.Round(
                    rounds.size() + 1, Double.isNaN(recall) ? null : new Measures(0, recall, 0, 0), recall, 1));
        }
        return new TuneAnswer.Tried(number, Map.of("lr", 0.1), rounds);
    }

    @Test
    void theBestOfThoseTriedLongestWins() {
        assertEquals(2, TuneAnswer.best(List.of(tried(0, 0.9), tried(1, 0.2, 0.3), tried(2, 0.1, 0.4)), 2));
        assertEquals(1, TuneAnswer.best(List.of(tried(0, Double.NaN), tried(1, 0.2), tried(2)), 0));
        assertEquals(0, TuneAnswer.best(List.of(tried(0, 0.2), tried(1, 0.2)), 1));
        assertEquals(0, TuneAnswer.best(List.of(tried(0), tried(1)), 0));
        // The second round was cut after the default settings, which have nobody to be held against there.
        assertEquals(2, TuneAnswer.best(List.of(tried(0, 0.1, 0.2), tried(1, 0.2), tried(2, 0.3)), 1));
        assertEquals(
                List.of(2, 0, 1),
                TuneAnswer.ranked(List.of(tried(0, 0.2), tried(1, Double.NaN), tried(2, 0.3), tried(3)), 0));
    }
}

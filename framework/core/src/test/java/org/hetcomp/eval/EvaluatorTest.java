package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final int ITEMS = 100;
    private static final double LOG2 = Math.log(2);

    private static Split split(int[][] valid, int[][] test) {
        int[][] train = new int[valid.length][];
        Arrays.fill(train, new int[] {98});
        return new Split(Interactions.of(ITEMS, train), Interactions.of(ITEMS, valid), Interactions.of(ITEMS, test));
    }

    /** Items from 0 up, as a ranking. */
    private static int[] upTo(int end) {
        return IntStream.range(0, end).toArray();
    }

    private static double gain(int place) {
        return LOG2 / Math.log(place + 2);
    }

    @Test
    void countsPlacesFromNoneUpToTheDepth() {
        // Of places 0, 9, 10, 49 and 50 the last is no hit for anyone, and 10 and 49 for none at 10.
        Split split = split(new int[][] {{0, 9, 10, 49, 50}}, new int[][] {{99}});
        Measures valid = new Evaluator(split).valid(Lists.rankings(upTo(60)));
        assertEquals(2 / 5.0, valid.r10(), 1e-12);
        assertEquals(4 / 5.0, valid.r50(), 1e-12);
        double ideal = IntStream.range(0, 5).mapToDouble(EvaluatorTest::gain).sum();
        assertEquals((1 + gain(9)) / ideal, valid.n10(), 1e-12);
        assertEquals((1 + gain(9) + gain(10) + gain(49)) / ideal, valid.n50(), 1e-12);
    }

    /** What ranking a million users for one who has thousands held back would take, were all ranked as deep. */
    @Test
    void whoHasThousandsHeldBackIsRankedDeeperThanTheOthers() {
        int users = 500;
        int items = 6_000_000;
        int[][] rows = new int[users][];
        Arrays.setAll(rows, u -> new int[] {u});
        int[][] train = new int[users][];
        Arrays.fill(train, new int[] {items - 1});
        int[][] many = new int[users][];
        Arrays.setAll(many, u -> new int[] {1000 + u});
        many[3] = IntStream.range(1000, 5_001_000).toArray();
        Split split =
                new Split(Interactions.of(items, train), Interactions.of(items, rows), Interactions.of(items, many));
        Evaluator evaluator = new Evaluator(split);
        assertTrue((long) users * evaluator.cut() > Integer.MAX_VALUE);
        Rankings rankings = new Popularity(split.train()).rankings(evaluator.depths());
        assertEquals(5_000_050, rankings.length(3));
        assertEquals(51, rankings.length(4));
        // All are shown the first 50 items, each of which one of 50 users is to be shown.
        assertEquals(50.0 / users, evaluator.valid(rankings).r50(), 1e-12);
    }

    @Test
    void theIdealHasNoMorePlacesThanAreMeasured() {
        Split split = split(new int[][] {upTo(60)}, new int[][] {{99}});
        assertEquals(new Measures(10 / 60.0, 50 / 60.0, 1, 1), new Evaluator(split).valid(Lists.rankings(upTo(60))));
    }

    @Test
    void testIsPassedOverWhileValidIsMeasuredAndValidForTest() {
        Split split = split(new int[][] {{0, 1}}, new int[][] {{2}});
        Evaluator evaluator = new Evaluator(split);
        assertEquals(new Measures(1, 1, 1, 1), evaluator.test(Lists.rankings(new int[] {0, 1, 2})));
        assertEquals(new Measures(1, 1, 1, 1), evaluator.valid(Lists.rankings(new int[] {2, 0, 1})));
        Measures missed = evaluator.test(Lists.rankings(new int[] {0, 5, 1, 2}));
        assertEquals(gain(1), missed.n10(), 1e-12);
    }

    @Test
    void aRankingEndsWhereItsPaddingBeginsOrItsRowEnds() {
        Split split = split(new int[][] {{0}, {7}}, new int[][] {{1}, {8}});
        Evaluator evaluator = new Evaluator(split);
        assertEquals(
                new Measures(0.5, 0.5, 0.5, 0.5), evaluator.valid(Lists.rankings(new int[] {5, 6}, new int[] {7})));
        // The second row begins with what the first one lacks.
        assertEquals(new Measures(0, 0, 0, 0), evaluator.valid(Lists.rankings(new int[] {5}, new int[] {0})));
        assertEquals(new Measures(0, 0, 0, 0), evaluator.valid(Lists.rankings(new int[] {}, new int[] {})));
    }

    @Test
    void measuresUsersWithBothAValidAndATestItem() {
        Split split = split(new int[][] {{0}, {}, {1}, {2}}, new int[][] {{3}, {4}, {}, {5}});
        Evaluator evaluator = new Evaluator(split);
        assertArrayEquals(new int[] {0, 3}, evaluator.users());
        Rankings rankings = Lists.rankings(new int[] {3}, new int[] {4}, new int[] {1}, new int[] {9, 5});
        double second = gain(1);
        assertEquals(
                List.of(new Measures(1, 1, 1, 1), new Measures(1, 1, second, second)), evaluator.testEach(rankings));
        assertEquals(new Measures(1, 1, (1 + second) / 2, (1 + second) / 2), evaluator.test(rankings));
        assertThrows(IllegalArgumentException.class, () -> evaluator.test(Lists.rankings(new int[] {3})));
    }

    @Test
    void depthsLeaveFiftyOfEveryRanking() {
        Split split = split(new int[][] {{0}, {1, 2, 3}, {}}, new int[][] {{4, 5}, {6}, {}});
        Evaluator evaluator = new Evaluator(split);
        assertEquals(53, evaluator.cut());
        assertArrayEquals(new int[] {52, 53, 50}, evaluator.depths(1));
        assertArrayEquals(new int[] {52, 53, 52}, evaluator.depths(52));
    }

    @Test
    void aMeanOfNothingIsNothing() {
        assertEquals(new Measures(0, 0, 0, 0), Measures.mean(List.of()));
        assertEquals(
                new Measures(0.5, 0.25, 1, 0),
                Measures.mean(List.of(new Measures(1, 0.5, 1, 0), new Measures(0, 0, 1, 0))));
    }

    @Test
    void aMeasureIsOneOfTheFour() {
        Measures measures = new Measures(0.1, 0.5, 0.01, 0.05);
        assertEquals(0.1, Measure.R10.of(measures));
        assertEquals(0.5, Measure.R50.of(measures));
        assertEquals(0.01, Measure.N10.of(measures));
        assertEquals(0.05, Measure.N50.of(measures));
        assertEquals("NDCG@50", Measure.N50.title());
    }
}

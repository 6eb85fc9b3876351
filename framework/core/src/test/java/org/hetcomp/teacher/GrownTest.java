package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

class GrownTest {
    private static final Grown.Large LARGE = new Grown.Large(100, 256);
    private static final TeacherOptions SETTINGS = TeacherOptions.standard().withSteps(1024, 64);

    /** Users who have the first items each. */
    private static Interactions train(int users, int each) {
        int[] row = IntStream.range(0, each).toArray();
        return Interactions.of(
                each, IntStream.range(0, users).mapToObj(u -> row.clone()).toArray(int[][]::new));
    }

    @Test
    void smallDataLeavesThemAsTheyAre() {
        assertEquals(SETTINGS, Grown.of(SETTINGS, train(15_000, 10), LARGE));
        TeacherOptions more = Grown.of(SETTINGS, train(15_010, 10), LARGE);
        assertEquals(0.15, more.temperature(), 1e-4, "no jump");
        assertEquals(1501, more.batch());
        assertEquals(1, more.together());
    }

    @Test
    void largerDataHasLargerStepsAndASharperSoftmax() {
        TeacherOptions half = Grown.of(SETTINGS, train(32_404, 10), LARGE);
        assertEquals(0.15 / Math.sqrt(1.5), half.temperature(), 1e-4, "half way by the logarithm");
        assertEquals(2, half.together());
        assertEquals(128, half.negatives());
        TeacherOptions large = Grown.of(SETTINGS, train(20_000, 60), LARGE);
        assertEquals(0.1, large.temperature(), 1e-9);
        assertEquals(12_000, large.batch());
        assertEquals(20, large.together());
        assertEquals(
                3, Grown.of(SETTINGS.withTogether(3), train(32_404, 10), LARGE).together(), "no fewer together");
        assertEquals(
                SETTINGS.withSteps(1, 256),
                large.withSteps(1, large.negatives()).withTogether(1).withTemperature(0.15),
                "nothing else");
        assertEquals(
                1024,
                Grown.of(SETTINGS, train(20_000, 10), new Grown.Large(1000, 256))
                        .batch(),
                "no smaller steps");
    }

    @Test
    void ofVeryManyPairsTheGraphIsWalkedLessOften() {
        StandardFamily.Gnn gnn = new StandardFamily.Gnn();
        assertEquals(38, gnn.large(1_000_000).steps());
        assertEquals(19, gnn.large(4_000_000).steps());
    }

    @Test
    void ofFewPairsTheGraphIsWalkedMoreOftenAnEpoch() {
        StandardFamily.Gnn gnn = new StandardFamily.Gnn();
        assertEquals(3277, gnn.defaults(pairs(32_768)).batch());
        assertEquals(1024, gnn.defaults(pairs(10_000)).batch());
        assertEquals(1001, gnn.defaults(pairs(4003)).batch());
        assertEquals(1, gnn.defaults(pairs(1)).batch());
        assertEquals(gnn.defaults(), gnn.defaults(pairs(81_920)));
        StandardFamily.Mf mf = new StandardFamily.Mf();
        assertEquals(mf.defaults(), mf.defaults(pairs(40)));
    }

    /** So many pairs of train, up to 100 a user. */
    private static Split pairs(int count) {
        int users = (count + 99) / 100;
        Interactions none = Interactions.of(100, new int[users][0]);
        int[] all = IntStream.range(0, 100).toArray();
        Interactions train = Interactions.of(
                100,
                IntStream.range(0, users)
                        .mapToObj(u -> Arrays.copyOf(all, Math.min(100, count - 100 * u)))
                        .toArray(int[][]::new));
        return new Split(train, none, none);
    }

    @Test
    void stepsOfFamiliesGrowWithoutAJump() {
        for (TeacherFamily family : TeacherFamilies.byDefault()) {
            TeacherOptions small = family.defaults(pairs(Grown.SMALL));
            TeacherOptions more = family.defaults(pairs(Grown.SMALL + 100));
            assertEquals(small.batch(), more.batch(), 0.03 * small.batch(), family.id());
            assertEquals(small.negatives(), more.negatives(), 2, family.id());
            assertEquals(small.epochs(), more.epochs(), family.id());
        }
        assertEquals(2460, new StandardFamily.Mf().defaults(pairs(720_700)).batch());
        assertEquals(2048, new StandardFamily.Mf().defaults(pairs(720_700)).negatives());
        TeacherOptions gnn = new StandardFamily.Gnn().defaults(pairs(720_700));
        assertEquals(18_966, gnn.batch());
        assertEquals(4096, gnn.negatives());
        // Not ten steps, as little data have.
        assertEquals(
                2_222_223, new StandardFamily.Gnn().defaults(pairs(20_000_000)).batch());
    }

    @Test
    void whatTakesLongIsForetold() {
        assertNull(Foretold.of("mf", 719_000, 24));
        assertEquals(
                "mf may take a core up to 16 minutes; --families leaves it out, fewer epochs shorten it",
                Foretold.of("mf", 10_000_000, 24));
        assertNull(Foretold.of("graph", 10_000_000, 16));
        assertEquals(960, Foretold.seconds("mf", 10_000_000, 24), 1e-6);
        assertEquals(26e-6 * 40_000 * 16, Foretold.seconds("mf", 40_000, 16), 1e-9);
        assertEquals(10e-6 * 720_000 * 16, Foretold.seconds("mf", 720_000, 16), 1e-9);
        // Half way between, as powers go: a pair takes the root of 10 times 4.
        int between = (int) Math.round(Math.sqrt(7.2e5 * 6e6));
        assertEquals(Math.sqrt(40) * 1e-6 * between, Foretold.seconds("mf", between, 1), 1e-3);
        assertEquals(0, Foretold.seconds("graph", 10_000_000, 16));
    }

    @Test
    void familiesOfPairsAskTheData() {
        Interactions large = train(20_000, 60);
        Interactions none = Interactions.of(60, new int[20_000][0]);
        for (TeacherFamily family : TeacherFamilies.byDefault()) {
            TeacherOptions grown = family.defaults(new Split(large, none, none));
            TeacherOptions small = family.defaults();
            switch (family.id()) {
                case "ae", "iae" -> assertEquals(small.withSteps(small.batch(), 4096), grown);
                default -> assertTrue(grown.batch() > small.batch() && grown.temperature() < 0.101, family.id());
            }
        }
    }
}

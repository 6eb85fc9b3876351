package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.junit.jupiter.api.Test;

/** What the methods beside HetComp show a student, and when. */
class TeachingsTest {
    private static final Supervision LISTS = new Supervision(
            Lists.rankings(new int[][] {{}, {}}), Lists.rankings(3, new int[][] {{5, 6, 7}, {1, 2, 3}}));

    private static CorrectionTeaching correction() {
        // Two places beyond the list: teachers have 8 fourth and 4 fifth for the first user.
        Rankings deep = Lists.rankings(5, new int[][] {{5, 6, 7, 8, 4}, {1, 2, 3}});
        return new CorrectionTeaching(LISTS, deep, new RankingOptions(0.5, 4, 3, 2, 0.25, 0.125));
    }

    private static int[] corrected(CorrectionTeaching teaching, String which, int user) {
        return new Rankings(2, 2, teaching.state().get("correction." + which)).row(user);
    }

    /**
     * The first user has 6 where it belongs, 5 two places too low, 7 nowhere, and is 5 deep: 7 is 3 too low. 9, which no teacher
     * has, is 5 too high, 4 is 1 too high and 8 is where it belongs. The second has it all in order.
     */
    @Test
    void correctionsAreOfTheLargestErrors() {
        CorrectionTeaching teaching = correction();
        assertEquals(5, teaching.depth());
        assertTrue(teaching.due(3));
        assertFalse(teaching.due(4));
        assertTrue(teaching.settled());
        assertEquals("ranking", teaching.phase());
        assertEquals(Map.of(), teaching.state());
        DistillationLoss before = teaching.parts(new int[] {0}).get(0).loss();
        teaching.update(3, Lists.rankings(5, new int[][] {{9, 6, 5, 4, 8}, {1, 2, 3}}));
        assertEquals("correction", teaching.phase());
        assertArrayEquals(new int[] {5, 7}, corrected(teaching, "under", 0));
        assertArrayEquals(new int[] {9, 4}, corrected(teaching, "over", 0));
        assertArrayEquals(new int[0], corrected(teaching, "under", 1));
        assertArrayEquals(new int[0], corrected(teaching, "over", 1));
        Teaching.Part part = teaching.parts(new int[] {1, 0}).get(0);
        assertNotSame(before, part.loss());
        assertEquals(4, ((SumLoss) part.loss()).terms().size());
        assertEquals(0.125, ((SumLoss) part.loss()).terms().get(3).weight());
        assertArrayEquals(new int[] {1, 0}, part.users());
    }

    @Test
    void correctionsGoOnFromTheirState() {
        CorrectionTeaching saved = correction();
        saved.update(3, Lists.rankings(5, new int[][] {{9, 6, 5, 4, 8}, {3, 2, 1}}));
        CorrectionTeaching restored = correction();
        restored.restore(saved.state());
        assertEquals("correction", restored.phase());
        saved.state()
                .forEach(
                        (name, ints) -> assertArrayEquals(ints, restored.state().get(name), name));
        CorrectionTeaching fresh = correction();
        fresh.restore(Map.of());
        assertEquals("ranking", fresh.phase());
        assertThrows(
                IllegalArgumentException.class,
                () -> fresh.restore(Map.of("correction.under", new int[4], "correction.over", new int[3])));
    }

    @Test
    void stagesFollowTheEpochsAndTheLastStays() {
        List<StagedTeaching.Stage> stages = List.of(
                new StagedTeaching.Stage("coarse", new CoarseLoss(), 0.5),
                new StagedTeaching.Stage("fine", new FineLoss(), 0.25));
        StagedTeaching teaching = new StagedTeaching(stages, 4, LISTS);
        assertSame(LISTS, teaching.supervision());
        assertFalse(teaching.due(3));
        assertTrue(teaching.due(4));
        assertFalse(teaching.settled());
        assertEquals(0.5, teaching.parts(new int[] {0}).get(0).weight());
        teaching.update(4, Lists.rankings(new int[][] {{1}, {2}}));
        assertTrue(teaching.settled());
        assertFalse(teaching.due(8));
        assertEquals("fine", teaching.phase());
        assertSame(stages.get(1).loss(), teaching.parts(new int[] {0}).get(0).loss());
        StagedTeaching restored = new StagedTeaching(stages, 4, LISTS);
        restored.restore(teaching.state());
        assertTrue(restored.settled());
        for (Map<String, int[]> foreign :
                List.of(Map.<String, int[]>of(), Map.of("stage", new int[] {2}), Map.of("stage", new int[] {-1}))) {
            assertThrows(IllegalArgumentException.class, () -> restored.restore(foreign));
        }
    }

    @Test
    void aScheduleAsksNobodyHowFarTheyAre() {
        SmallWorld world = new SmallWorld(1);
        DistillerOptions options = DistillerOptions.of(Method.BY_EPOCH)
                .withCurriculum(CurriculumOptions.published().withPeriod(2));
        Teaching teaching = Teachings.of(world.split(), world.teachers(2), options);
        assertEquals(1, teaching.depth());
        Rankings anything = Rankings.empty(SmallWorld.USERS, 1);
        for (int moves = 1; moves <= 3; moves++) {
            assertTrue(teaching.due(2 * moves));
            assertEquals("coarse", teaching.phase());
            teaching.update(2 * moves, anything);
            assertArrayEquals(new double[] {moves, moves}, teaching.meanSelected());
        }
        assertEquals("fine", teaching.phase());
        assertFalse(teaching.due(8));
    }
}

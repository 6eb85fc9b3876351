package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class CurriculumTest {
    private static final Rankings OWN = Lists.rankings(new int[] {9}, new int[] {9});

    private static Trajectory teacher(String name, int[]... rankings) {
        List<Snapshot> snapshots = new java.util.ArrayList<>();
        for (int[] ranking : rankings) {
            snapshots.add(new Snapshot(snapshots.size() + 1, 0, Lists.rankings(ranking, ranking)));
        }
        return new Trajectory(name, snapshots, OWN);
    }

    private static CurriculumOptions options() {
        return new CurriculumOptions(1, 1.05, 1, 3, 10, Discrepancy.Reading.RELEVANCE, false, 0);
    }

    @Test
    void discrepancyRunsFromTheSameOrderToNothingInCommon() {
        Rankings teacher = Lists.rankings(new int[] {1, 2, 3, 4});
        for (Discrepancy.Reading reading : Discrepancy.Reading.values()) {
            Discrepancy discrepancy = new Discrepancy(3, 10, reading, false);
            assertEquals(0, discrepancy.between(teacher, teacher, 0), 1e-12);
            assertEquals(1, discrepancy.between(Lists.rankings(new int[] {4, 5, 6}), teacher, 0), 1e-12);
        }
        Rankings student = Lists.rankings(new int[] {3, 8, 1});
        double log3 = Math.log(3) / Math.log(2);
        double[] gain = {1, Math.pow(2, Math.exp(-0.1)) - 1, Math.pow(2, Math.exp(-0.2)) - 1};
        double ideal = gain[0] + gain[1] / log3 + gain[2] / 2;
        assertEquals(
                (gain[2] + gain[0] / 2) / ideal,
                new Discrepancy(3, 10, Discrepancy.Reading.RELEVANCE, false).agreement(student, teacher, 0),
                1e-12);
        assertEquals(
                (gain[0] + gain[2] / 2) / ideal,
                new Discrepancy(3, 10, Discrepancy.Reading.POSITION, false).agreement(student, teacher, 0),
                1e-12);
    }

    @Test
    void movesOnNearnessMasteryAndDrift() {
        Trajectory teacher = teacher("t", new int[] {1, 2, 3}, new int[] {4, 5, 6}, new int[] {7, 8, 9});
        Curriculum curriculum = new Curriculum(List.of(teacher), options());
        Rankings none = Lists.rankings(new int[] {20, 21, 22}, new int[] {20, 21, 4});
        assertArrayEquals(new int[0], curriculum.update(1, none));
        Rankings nearer = Lists.rankings(new int[] {20, 21, 22}, new int[] {4, 21, 20});
        assertArrayEquals(new int[] {1}, curriculum.update(2, nearer), "user 0 stays as far, user 1 comes nearer");
        assertArrayEquals(new byte[][] {{0, 1}}, curriculum.selected());
        assertEquals(1, curriculum.last()[0][1], 1e-12, "to the last snapshot now");
        Rankings mastered = Lists.rankings(new int[] {4, 5, 6}, new int[] {7, 21, 20});
        assertArrayEquals(new int[] {0, 1}, curriculum.update(3, mastered));
        assertFalse(curriculum.finished());
        assertFalse(curriculum.finished(0));
        assertTrue(curriculum.finished(1));
        curriculum.last()[0][0] = 0.5;
        assertArrayEquals(new int[] {0}, curriculum.update(4, none), "drifted from 0.5 to 1");
        assertTrue(curriculum.finished());
        assertArrayEquals(new int[0], curriculum.update(5, mastered));
        assertArrayEquals(new double[] {2}, curriculum.meanSelected());
    }

    /** Twice as near where twice is asked for is not yet near enough, and as far as before is no drift. */
    @Test
    void staysAtBothEndsOfTheRange() {
        Trajectory teacher = teacher("t", new int[] {1, 2, 3}, new int[] {4, 5, 6});
        CurriculumOptions twice = new CurriculumOptions(3, 2, 1, 3, 10, Discrepancy.Reading.RELEVANCE, false, 0);
        Rankings student = Lists.rankings(new int[] {4, 21, 20}, new int[] {4, 21, 20});
        for (double ratio : new double[] {1, 2}) {
            Curriculum curriculum = new Curriculum(List.of(teacher), twice);
            curriculum.update(3, student);
            curriculum.last()[0][0] *= ratio;
            curriculum.last()[0][1] *= ratio == 1 ? 0.99 : 2.01;
            assertArrayEquals(new int[] {1}, curriculum.update(6, student), "ratio " + ratio);
        }
    }

    @Test
    void isAtItsEndForAStudentThatHasLearnedBefore() {
        Trajectory teacher = teacher("t", new int[] {1, 2, 3}, new int[] {4, 5, 6}, new int[] {7, 8, 9});
        Curriculum curriculum = new Curriculum(List.of(teacher, teacher("s", new int[] {1, 2, 3})), options());
        curriculum.finish();
        assertArrayEquals(new byte[][] {{2, 2}, {0, 0}}, curriculum.selected());
        assertTrue(curriculum.finished());
    }

    /** After so many updates the factor has decayed to less than one, and everyone moves. */
    @Test
    void theFactorDecaysWithEveryPeriod() {
        Trajectory teacher = teacher("t", new int[] {1, 2, 3}, new int[] {4, 5, 6});
        CurriculumOptions decaying = new CurriculumOptions(3, 1.5, 0.7, 3, 10, Discrepancy.Reading.RELEVANCE, false, 0);
        Rankings far = Lists.rankings(new int[] {20, 21, 22}, new int[] {20, 21, 22});
        Curriculum curriculum = new Curriculum(List.of(teacher), decaying);
        assertEquals(3, curriculum.depth());
        assertFalse(curriculum.due(2));
        assertTrue(curriculum.due(3));
        curriculum.update(3, far);
        assertArrayEquals(new int[0], curriculum.update(5, far), "1.5 * 0.7 is above 1");
        assertArrayEquals(new int[] {0, 1}, curriculum.update(6, far), "1.5 * 0.7 * 0.7 is not");
        assertFalse(curriculum.due(9), "nobody is left to move");
    }

    @Test
    void aTeacherWithoutAnItemAgreesWithEveryone() {
        Rankings none = Lists.rankings(new int[] {});
        Discrepancy discrepancy = new Discrepancy(3, 10, Discrepancy.Reading.RELEVANCE, false);
        assertEquals(1, discrepancy.agreement(Lists.rankings(new int[] {1}), none, 0));
        assertEquals(0, discrepancy.agreement(none, Lists.rankings(new int[] {1}), 0));
    }

    @Test
    void aTeacherWithOneSnapshotIsAtItsEnd() {
        Trajectory fixed = teacher("fixed", new int[] {1, 2, 3});
        Trajectory moving = teacher("moving", new int[] {1, 2, 3}, new int[] {4, 5, 6});
        Curriculum curriculum = new Curriculum(List.of(fixed, moving), options());
        assertTrue(new Curriculum(List.of(fixed), options()).finished());
        assertFalse(curriculum.finished());
        Rankings far = Lists.rankings(new int[] {20, 21, 22}, new int[] {20, 21, 22});
        curriculum.update(1, far);
        curriculum.update(2, Lists.rankings(new int[] {4, 5, 6}, new int[] {4, 5, 6}));
        assertArrayEquals(new byte[][] {{0, 0}, {1, 1}}, curriculum.selected());
        assertTrue(curriculum.finished());
    }

    private static final int MANY = 40;

    /** {@link #MANY} users who all have the same rankings by a teacher of three snapshots. */
    private static Curriculum steady(int stay) {
        List<Snapshot> snapshots = new java.util.ArrayList<>();
        for (int[] ranking : new int[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}) {
            snapshots.add(new Snapshot(snapshots.size() + 1, 0, all(user -> ranking)));
        }
        Trajectory teacher = new Trajectory("t", snapshots, all(user -> new int[] {9}));
        return new Curriculum(
                List.of(teacher),
                new CurriculumOptions(1, 1.05, 0.5, 3, 10, Discrepancy.Reading.RELEVANCE, false, stay));
    }

    private static Rankings all(IntFunction<int[]> ranking) {
        return Lists.rankings(IntStream.range(0, MANY).mapToObj(ranking).toArray(int[][]::new));
    }

    /** As published it moves everyone once the factor has decayed to less than one. */
    @Test
    void aStudentThatStandsStillMovesNoOne() {
        Rankings still = all(user -> new int[] {20 + user, 4, 21});
        Curriculum curriculum = steady(3);
        Curriculum published = steady(0);
        for (int epoch = 1; epoch <= 20; epoch++) {
            assertArrayEquals(new int[0], curriculum.update(epoch, still), "epoch " + epoch);
            published.update(epoch, still);
        }
        assertEquals(0, curriculum.meanSelected()[0]);
        assertEquals(2, published.meanSelected()[0]);
    }

    /** A quarter come nearer and the others drift away, each by a third as much, and back: over all nothing has changed. */
    @Test
    void noiseMovesNoOneUntilTheirTimeIsUp() {
        Curriculum curriculum = steady(4);
        Curriculum published = steady(0);
        int[][] places = {{20, 4, 21}, {4, 20, 21}, {20, 21, 4}};
        Rankings middle = all(user -> places[0]);
        Rankings one = all(user -> places[user % 4 == 0 ? 1 : 2]);
        Rankings other = all(user -> places[user % 4 == 1 ? 1 : 2]);
        for (Curriculum each : List.of(curriculum, published)) {
            each.update(1, middle);
        }
        assertArrayEquals(IntStream.range(0, MANY).toArray(), published.update(2, one));
        for (int epoch = 2; epoch <= 4; epoch++) {
            assertArrayEquals(new int[0], curriculum.update(epoch, epoch % 2 == 0 ? one : other), "epoch " + epoch);
        }
        assertEquals(3, curriculum.stays()[0][0]);
        assertArrayEquals(IntStream.range(0, MANY).toArray(), curriculum.update(5, other));
        assertEquals(0, curriculum.stays()[0][0]);
    }

    /** Where all come nearer those move who came near enough; the others stay though the factor has decayed. */
    @Test
    void whoComesNearerMovesWhenTheStudentHasChanged() {
        Curriculum curriculum = steady(100);
        curriculum.update(1, all(user -> new int[] {20, 21, 4}));
        int[] moved = curriculum.update(2, all(user -> user < 30 ? new int[] {4, 20, 21} : new int[] {20, 21, 4}));
        assertArrayEquals(IntStream.range(0, 30).toArray(), moved);
        assertArrayEquals(new int[0], curriculum.update(9, all(user -> new int[] {20, 21, 4})));
    }
}

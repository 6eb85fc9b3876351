package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** Three users and two teachers of two and three snapshots; who masters a snapshot moves on. */
class CurriculumTeachingTest {
    private static final int[][] FIRST = {{1, 2}, {3, 4}};
    private static final int[][] OTHER = {{5, 6}, {7, 8}, {9, 10}};
    private static final int[] FAR = {20, 21, 22, 23};

    private static Trajectory teacher(String name, int[][] snapshots) {
        List<Snapshot> list = new java.util.ArrayList<>();
        for (int[] ranking : snapshots) {
            list.add(new Snapshot(list.size() + 1, 0, Lists.rankings(ranking, ranking, ranking)));
        }
        return new Trajectory(name, list, Lists.rankings(new int[] {30}, new int[] {31}, new int[] {32}));
    }

    private static CurriculumTeaching teaching(Transfer transfer) {
        return teaching(Method.HETCOMP, transfer, 0);
    }

    private static CurriculumTeaching teaching(Method method, Transfer transfer, int stay) {
        LossOptions losses = new LossOptions(0.25, 0.75, transfer, Partition.FULL);
        DistillerOptions options = DistillerOptions.of(method)
                .withLosses(losses)
                .withEnsemble(new EnsembleOptions(10, 4, 2, 10))
                .withCurriculum(new CurriculumOptions(2, 1.05, 1, 4, 10, Discrepancy.Reading.RELEVANCE, false, stay));
        return new CurriculumTeaching(List.of(teacher("first", FIRST), teacher("other", OTHER)), options);
    }

    private static Rankings student(int[] first, int[] second, int[] third) {
        return Lists.rankings(first, second, third);
    }

    /** The first user has what both teachers have next, the second what one of them has. */
    private static void move(Teaching teaching) {
        teaching.update(2, student(FAR, FAR, FAR));
        teaching.update(4, student(new int[] {3, 4, 7, 8}, new int[] {3, 4, 22, 23}, FAR));
    }

    private static void hold(Teaching.Part part, boolean fine, double weight, int... users) {
        assertEquals(fine ? FineLoss.class : CoarseLoss.class, part.loss().getClass());
        assertEquals(weight, part.weight());
        assertArrayEquals(users, part.users());
    }

    @Test
    void showsWhatIsInForce() {
        CurriculumTeaching teaching = teaching(Transfer.GLOBAL);
        assertArrayEquals(
                new int[] {1, 5, 2, 6}, teaching.supervision().unobserved().row(0));
        assertArrayEquals(new int[] {31}, teaching.supervision().observed().row(1));
        assertEquals(4, teaching.depth());
        assertTrue(teaching.due(4));
        assertFalse(teaching.due(5));
        move(teaching);
        assertArrayEquals(
                new int[] {3, 7, 4, 8}, teaching.supervision().unobserved().row(0));
        assertArrayEquals(
                new int[] {3, 5, 4, 6}, teaching.supervision().unobserved().row(1));
        assertArrayEquals(
                new int[] {1, 5, 2, 6}, teaching.supervision().unobserved().row(2));
        assertArrayEquals(new double[] {2 / 3.0, 1 / 3.0}, teaching.meanSelected(), 1e-12);
        assertEquals("coarse", teaching.phase());
        assertFalse(teaching.settled());
    }

    private static void finish(Teaching teaching) {
        move(teaching);
        teaching.update(6, student(new int[] {9, 10}, new int[] {7, 8}, new int[] {3, 4, 7, 8}));
        teaching.update(8, student(new int[] {9, 10}, new int[] {9, 10}, new int[] {9, 10}));
    }

    @Test
    void everyoneGoesOverAtOnceWhenAllAreThrough() {
        CurriculumTeaching teaching = teaching(Transfer.GLOBAL);
        assertEquals(1, teaching.parts(new int[] {2, 0, 1}).size());
        hold(teaching.parts(new int[] {2, 0, 1}).get(0), false, 0.25, 2, 0, 1);
        finish(teaching);
        assertEquals(1, teaching.parts(new int[] {2, 0, 1}).size());
        hold(teaching.parts(new int[] {2, 0, 1}).get(0), true, 0.75, 2, 0, 1);
        assertEquals("fine", teaching.phase());
        assertTrue(teaching.settled());
        assertFalse(teaching.due(10));
    }

    @Test
    void orEachUserWhoIsThrough() {
        CurriculumTeaching teaching = teaching(Transfer.PER_USER);
        hold(teaching.parts(new int[] {0, 1, 2}).get(0), false, 0.25, 0, 1, 2);
        move(teaching);
        teaching.update(6, student(new int[] {9, 10}, FAR, FAR));
        List<Teaching.Part> parts = teaching.parts(new int[] {2, 0, 1});
        assertEquals(2, parts.size());
        hold(parts.get(0), false, 0.25, 2, 1);
        hold(parts.get(1), true, 0.75, 0);
        assertEquals(1, teaching.parts(new int[] {0}).size());
        hold(teaching.parts(new int[] {0}).get(0), true, 0.75, 0);
        assertEquals(1, teaching.parts(new int[] {1, 2}).size());
        hold(teaching.parts(new int[] {1, 2}).get(0), false, 0.25, 1, 2);
    }

    @Test
    void oneLossFromBeginningToEnd() {
        for (boolean fine : new boolean[] {false, true}) {
            CurriculumTeaching teaching =
                    teaching(fine ? Method.CURRICULUM_FINE : Method.CURRICULUM_COARSE, Transfer.PER_USER, 0);
            for (int turn = 0; turn < 2; turn++) {
                assertEquals(1, teaching.parts(new int[] {2, 0, 1}).size());
                hold(teaching.parts(new int[] {2, 0, 1}).get(0), fine, fine ? 0.75 : 0.25, 2, 0, 1);
                assertEquals(fine ? "fine" : "coarse", teaching.phase());
                assertEquals(turn == 1, teaching.settled());
                if (turn == 0) {
                    finish(teaching);
                }
            }
        }
    }

    /** How long people have stayed goes on, too, where that counts. */
    @Test
    void goesOnFromItsStateWithALongestStay() {
        CurriculumTeaching saved = teaching(Method.HETCOMP, Transfer.GLOBAL, 2);
        saved.update(2, student(new int[] {3, 20}, new int[] {20, 3}, FAR));
        saved.update(4, student(new int[] {20, 3}, new int[] {20, 21}, FAR));
        assertArrayEquals(new int[] {1, 1, 0, 0, 0, 0}, saved.state().get("curriculum.stays"));
        CurriculumTeaching restored = teaching(Method.HETCOMP, Transfer.GLOBAL, 2);
        restored.restore(saved.state());
        for (Teaching teaching : List.of(saved, restored)) {
            teaching.update(6, student(new int[] {20, 3}, new int[] {20, 21}, FAR));
            assertArrayEquals(new double[] {2 / 3.0, 0}, teaching.meanSelected(), 1e-12);
        }
        CurriculumTeaching published = teaching(Transfer.GLOBAL);
        CurriculumTeaching other = teaching(Method.HETCOMP, Transfer.GLOBAL, 2);
        assertThrows(IllegalArgumentException.class, () -> other.restore(published.state()));
    }

    @Test
    void goesOnFromItsState() {
        CurriculumTeaching saved = teaching(Transfer.PER_USER);
        move(saved);
        CurriculumTeaching restored = teaching(Transfer.PER_USER);
        restored.restore(saved.state());
        saved.state()
                .forEach(
                        (name, ints) -> assertArrayEquals(ints, restored.state().get(name), name));
        assertEquals(
                List.of(12, 6),
                List.of(
                        restored.state().get("curriculum.last").length,
                        restored.state().get("curriculum.selected").length));
        for (Teaching teaching : List.of(saved, restored)) {
            // The second user drifts from the nearness that was saved; the third has not moved at all.
            teaching.update(6, student(new int[] {9, 10}, new int[] {20, 7, 8, 23}, FAR));
            assertArrayEquals(
                    new int[] {3, 9, 4, 10}, teaching.supervision().unobserved().row(0));
            assertArrayEquals(
                    new int[] {3, 7, 4, 8}, teaching.supervision().unobserved().row(1));
            assertArrayEquals(
                    new int[] {1, 5, 2, 6}, teaching.supervision().unobserved().row(2));
        }
        saved.state()
                .forEach(
                        (name, ints) -> assertArrayEquals(ints, restored.state().get(name), name));

        CurriculumTeaching through = teaching(Transfer.GLOBAL);
        finish(through);
        CurriculumTeaching fresh = teaching(Transfer.GLOBAL);
        fresh.restore(through.state());
        assertTrue(fresh.settled());
        assertArrayEquals(
                through.supervision().unobserved().ids(),
                fresh.supervision().unobserved().ids());
    }

    /** Each double is in its own two places, high word first. */
    @Test
    void itsStateHoldsTheBitsOfEveryDistance() {
        CurriculumTeaching teaching = teaching(Transfer.GLOBAL);
        Rankings student = student(new int[] {20, 3}, new int[] {20, 21, 7}, new int[] {8, 20, 4});
        teaching.update(2, student);
        Discrepancy discrepancy = new Discrepancy(4, 10, Discrepancy.Reading.RELEVANCE, false);
        int[] last = teaching.state().get("curriculum.last");
        for (int x = 0; x < 2; x++) {
            int[] next = x == 0 ? FIRST[1] : OTHER[1];
            for (int u = 0; u < 3; u++) {
                long bits =
                        Double.doubleToRawLongBits(discrepancy.between(student, Lists.rankings(next, next, next), u));
                assertEquals((int) (bits >>> 32), last[2 * (3 * x + u)]);
                assertEquals((int) bits, last[2 * (3 * x + u) + 1]);
            }
        }
    }

    @Test
    void aStateOfOthersIsRefused() {
        CurriculumTeaching teaching = teaching(Transfer.GLOBAL);
        assertThrows(IllegalArgumentException.class, () -> teaching.restore(Map.of()));
        assertThrows(IllegalArgumentException.class, () -> teaching.restore(Map.of("curriculum.selected", new int[6])));
        assertThrows(
                IllegalArgumentException.class,
                () -> teaching.restore(Map.of("curriculum.selected", new int[5], "curriculum.last", new int[10])));
        assertThrows(
                IllegalArgumentException.class,
                () -> teaching.restore(Map.of("curriculum.selected", new int[6], "curriculum.last", new int[11])));
    }

    @Test
    void listsThatStayAreThroughFromTheStart() {
        Rankings own = Lists.rankings(new int[] {1}, new int[] {2});
        FixedTeaching teaching = new FixedTeaching("bpr", new BprLoss(), 2, new Supervision(own, own));
        assertTrue(teaching.settled());
        assertFalse(teaching.due(1));
        assertEquals(1, teaching.depth());
        assertEquals(0, teaching.meanSelected().length);
        assertEquals(Map.of(), teaching.state());
        teaching.restore(Map.of());
        Teaching.Part part = teaching.parts(new int[] {1, 0}).get(0);
        assertInstanceOf(BprLoss.class, part.loss());
        assertEquals(2, part.weight());
        assertArrayEquals(new int[] {1, 0}, part.users());
        assertThrows(IllegalStateException.class, () -> teaching.update(1, own));
    }
}

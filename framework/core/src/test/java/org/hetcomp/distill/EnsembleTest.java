package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final int USERS = 300;
    private static final int ITEMS = 90;

    private static Trajectory teacher(String name, int snapshots, long seed) {
        Random random = new Random(seed);
        List<Snapshot> list = new ArrayList<>();
        for (int v = 0; v < snapshots; v++) {
            list.add(new Snapshot(v + 1, 0, permutations(30, random)));
        }
        return new Trajectory(name, list, permutations(5, random));
    }

    private static Rankings permutations(int cut, Random random) {
        int[][] rows = new int[USERS][];
        for (int u = 0; u < USERS; u++) {
            rows[u] = Lists.permutation(ITEMS, random);
        }
        return Lists.rankings(cut, rows);
    }

    /** The same by a sorted map of sums. */
    private static int[] expected(List<Rankings> rankings, int user, double lambda, int depth, int cut) {
        Map<Integer, Double> sums = new TreeMap<>();
        for (Rankings ranking : rankings) {
            for (int r = 0; r < Math.min(depth, ranking.length(user)); r++) {
                sums.merge(ranking.at(user, r), Math.exp(-r / lambda), Double::sum);
            }
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(cut)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    @Test
    void supervisionIsTheTopOfSummedImportances() {
        List<Trajectory> teachers = List.of(teacher("a", 4, 1), teacher("b", 4, 2), teacher("c", 1, 3));
        Ensemble ensemble = new Ensemble(teachers, new EnsembleOptions(10, 12, 3, 20));
        byte[][] selected = ensemble.converged();
        Random random = new Random(5);
        for (int u = 0; u < USERS; u++) {
            selected[0][u] = (byte) random.nextInt(4);
            selected[1][u] = (byte) random.nextInt(4);
        }
        Supervision supervision = ensemble.supervision(selected);
        Rankings deep = ensemble.unobserved(selected, 70);
        for (int u = 0; u < USERS; u++) {
            List<Rankings> unobserved = new ArrayList<>();
            List<Rankings> observed = new ArrayList<>();
            for (int x = 0; x < 3; x++) {
                unobserved.add(teachers.get(x).ranking(selected[x][u]));
                observed.add(teachers.get(x).observed());
            }
            assertArrayEquals(
                    expected(unobserved, u, 10, 20, 12),
                    supervision.unobserved().row(u));
            assertArrayEquals(expected(unobserved, u, 10, 20, 70), deep.row(u));
            assertArrayEquals(
                    expected(observed, u, 10, 20, 3), supervision.observed().row(u));
        }
    }

    @Test
    void equalSumsGoToTheSmallerId() {
        Rankings own = Lists.rankings(new int[] {0});
        Trajectory a = new Trajectory("a", List.of(new Snapshot(1, 0, Lists.rankings(new int[] {7, 3, 5}))), own);
        Trajectory b = new Trajectory("b", List.of(new Snapshot(1, 0, Lists.rankings(new int[] {3, 7, 4}))), own);
        Ensemble ensemble = new Ensemble(List.of(a, b), new EnsembleOptions(10, 10, 1, 200));
        assertArrayEquals(
                new int[] {3, 7, 4, 5},
                ensemble.unobserved(ensemble.converged(), 10).row(0));
        assertArrayEquals(
                new int[] {3, 7, 4},
                ensemble.unobserved(ensemble.converged(), 3).row(0));
    }

    @Test
    void anImportanceThatUnderflowsStillRanks() {
        Rankings own = Lists.rankings(new int[] {0});
        Rankings ranking = Lists.rankings(Lists.permutation(200, new Random(3)));
        Trajectory teacher = new Trajectory("a", List.of(new Snapshot(1, 0, ranking)), own);
        Ensemble ensemble = new Ensemble(List.of(teacher, teacher), new EnsembleOptions(0.01, 200, 1, 200));
        int[] row = ensemble.unobserved(ensemble.converged(), 200).row(0);
        assertArrayEquals(
                java.util.stream.IntStream.range(0, 200).toArray(),
                java.util.Arrays.stream(row).sorted().toArray());
    }

    @Test
    void rebuildsTheUsersNamedAndNoOthers() {
        List<Trajectory> teachers = List.of(teacher("a", 4, 1), teacher("b", 4, 2));
        Ensemble ensemble = new Ensemble(teachers, new EnsembleOptions(10, 12, 3, 20));
        byte[][] selected = new byte[2][USERS];
        Supervision supervision = ensemble.supervision(selected);
        Supervision first = ensemble.supervision(selected);
        byte[][] all = ensemble.converged();
        ensemble.rebuild(supervision, all, new int[] {4, 9, 200});
        Supervision end = ensemble.supervision(all);
        for (int u = 0; u < USERS; u++) {
            Supervision from = u == 4 || u == 9 || u == 200 ? end : first;
            assertArrayEquals(from.unobserved().row(u), supervision.unobserved().row(u));
        }
    }

    @Test
    void convergedIsEveryTeachersLastSnapshot() {
        List<Trajectory> teachers = List.of(teacher("a", 4, 1), teacher("b", 1, 2), teacher("c", 2, 3));
        Ensemble ensemble = new Ensemble(teachers, EnsembleOptions.defaults());
        assertEquals(teachers, ensemble.teachers());
        byte[][] converged = ensemble.converged();
        for (int u = 0; u < USERS; u++) {
            assertArrayEquals(new int[] {3, 0, 1}, new int[] {converged[0][u], converged[1][u], converged[2][u]});
        }
    }

    @Test
    void aShorterListLeavesNothingOfTheOneBefore() {
        Rankings own = Lists.rankings(new int[] {0});
        Rankings first = Lists.rankings(3, new int[][] {{7, 3, 5}});
        Rankings next = Lists.rankings(3, new int[][] {{4}});
        Trajectory teacher = new Trajectory("a", List.of(new Snapshot(1, 0, first), new Snapshot(2, 0, next)), own);
        Ensemble ensemble = new Ensemble(List.of(teacher), new EnsembleOptions(10, 3, 1, 200));
        Supervision supervision = ensemble.supervision(new byte[1][1]);
        assertArrayEquals(new int[] {7, 3, 5}, supervision.unobserved().ids());
        ensemble.rebuild(supervision, ensemble.converged(), new int[] {0});
        assertArrayEquals(new int[] {4, -1, -1}, supervision.unobserved().ids());
    }

    /** More items than there is room for at first, and more places than items. */
    @Test
    void longListsAreRankedWhole() {
        int[] order = Lists.permutation(1000, new Random(6));
        Rankings ranking = Lists.rankings(order, order);
        Trajectory teacher = new Trajectory("a", List.of(new Snapshot(1, 0, ranking)), ranking);
        Ensemble ensemble = new Ensemble(List.of(teacher), new EnsembleOptions(500, 900, 10, 1000));
        Supervision supervision = ensemble.supervision(ensemble.converged());
        assertArrayEquals(
                java.util.Arrays.copyOf(order, 900), supervision.unobserved().row(1));
        assertArrayEquals(
                java.util.Arrays.copyOf(order, 10), supervision.observed().row(0));
        assertArrayEquals(order, ensemble.unobserved(ensemble.converged(), 1200).row(0));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> new Ensemble(List.of(), EnsembleOptions.defaults()));
        assertThrows(IllegalArgumentException.class, () -> new EnsembleOptions(0, 100, 10, 200));
        assertThrows(IllegalArgumentException.class, () -> new EnsembleOptions(10, 0, 10, 200));
        Rankings one = Lists.rankings(new int[] {0});
        Trajectory other = new Trajectory("o", List.of(new Snapshot(1, 0, one)), one);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Ensemble(List.of(teacher("a", 2, 1), other), EnsembleOptions.defaults()));
    }
}

package org.hetcomp.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/**
 * A few people with tastes that are known, and teachers who see them through noise: much of it in their first snapshot,
 * little in their last.
 */
final class SmallWorld {
    static final int USERS = 120;
    static final int ITEMS = 200;
    private static final int TASTES = 6;
    private static final double[] NOISE = {3, 2, 1.2, 0.6};

    private final Random random;
    private final double[][] liking = new double[USERS][ITEMS];
    private final Split split;

    SmallWorld(long seed) {
        random = new Random(seed);
        double[][] users = gaussians(USERS);
        double[][] items = gaussians(ITEMS);
        int[][][] parts = new int[3][USERS][];
        for (int u = 0; u < USERS; u++) {
            for (int i = 0; i < ITEMS; i++) {
                for (int k = 0; k < TASTES; k++) {
                    liking[u][i] += users[u][k] * items[i][k];
                }
            }
            int[] best = ranked(u, 1, IntStream.range(0, ITEMS).toArray());
            int[] had = Arrays.copyOf(best, 20);
            int[] order = Lists.permutation(20, random);
            int[] shuffled = IntStream.of(order).map(j -> had[j]).toArray();
            int train = 4 + random.nextInt(9);
            parts[0][u] = Arrays.copyOf(shuffled, train);
            parts[1][u] = Arrays.copyOfRange(shuffled, train, train + 3);
            parts[2][u] = Arrays.copyOfRange(shuffled, train + 3, 20);
        }
        split = new Split(
                Interactions.of(ITEMS, parts[0]), Interactions.of(ITEMS, parts[1]), Interactions.of(ITEMS, parts[2]));
    }

    private double[][] gaussians(int n) {
        double[][] rows = new double[n][TASTES];
        for (double[] row : rows) {
            Arrays.setAll(row, k -> random.nextGaussian());
        }
        return rows;
    }

    private int[] ranked(int user, double noise, int[] items) {
        double[] seen = new double[ITEMS];
        Arrays.setAll(seen, i -> liking[user][i] + noise * random.nextGaussian());
        return IntStream.of(items)
                .boxed()
                .sorted((a, b) -> Double.compare(seen[b], seen[a]))
                .mapToInt(i -> i)
                .toArray();
    }

    Split split() {
        return split;
    }

    List<Trajectory> teachers(int count) {
        List<Trajectory> teachers = new ArrayList<>();
        for (int x = 0; x < count; x++) {
            List<Snapshot> snapshots = new ArrayList<>();
            for (double noise : NOISE) {
                int[][] rows = new int[USERS][];
                for (int u = 0; u < USERS; u++) {
                    int user = u;
                    int[] unobserved = IntStream.range(0, ITEMS)
                            .filter(i -> !split.train().contains(user, i))
                            .toArray();
                    rows[u] = ranked(u, noise, unobserved);
                }
                snapshots.add(new Snapshot(snapshots.size() + 1, 0, Lists.rankings(60, rows)));
            }
            int[][] own = new int[USERS][];
            for (int u = 0; u < USERS; u++) {
                own[u] = ranked(u, NOISE[3], split.train().row(u));
            }
            teachers.add(new Trajectory("t" + x, snapshots, Lists.rankings(own)));
        }
        return teachers;
    }
}

package org.hetcomp.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/**
 * A few people with tastes that are known, and teachers who see them through noise: much of it in their first snapshot,
 * little in their last.
 */
public final class SmallWorld {
    private static final double[] LOSSES = {
        1.777372, 1.773478, 1.758803, 1.732742, 1.710573, 1.668903, 1.614069,
        1.555356, 1.474972, 1.403127, 1.317041, 1.236071, 1.148959, 1.066314,
        0.985468, 0.906916, 0.830478, 0.758060, 0.197631, 0.188229
    };

    private static final double[] SPECTRAL = {
        1.243278, 1.145362, 1.111534, 1.087515, 1.353421, 1.243920, 1.118618,
        1.032987, 0.915055, 0.846993, 0.751658, 0.701471, 0.663948, 0.631390,
        0.602853, 0.584252, 0.150020, 0.149013, 0.148235, 0.147690
    };

    static final int USERS = 120;
    static final int ITEMS = 200;
    private static final int TASTES = 6;
    private static final double[] NOISE = {3, 2, 1.2, 0.6};

    private final Random random;
    private final double[][] liking = new double[USERS][ITEMS];
    private final Split split;

    public SmallWorld(long seed) {
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

    /**
     * The losses of 20 epochs of four steps from a random start or from that of a spectrum, to which every engine is held by {@code
     * DistillerContract}, and Spark. They change when a loss, the curriculum, the optimiser, a default or the small data change on
     * purpose: then copy the new ones from that test's failure.
     */
    public static double[] losses(boolean spectral) {
        return spectral ? SPECTRAL.clone() : LOSSES.clone();
    }

    /** What those losses are of: the step is the same in every epoch, or, from the spectrum, falls to the last one. */
    public static DistillerOptions curve(boolean spectral) {
        int epochs = losses(spectral).length;
        return options(Method.HETCOMP)
                .withSpectral(spectral)
                .withTraining(
                        spectral
                                ? new TrainingOptions(epochs, 0.08, 1e-5, 30, 1, 0)
                                : new TrainingOptions(epochs, 0.05, 1e-5, 30, 1, 100));
    }

    /** How a student of it is made. */
    public static DistillerOptions options(Method method) {
        double rate = method == Method.NONE ? 0.02 : 0.05;
        double l2 = DistillerOptions.of(method).training().l2();
        return new DistillerOptions(
                method,
                8,
                new TrainingOptions(24, rate, l2, 30, 3, 5),
                LossOptions.published(),
                new EnsembleOptions(10, 30, 5, 60),
                new CurriculumOptions(2, 1.05, 0.995, 20, 10, Discrepancy.Reading.RELEVANCE, false, 0),
                new RankingOptions(0.02, 20, 2, 10, 0.02, 0.02),
                null,
                null,
                false,
                4);
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

    public Split split() {
        return split;
    }

    public List<Trajectory> teachers(int count) {
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

package org.hetcomp.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Supervision;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/**
 * Inputs of the kernels, drawn in Java from a seed, so that every backend has the same: users with 8 to 22 train items,
 * as citeulike-t's have on average, and rankings that teachers might have made of them.
 */
final class DrawnData {
    private static final int LEAST_TRAIN = 8;
    private static final int MOST_TRAIN = 22;
    private static final int HELD_BACK = 4;
    private static final int TEACHERS = 6;
    private static final int CANDIDATES = 400;
    // How far a snapshot's ranks scatter around the order that all teachers see, the earliest first.
    private static final int[] SCATTER = {120, 60, 30, 15};
    private static final int STUDENT_SCATTER = 90;

    private final Workload workload;
    private final Split split;
    private final int[][] candidates;

    DrawnData(Workload workload) {
        this.workload = workload;
        int users = workload.users();
        int[][][] parts = new int[3][users][];
        candidates = new int[users][];
        Random random = new Random(workload.seed());
        int[] order = IntStream.range(0, workload.items()).toArray();
        for (int u = 0; u < users; u++) {
            int count = LEAST_TRAIN + random.nextInt(MOST_TRAIN - LEAST_TRAIN + 1);
            int had = count + 2 * HELD_BACK;
            int drawn = Math.min(order.length, had + CANDIDATES);
            for (int j = 0; j < drawn; j++) {
                int other = j + random.nextInt(order.length - j);
                int item = order[other];
                order[other] = order[j];
                order[j] = item;
            }
            parts[0][u] = Arrays.copyOf(order, count);
            parts[1][u] = Arrays.copyOfRange(order, count, count + HELD_BACK);
            parts[2][u] = Arrays.copyOfRange(order, count + HELD_BACK, had);
            // Items held back are unobserved too: what is ranked begins with them.
            candidates[u] = Arrays.copyOfRange(order, count, drawn);
        }
        split = new Split(part(parts[0]), part(parts[1]), part(parts[2]));
    }

    private Interactions part(int[][] rows) {
        return Interactions.of(workload.items(), rows);
    }

    Split split() {
        return split;
    }

    /** Lists as long as an ensemble of the default constants gives. */
    Supervision supervision() {
        EnsembleOptions options = EnsembleOptions.defaults();
        Rankings observed = Rankings.empty(split.users(), options.observed());
        Rankings unobserved = Rankings.empty(split.users(), options.unobserved());
        for (int u = 0; u < split.users(); u++) {
            fill(observed, u, split.train().row(u));
            fill(unobserved, u, candidates[u]);
        }
        return new Supervision(observed, unobserved);
    }

    /** Trajectories of six teachers of four snapshots, whose rankings come nearer to one another. */
    List<Trajectory> teachers() {
        Rankings observed = Rankings.empty(split.users(), MOST_TRAIN);
        for (int u = 0; u < split.users(); u++) {
            fill(observed, u, split.train().row(u));
        }
        List<Trajectory> teachers = new ArrayList<>();
        for (int x = 0; x < TEACHERS; x++) {
            List<Snapshot> snapshots = new ArrayList<>();
            for (int v = 0; v < SCATTER.length; v++) {
                Rankings ranking =
                        scattered(SCATTER[v], EnsembleOptions.defaults().cut(), 1 + x * SCATTER.length + v);
                snapshots.add(new Snapshot(v + 1, 0, ranking));
            }
            teachers.add(new Trajectory("t" + x, snapshots, observed));
        }
        return teachers;
    }

    /** A student's ranking of unobserved items, which has something in common with the teachers'. */
    Rankings student(int cut) {
        return scattered(STUDENT_SCATTER, cut, 0);
    }

    private Rankings scattered(int scatter, int cut, int stream) {
        Rankings rankings = Rankings.empty(split.users(), cut);
        IntStream.range(0, split.users()).parallel().forEach(u -> {
            Random random = new Random((workload.seed() * 1_000_003 + stream) * 1_000_003 + u);
            int[] row = candidates[u].clone();
            for (int r = 0; r < Math.min(cut, row.length); r++) {
                int other = Math.min(row.length - 1, r + random.nextInt(1 + scatter));
                int item = row[other];
                row[other] = row[r];
                row[r] = item;
            }
            fill(rankings, u, row);
        });
        return rankings;
    }

    private static void fill(Rankings rankings, int user, int[] items) {
        System.arraycopy(items, 0, rankings.ids(), rankings.start(user), Math.min(items.length, rankings.cut()));
    }

    /**
     * A table of vectors whose products scatter by about 1.
     *
     * @return {@code [rows * dim]}, row after row
     */
    float[] vectors(int rows, int dim, int stream) {
        Random random = new Random(workload.seed() * 31 + stream);
        double deviation = 1 / Math.sqrt(Math.sqrt(dim));
        float[] values = new float[Math.multiplyExact(rows, dim)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}

package org.hetcomp.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Supervision;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;

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
    private static final int DRAWS = -1;

    // More than twice as many as are drawn for a user.
    private static final int PLACES = 1024;

    private final Workload workload;
    private final Split split;

    DrawnData(Workload workload) {
        this.workload = workload;
        int[][][] parts = new int[3][workload.users()][];
        for (int u = 0; u < workload.users(); u++) {
            SplittableRandom random = random(u, 0);
            int count = LEAST_TRAIN + random.nextInt(MOST_TRAIN - LEAST_TRAIN + 1);
            int[] had = drawn(u, count + 2 * HELD_BACK);
            parts[0][u] = Arrays.copyOf(had, count);
            parts[1][u] = Arrays.copyOfRange(had, count, count + HELD_BACK);
            parts[2][u] = Arrays.copyOfRange(had, count + HELD_BACK, had.length);
        }
        split = new Split(part(parts[0]), part(parts[1]), part(parts[2]));
    }

    private SplittableRandom random(int user, int stream) {
        return new SplittableRandom((workload.seed() * 1_000_003 + stream) * 1_000_003 + user);
    }

    /** The first distinct items drawn for a user, drawn again whenever they are asked for: kept, they would be most of the memory. */
    private int[] drawn(int user, int most) {
        SplittableRandom random = random(user, DRAWS);
        int[] drawn = new int[Math.min(workload.items(), most)];
        int[] places = new int[PLACES];
        for (int n = 0; n < drawn.length; ) {
            int item = random.nextInt(workload.items());
            int place = (item * 0x9E3779B9) >>> 22;
            while (places[place] != 0 && places[place] != item + 1) {
                place = (place + 1) % PLACES;
            }
            if (places[place] == 0) {
                places[place] = item + 1;
                drawn[n++] = item;
            }
        }
        return drawn;
    }

    /** What rankings of a user are made of; they begin with the items held back, which are unobserved too. */
    private int[] candidates(int user) {
        int count = split.train().count(user);
        int[] drawn = drawn(user, count + 2 * HELD_BACK + CANDIDATES);
        return Arrays.copyOfRange(drawn, count, drawn.length);
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
            fill(unobserved, u, candidates(u));
        }
        return new Supervision(observed, unobserved);
    }

    /** Trajectories of six teachers of four snapshots, whose rankings come nearer to one another. */
    List<Trajectory> teachers() {
        return IntStream.range(0, TEACHERS)
                .mapToObj(x -> teacher(x, this::kept))
                .toList();
    }

    /**
     * The same as a run has those that it trained: read from their files, in which they stay where they are large.
     *
     * @param folder receives the files
     */
    List<Trajectory> teachers(Path folder) throws IOException {
        try {
            IntStream.range(0, TEACHERS).parallel().forEach(x -> {
                try {
                    TrajectoryFile.write(file(folder, x), teacher(x, rankings -> rankings));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<Trajectory> teachers = new ArrayList<>();
        for (int x = 0; x < TEACHERS; x++) {
            teachers.add(TrajectoryFile.read(file(folder, x), split.users(), split.items()));
        }
        return teachers;
    }

    private static Path file(Path folder, int teacher) {
        return folder.resolve("t" + teacher + ".safetensors");
    }

    /** Bytes of those files. */
    static long bytes(Workload workload) {
        long places = (long) SCATTER.length * EnsembleOptions.defaults().cut() + MOST_TRAIN;
        return 4 * TEACHERS * places * workload.users();
    }

    private Trajectory teacher(int teacher, UnaryOperator<Rankings> keeping) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (int v = 0; v < SCATTER.length; v++) {
            Rankings ranking =
                    scattered(SCATTER[v], EnsembleOptions.defaults().cut(), 1 + teacher * SCATTER.length + v);
            snapshots.add(new Snapshot(v + 1, 0, keeping.apply(ranking)));
        }
        Rankings observed = made(MOST_TRAIN, split.train()::row);
        return new Trajectory("t" + teacher, snapshots, keeping.apply(observed));
    }

    /** A student's ranking of unobserved items, which has something in common with the teachers'. */
    Rankings student(int cut) {
        return kept(scattered(STUDENT_SCATTER, cut, 0));
    }

    private Rankings kept(Rankings made) {
        Rankings kept = Rankings.empty(made.users(), made.cut());
        IntStream.range(0, made.users()).parallel().forEach(u -> fill(kept, u, made.row(u)));
        return kept;
    }

    private Rankings scattered(int scatter, int cut, int stream) {
        return made(cut, u -> {
            SplittableRandom random = random(u, 1 + stream);
            int[] row = candidates(u);
            for (int r = 0; r < Math.min(cut, row.length); r++) {
                int other = Math.min(row.length - 1, r + random.nextInt(1 + scatter));
                int item = row[other];
                row[other] = row[r];
                row[r] = item;
            }
            return row;
        });
    }

    /** Rankings that are made whenever they are asked for. */
    private Rankings made(int cut, IntFunction<int[]> row) {
        return Rankings.of(split.users(), cut, new Rankings.Rows() {
            @Override
            public void read(int user, int rank, int[] into, int length) {
                int[] made = row.apply(user);
                for (int n = 0; n < length; n++) {
                    into[n] = rank + n < made.length ? made[rank + n] : Rankings.NONE;
                }
            }

            @Override
            public int greatest() {
                return split.items() - 1;
            }
        });
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

package org.hetcomp.trajectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.MadeRows;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.StoredInts;
import org.hetcomp.io.Tensor;
import org.hetcomp.io.Values;

/**
 * A Trajectory as a safetensors file: {@code rankings [V, users, M] int32}, {@code observed [users, N] int32}, {@code
 * epochs [V] int32}, {@code valid_recall50 [V] float32}; the teacher's id in the metadata. Places after a ranking's end
 * hold -1.
 */
public final class TrajectoryFile {
    /** The most bytes of a file that is read as a whole. */
    public static final long IN_MEMORY = 64 << 20;

    private static final String RANKINGS = "rankings";
    private static final String OBSERVED = "observed";
    private static final String EPOCHS = "epochs";
    private static final String RECALLS = "valid_recall50";
    private static final Set<String> EPOCHS_AND_RECALLS = Set.of(EPOCHS, RECALLS);

    private TrajectoryFile() {}

    /** Writes a trajectory. */
    public static void write(Path file, Trajectory trajectory) throws IOException {
        int v = trajectory.size();
        int users = trajectory.users();
        int cut = trajectory.converged().cut();
        int[] epochs = new int[v];
        float[] recalls = new float[v];
        for (int s = 0; s < v; s++) {
            Snapshot snapshot = trajectory.snapshots().get(s);
            epochs[s] = snapshot.epoch();
            recalls[s] = (float) snapshot.validRecall50();
        }
        Map<String, Values> tensors = new LinkedHashMap<>();
        tensors.put(
                RANKINGS,
                new MadeRows(
                        new long[] {v, users, cut},
                        (row, into) -> trajectory.ranking((int) (row / users)).read((int) (row % users), into, cut)));
        Rankings observed = trajectory.observed();
        tensors.put(
                OBSERVED,
                new MadeRows(
                        new long[] {users, observed.cut()},
                        (row, into) -> observed.read((int) row, into, observed.cut())));
        tensors.put(EPOCHS, Tensor.of(epochs, v));
        tensors.put(RECALLS, Tensor.of(recalls, v));
        Safetensors.write(file, tensors, Map.of("teacher", trajectory.teacher()));
    }

    /**
     * Reads a trajectory and checks that it fits the data set. Where its file is larger than {@value #IN_MEMORY} bytes, its rankings
     * stay there and are read where they are asked for; it is to be left alone while they are used.
     *
     * @param users number of users it must have
     * @param items number of items its ids must lie in
     * @throws IOException if it cannot be read, does not fit, or holds an id that is no item; the message names the file
     */
    public static Trajectory read(Path file, int users, int items) throws IOException {
        return read(file, users, items, IN_MEMORY);
    }

    static Trajectory read(Path file, int users, int items, long inMemory) throws IOException {
        Reading reading = Files.size(file) <= inMemory ? StoredRows::inMemory : StoredRows::rankings;
        Map<String, Tensor> tensors = Safetensors.read(file, EPOCHS_AND_RECALLS::contains);
        StoredInts rankings = stored(file, RANKINGS, 3);
        StoredInts observed = stored(file, OBSERVED, 2);
        Tensor epochs = tensors.get(EPOCHS);
        Tensor recalls = tensors.get(RECALLS);
        if (epochs == null || epochs.ints() == null || epochs.shape().length != 1) {
            throw unusable(file, "no int32 " + EPOCHS + " of 1 dimensions");
        }
        long[] shape = rankings.shape();
        long[] own = observed.shape();
        if (recalls == null
                || recalls.floats() == null
                || recalls.floats().length != shape[0]
                || epochs.ints().length != shape[0]) {
            throw unusable(file, "epochs and valid_recall50 do not fit rankings");
        }
        if (recalls.firstNotFinite() >= 0) {
            throw unusable(file, "a number of valid_recall50 is not finite");
        }
        if (shape[0] < 1 || shape[1] != users || own[0] != users || !isLength(shape[2]) || !isLength(own[1])) {
            throw new IOException(file + " is not of this data set: it has " + shape[1] + " users, not " + users);
        }
        if (shape[0] > Trajectory.MOST) {
            throw unusable(file, "more than " + Trajectory.MOST + " snapshots");
        }
        int cut = (int) shape[2];
        List<Snapshot> snapshots = new ArrayList<>();
        for (int s = 0; s < shape[0]; s++) {
            Rankings ranking = reading.of(rankings, (long) s * users * cut, users, cut, items);
            snapshots.add(new Snapshot(epochs.ints()[s], recalls.floats()[s], ranking));
        }
        String teacher = Safetensors.metadata(file).getOrDefault("teacher", "");
        if (teacher.isBlank()) {
            throw unusable(file, "its metadata names no teacher");
        }
        return new Trajectory(teacher, snapshots, reading.of(observed, 0, users, (int) own[1], items));
    }

    private interface Reading {
        Rankings of(StoredInts ints, long from, int users, int cut, int items) throws IOException;
    }

    // Of an array of no user at all a row may be said to be of any length.
    private static boolean isLength(long cut) {
        return cut >= 1 && cut < Integer.MAX_VALUE - 8;
    }

    private static StoredInts stored(Path file, String name, int dimensions) throws IOException {
        StoredInts ints = StoredInts.of(file, name);
        if (ints == null || ints.shape().length != dimensions) {
            throw unusable(file, "no int32 " + name + " of " + dimensions + " dimensions");
        }
        return ints;
    }

    private static IOException unusable(Path file, String what) {
        return new IOException(file + " is not a usable trajectory: " + what);
    }
}

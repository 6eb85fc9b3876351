package org.hetcomp.trajectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * A Trajectory as a safetensors file: {@code rankings [V, users, M] int32}, {@code observed [users, N] int32}, {@code
 * epochs [V] int32}, {@code valid_recall50 [V] float32}; the teacher's id in the metadata. Places after a ranking's end
 * hold -1.
 */
public final class TrajectoryFile {
    private TrajectoryFile() {}

    /** Writes a trajectory. */
    public static void write(Path file, Trajectory trajectory) throws IOException {
        int v = trajectory.size();
        int users = trajectory.users();
        int cut = trajectory.converged().cut();
        int[] rankings = new int[Math.multiplyExact(v, Math.multiplyExact(users, cut))];
        int[] epochs = new int[v];
        float[] recalls = new float[v];
        for (int s = 0; s < v; s++) {
            Snapshot snapshot = trajectory.snapshots().get(s);
            System.arraycopy(snapshot.ranking().ids(), 0, rankings, s * users * cut, users * cut);
            epochs[s] = snapshot.epoch();
            recalls[s] = (float) snapshot.validRecall50();
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("rankings", Tensor.of(rankings, v, users, cut));
        tensors.put(
                "observed",
                Tensor.of(
                        trajectory.observed().ids(),
                        users,
                        trajectory.observed().cut()));
        tensors.put("epochs", Tensor.of(epochs, v));
        tensors.put("valid_recall50", Tensor.of(recalls, v));
        Safetensors.write(file, tensors, Map.of("teacher", trajectory.teacher()));
    }

    /**
     * Reads a trajectory and checks that it fits the data set.
     *
     * @param users number of users it must have
     * @param items number of items its ids must lie in
     * @throws IOException if it cannot be read, does not fit, or holds an id that is no item; the message names the file
     */
    public static Trajectory read(Path file, int users, int items) throws IOException {
        Map<String, Tensor> tensors = Safetensors.read(file);
        int[] rankings = ints(file, tensors, "rankings", 3);
        int[] observed = ints(file, tensors, "observed", 2);
        int[] epochs = ints(file, tensors, "epochs", 1);
        Tensor recalls = tensors.get("valid_recall50");
        long[] shape = tensors.get("rankings").shape();
        long[] own = tensors.get("observed").shape();
        if (recalls == null
                || recalls.floats() == null
                || recalls.floats().length != shape[0]
                || epochs.length != shape[0]) {
            throw new IOException(file + " is not a usable trajectory: epochs and valid_recall50 do not fit rankings");
        }
        if (recalls.firstNotFinite() >= 0) {
            throw new IOException(file + " is not a usable trajectory: a number of valid_recall50 is not finite");
        }
        if (shape[0] < 1 || shape[1] != users || shape[2] < 1 || own[0] != users || own[1] < 1) {
            throw new IOException(file + " is not of this data set: it has " + shape[1] + " users, not " + users);
        }
        check(file, rankings, items);
        check(file, observed, items);
        int cut = (int) shape[2];
        List<Snapshot> snapshots = new ArrayList<>();
        for (int s = 0; s < shape[0]; s++) {
            int[] ids = Arrays.copyOfRange(rankings, s * users * cut, (s + 1) * users * cut);
            snapshots.add(new Snapshot(epochs[s], recalls.floats()[s], new Rankings(users, cut, ids)));
        }
        String teacher = Safetensors.metadata(file).getOrDefault("teacher", "");
        if (teacher.isBlank()) {
            throw new IOException(file + " is not a usable trajectory: its metadata names no teacher");
        }
        return new Trajectory(teacher, snapshots, new Rankings(users, (int) own[1], observed));
    }

    private static int[] ints(Path file, Map<String, Tensor> tensors, String name, int dimensions) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.ints() == null || tensor.shape().length != dimensions) {
            throw new IOException(
                    file + " is not a usable trajectory: no int32 " + name + " of " + dimensions + " dimensions");
        }
        return tensor.ints();
    }

    private static void check(Path file, int[] ids, int items) throws IOException {
        for (int id : ids) {
            if (id < Rankings.NONE || id >= items) {
                throw new IOException(file + " is not of this data set: item " + id + " is outside 0.." + (items - 1));
            }
        }
    }
}

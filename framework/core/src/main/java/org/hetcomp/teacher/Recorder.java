package org.hetcomp.teacher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Parameters;
import org.hetcomp.io.Safetensors;

/**
 * Remembers a teacher's parameters along its training. Which epochs will be wanted is known at the end only, so it keeps
 * evenly spaced ones: when it holds too many it lets every second go and from then on takes half as many. Some of the first epochs,
 * which a {@link SnapshotPolicy} may ask for, are kept beside them. All lie in a folder among the temporary files (java.io.tmpdir)
 * until it is closed; memory holds the best ones alone.
 */
final class Recorder implements AutoCloseable {
    private static final int MOST = 16;

    /**
     * An epoch that is remembered.
     *
     * @param value on valid, of the measure by which the best is chosen
     * @param validRecall50 Recall@50 on valid
     */
    record Recording(int epoch, double value, double validRecall50) {}

    private final Path folder;
    private final List<Recording> early = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();
    private int stride = 1;
    private int offered;
    private Recording best;
    private Parameters bestParameters;

    Recorder() {
        try {
            folder = Files.createTempDirectory("hetcomp-teacher-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a teacher's snapshots: " + e.getMessage(), e);
        }
    }

    /** Remembers the parameters if it is their turn or they are the best so far; returns whether they are. */
    boolean offer(Recording recording, Parameters parameters) {
        boolean better = best == null || recording.value > best.value;
        boolean turn = offered++ % stride == 0;
        if (better) {
            if (bestParameters != null) {
                bestParameters.close();
            }
            bestParameters = parameters.copy();
            best = recording;
        }
        if (turn) {
            write(recording, parameters);
            recordings.add(recording);
            if (recordings.size() > MOST) {
                thin();
            }
        }
        return better;
    }

    /** Remembers one of the first epochs, before any is offered: it may be chosen as a snapshot, but is never the best. */
    void offerEarly(Recording recording, Parameters parameters) {
        if (early.size() < MOST) {
            write(recording, parameters);
            early.add(recording);
        }
    }

    private void thin() {
        List<Recording> kept = new ArrayList<>();
        for (int r = 0; r < recordings.size(); r++) {
            if (r % 2 == 0) {
                kept.add(recordings.get(r));
            } else {
                delete(file(recordings.get(r)));
            }
        }
        recordings.clear();
        recordings.addAll(kept);
        stride *= 2;
    }

    /** The best recording. */
    Recording best() {
        return best;
    }

    /** Those that are remembered up to the best one, which is the last of them. */
    List<Recording> way() {
        List<Recording> way = new ArrayList<>(early);
        recordings.stream().filter(r -> r.epoch < best.epoch).forEach(way::add);
        way.add(best);
        return way;
    }

    /** Puts the parameters back to where they were at a recording that is remembered. */
    void restore(Recording recording, Parameters parameters) {
        if (recording.equals(best)) {
            parameters.set(bestParameters);
            return;
        }
        try {
            Safetensors.read(file(recording)).forEach((name, tensor) -> parameters.set(name, tensor.floats()));
        } catch (IOException e) {
            throw new UncheckedIOException("a teacher's snapshot cannot be read back: " + e.getMessage(), e);
        }
    }

    private void write(Recording recording, Parameters parameters) {
        try {
            Safetensors.write(file(recording), parameters.tensors(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("a teacher's snapshot cannot be written: " + e.getMessage(), e);
        }
    }

    private Path file(Recording recording) {
        return folder.resolve("epoch-" + recording.epoch + ".safetensors");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a teacher's snapshot cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** The folder of the recordings. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        if (bestParameters != null) {
            bestParameters.close();
        }
        early.forEach(recording -> delete(file(recording)));
        recordings.forEach(recording -> delete(file(recording)));
        delete(folder);
    }
}

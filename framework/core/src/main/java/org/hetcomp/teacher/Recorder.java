package org.hetcomp.teacher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.ScratchFolder;
import org.hetcomp.io.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers a teacher's parameters along its training, and what it ranked with them. Which epochs will be wanted is known at the end only, so it keeps
 * evenly spaced ones: when it holds too many it lets every second go and from then on takes half as many. Some of the first epochs,
 * which a {@link SnapshotPolicy} may ask for, are kept beside them. All lie in a folder among the temporary files (java.io.tmpdir)
 * until it is closed; memory holds the best ones alone.
 */
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final int MOST = 16;

    // No parameter is named so.
    private static final String RANKING = "recorder.ranking";

    /**
     * An epoch that is remembered.
     *
     * @param value on valid, of the measure by which the best is chosen
     * @param validRecall50 Recall@50 on valid
     */
    record Recording(int epoch, double value, double validRecall50) {}

    private final ScratchFolder folder;
    private final int[] depths;
    private final List<Recording> early = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();
    private int stride = 1;
    private int offered;
    private Recording best;
    private Parameters bestParameters;
    private Rankings bestRanking;

    /**
     * One that remembers nothing so far.
     *
     * @param depths {@code [users]} how deep the rankings are that are kept; null where none are
     */
    Recorder(int[] depths) {
        this.depths = depths;
        try {
            folder = ScratchFolder.make("teacher");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a teacher's snapshots: " + e.getMessage(), e);
        }
    }

    /**
     * Warns if what may be remembered has no room.
     *
     * @param who is taught, for the message
     * @param looks how many epochs are looked at
     * @param parameters how many values are remembered of one
     * @param others bytes that lie among the temporary files beside them
     */
    void expect(String who, int looks, long parameters, long others) {
        long ranked = keepsRankings() ? IntStream.of(depths).asLongStream().sum() : 0;
        // For an instant there is one more than is kept, and some of the first epochs beside.
        long bytes = Math.min(looks, 2L * MOST + 1) * 4 * (parameters + ranked) + others;
        try {
            long room = folder.room();
            if (bytes > room) {
                LOG.warn(
                        "{} may write {} MB to {}, where there are {}: HETCOMP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER"
                                + " names another place",
                        who,
                        (bytes >> 20) + 1,
                        folder.path().getParent(),
                        room >> 20);
            }
        } catch (IOException e) {
            LOG.debug("nobody knows how much room there is: {}", e.getMessage());
        }
    }

    /** Whether rankings are kept. */
    boolean keepsRankings() {
        return depths != null;
    }

    /**
     * Remembers the parameters if it is their turn or they are the best so far; returns whether they are.
     *
     * @param ranking what was ranked with them, as deep as rankings are kept; not looked at where none are
     */
    boolean offer(Recording recording, Parameters parameters, Rankings ranking) {
        boolean better = best == null || recording.value > best.value;
        boolean turn = offered++ % stride == 0;
        if (better) {
            if (bestParameters != null) {
                bestParameters.close();
            }
            bestParameters = parameters.copy();
            best = recording;
            bestRanking = keepsRankings() ? ranking : null;
        }
        if (turn) {
            write(recording, parameters, ranking);
            recordings.add(recording);
            if (recordings.size() > MOST) {
                thin();
            }
        }
        return better;
    }

    /** Remembers one of the first epochs, before any is offered: it may be chosen as a snapshot, but is never the best. */
    void offerEarly(Recording recording, Parameters parameters, Rankings ranking) {
        if (early.size() < MOST) {
            write(recording, parameters, ranking);
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

    /** Its Recall@50 on valid; NaN before there is one. */
    double bestRecall() {
        return best == null ? Double.NaN : best.validRecall50;
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
        read(recording, name -> !name.equals(RANKING)).forEach((name, tensor) -> parameters.set(name, tensor.floats()));
    }

    /** What was ranked at a recording that is remembered; null where rankings are not kept. */
    Rankings ranking(Recording recording) {
        if (!keepsRankings() || recording.equals(best)) {
            return bestRanking;
        }
        Rankings ranking = Rankings.empty(depths);
        int[] ids = read(recording, RANKING::equals).get(RANKING).ints();
        System.arraycopy(ids, 0, ranking.ids(), 0, ids.length);
        return ranking;
    }

    private Map<String, Tensor> read(Recording recording, Predicate<String> wanted) {
        try {
            return Safetensors.read(file(recording), wanted);
        } catch (IOException e) {
            throw new UncheckedIOException("a teacher's snapshot cannot be read back: " + e.getMessage(), e);
        }
    }

    private void write(Recording recording, Parameters parameters, Rankings ranking) {
        Map<String, Tensor> tensors = new LinkedHashMap<>(parameters.tensors());
        if (keepsRankings()) {
            tensors.put(RANKING, Tensor.of(ranking.ids(), ranking.ids().length));
        }
        try {
            Safetensors.write(file(recording), tensors, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    "a teacher's snapshot cannot be written to " + folder.path() + " (java.io.tmpdir): "
                            + e.getMessage(),
                    e));
        }
    }

    private Path file(Recording recording) {
        return folder.path().resolve("epoch-" + recording.epoch + ".safetensors");
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
        return folder.path();
    }

    @Override
    public void close() {
        if (bestParameters != null) {
            bestParameters.close();
        }
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a teacher's snapshots cannot be deleted: " + e.getMessage(), e);
        }
    }
}

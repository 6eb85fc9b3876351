package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerState;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a distiller was, on disk. It says what it is of and how far {@code metrics.jsonl} went, and bears a hash of all: one that
 * is damaged is told and given up, one of another run is refused, so that neither leads to another student.
 */
final class Checkpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String OF = "of";
    private static final String METRICS = "metrics";

    private final Path file;
    private final String identity;
    private final MetricsFile metrics;

    /**
     * One that may be there.
     *
     * @param identity of all that decides the student
     * @param metrics what its evaluations are told in; null if they are not
     */
    Checkpoint(Path file, String identity, MetricsFile metrics) {
        this.file = file;
        this.identity = identity;
        this.metrics = metrics;
    }

    /**
     * What decides a student: the run, what its teachers have learned, for one that was trained again may have learned
     * something else, and which student of the run it is.
     */
    static String identity(RunRecord run, TeacherSet teachers, String which) {
        List<String> parts = new ArrayList<>(List.of(run.fingerprint(), which));
        for (Card card : teachers.cards()) {
            parts.add(card.id() + " " + card.files().get(ModelFolder.TRAJECTORY));
        }
        return Hashes.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Puts a fresh distiller where it was.
     *
     * @return epochs that are done; 0 if there is nothing to go on with
     * @throws DataException if it is of another run
     */
    int restore(Distiller distiller) throws IOException {
        if (!Files.exists(file)) {
            forget();
            return 0;
        }
        DistillerState state;
        try {
            state = DistillerState.read(file);
        } catch (IOException e) {
            return anew(e.getMessage());
        }
        if (!identity.equals(state.values().get(OF))) {
            throw unusable("it is of another run, or of other teachers than there are now", null);
        }
        String mark = state.values().get(METRICS);
        if (metrics != null && !metrics.begins(mark)) {
            return anew(MetricsFile.FILE + " is not what it was then");
        }
        try {
            distiller.restore(state);
        } catch (IllegalArgumentException e) {
            throw unusable(e.getMessage(), e);
        }
        if (metrics != null) {
            metrics.cutTo(mark);
        }
        int epoch = Integer.parseInt(state.values().get("epoch"));
        LOG.info("going on after epoch {}", epoch);
        return epoch;
    }

    /** What is damaged is given up: the student that is trained anew is the one that it would have been. */
    private int anew(String why) throws IOException {
        LOG.warn("the checkpoint cannot be used, {}: the student is trained from the beginning", why);
        Files.delete(file);
        forget();
        return 0;
    }

    private void forget() throws IOException {
        if (metrics != null) {
            metrics.delete();
        }
    }

    private DataException unusable(String why, Exception cause) {
        return new DataException(
                "the checkpoint cannot be used, " + why, file.toString(), "delete it to begin the student anew", cause);
    }

    /** Keeps where a distiller is, at the end of an epoch. */
    void save(Distiller distiller) throws IOException {
        Map<String, String> about =
                metrics == null ? Map.of(OF, identity) : Map.of(OF, identity, METRICS, metrics.mark());
        distiller.state().with(about).write(file);
    }
}

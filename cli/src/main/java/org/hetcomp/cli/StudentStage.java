package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerListener;
import org.hetcomp.distill.DistillerState;
import org.hetcomp.distill.Outcome;
import org.hetcomp.distill.Progress;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distils the student, keeps a checkpoint on the way, and writes it down. */
final class StudentStage {
    private static final Logger LOG = LoggerFactory.getLogger(StudentStage.class);
    private static final long CHECKPOINT_EVERY = 15_000_000_000L;

    private final Call call;
    private final Backend backend;
    private final Dataset data;
    private final Settings settings;
    private final RunFolder run;

    StudentStage(Call call, Backend backend, Dataset data, Settings settings, RunFolder run) {
        this.call = call;
        this.backend = backend;
        this.data = data;
        this.settings = settings;
        this.run = run;
    }

    /** The student's card once it is written, and how it went. */
    record Distilled(Card card, Outcome outcome) {}

    /**
     * Trains it to the end, from the checkpoint on if there is one.
     *
     * @param teachers ids and trajectories; none for a student by itself
     * @return null if the user has asked to stop; the checkpoint is saved then
     */
    Distilled distill(List<Trajectory> teachers) throws IOException {
        try (Distiller distiller = new Distiller(backend, data.split(), teachers, settings.distiller())) {
            int done = restore(distiller);
            run.forgetMetricsAfter(done);
            Outcome outcome = distiller.run(new Listener(distiller, teachers, done));
            if (outcome.stopped()) {
                return null;
            }
            Card.Made made = Cards.made(backend, settings.seed());
            Card card = Cards.student(outcome, data, settings, distiller.student().parameters().size(), made);
            ModelWriter.student(run.student(), card, distiller.student(), data);
            return new Distilled(ModelFolder.open(run.student()).card(), outcome);
        }
    }

    private int restore(Distiller distiller) {
        if (!Files.exists(run.checkpoint())) {
            return 0;
        }
        try {
            DistillerState state = DistillerState.read(run.checkpoint());
            distiller.restore(state);
            int epoch = Integer.parseInt(state.values().get("epoch"));
            LOG.info("going on after epoch {}", epoch);
            return epoch;
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(
                    "the checkpoint cannot be used, " + e.getMessage(),
                    run.checkpoint().toString(),
                    "delete it to begin the student anew",
                    e);
        }
    }

    private final class Listener implements DistillerListener {
        private final Distiller distiller;
        private final List<Trajectory> teachers;
        private final int restored;
        private final long begin = System.nanoTime();
        private long saved = begin;
        private String last = "";

        Listener(Distiller distiller, List<Trajectory> teachers, int restored) {
            this.distiller = distiller;
            this.teachers = teachers;
            this.restored = restored;
        }

        @Override
        public void evaluated(Progress progress) {
            last = String.format(Locale.ROOT, ", Recall@50 %.4f", progress.valid().r50());
            JsonObject selected = new JsonObject();
            for (int x = 0; x < progress.selected().length; x++) {
                selected.addProperty(teachers.get(x).teacher(), progress.selected()[x]);
            }
            JsonObject line = new JsonObject();
            line.addProperty("epoch", progress.epoch());
            line.addProperty("phase", progress.phase());
            line.addProperty("loss", progress.loss());
            line.add("valid", Json.GSON.toJsonTree(progress.valid()));
            line.addProperty("best", progress.best());
            line.add("selected", selected);
            line.add("seconds", Json.GSON.toJsonTree(progress.seconds()));
            try {
                run.metrics(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LOG.info("{}", String.format(
                    Locale.ROOT,
                    "student, epoch %d/%d, %s: loss %.4f, valid Recall@50 %.4f%s%s",
                    progress.epoch(),
                    settings.epochs(),
                    progress.phase(),
                    progress.loss(),
                    progress.valid().r50(),
                    progress.best() ? " (best)" : "",
                    snapshots(progress.selected())));
        }

        private String snapshots(double[] selected) {
            StringBuilder text = new StringBuilder(selected.length == 0 ? "" : ", snapshots");
            for (double mean : selected) {
                text.append(String.format(Locale.ROOT, " %.1f", mean));
            }
            return text.toString();
        }

        @Override
        public boolean stop(int epoch) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            call.console().status().show("student, epoch " + epoch + "/" + settings.epochs() + last + ", "
                    + Durations.text(seconds)
                    + Durations.left(epoch - restored, settings.epochs() - restored, seconds));
            // Saved here, not after the run: that one ends with the best student in place of the last.
            boolean stop = call.interrupted().getAsBoolean();
            if (stop || System.nanoTime() - saved > CHECKPOINT_EVERY) {
                try {
                    distiller.state().write(run.checkpoint());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                saved = System.nanoTime();
            }
            return stop;
        }
    }
}

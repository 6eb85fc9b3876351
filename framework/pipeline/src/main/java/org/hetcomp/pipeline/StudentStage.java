package org.hetcomp.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerListener;
import org.hetcomp.distill.DistillerState;
import org.hetcomp.distill.Outcome;
import org.hetcomp.eval.Assessment;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distils the student, keeps a checkpoint on the way, and writes it down. */
final class StudentStage {
    private static final Logger LOG = LoggerFactory.getLogger(StudentStage.class);
    private static final long CHECKPOINT_EVERY = 15_000_000_000L;

    private final Run run;
    private final RunSpec spec;
    private final List<Trajectory> teachers;

    /**
     * A stage of a run.
     *
     * @param teachers trajectories; none for a student by itself
     */
    StudentStage(Run run, RunSpec spec, List<Trajectory> teachers) {
        this.run = run;
        this.spec = spec;
        this.teachers = teachers;
    }

    /** The student's card once it is written, and how it went. */
    record Distilled(Card card, Outcome outcome, Assessment more) {}

    /**
     * Trains it to the end, from the checkpoint on if there is one.
     *
     * @throws StoppedException if asked to stop; the checkpoint is saved then
     */
    Distilled distill() throws IOException {
        try (Distiller distiller = new Distiller(run.backend(), run.data().split(), teachers, spec.distiller())) {
            int done = restore(distiller);
            run.folder().metrics().cutAfter(done);
            Outcome outcome = distiller.run(new Listener(distiller, done));
            if (outcome.stopped()) {
                throw new StoppedException();
            }
            Provenance made = Provenance.of(run.backend(), spec.seed());
            Card card = Cards.student(outcome, distiller.student(), run.data(), spec, made);
            Path folder = RunFolder.student(run.folder().folder());
            ModelWriter.student(folder, card, distiller.student(), run.data());
            Assessor assessor = new Assessor(
                    run.backend(), run.data().split(), spec.judging().measures());
            return new Distilled(ModelFolder.open(folder).card(), outcome, assessor.assess(distiller.student()));
        }
    }

    private int restore(Distiller distiller) {
        Path checkpoint = run.folder().checkpoint();
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        try {
            DistillerState state = DistillerState.read(checkpoint);
            distiller.restore(state);
            int epoch = Integer.parseInt(state.values().get("epoch"));
            LOG.info("going on after epoch {}", epoch);
            return epoch;
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(
                    "the checkpoint cannot be used, " + e.getMessage(),
                    checkpoint.toString(),
                    "delete it to begin the student anew",
                    e);
        }
    }

    private final class Listener implements DistillerListener {
        private final Distiller distiller;
        private final int restored;
        private final long begin = System.nanoTime();
        private long saved = begin;
        private double recall50 = Double.NaN;

        Listener(Distiller distiller, int restored) {
            this.distiller = distiller;
            this.restored = restored;
        }

        @Override
        public void evaluated(org.hetcomp.distill.Progress progress) {
            recall50 = progress.valid().r50();
            try {
                run.folder()
                        .metrics()
                        .append(Evaluation.of(
                                progress,
                                teachers.stream().map(Trajectory::teacher).toList()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "student %d/%d %s: loss %.3f, valid Recall@50 %.4f%s%s",
                            progress.epoch(),
                            spec.epochs(),
                            progress.phase(),
                            progress.loss(),
                            progress.valid().r50(),
                            progress.best() ? " best" : "",
                            snapshots(progress.selected())));
        }

        /** Where the curriculum stands, mean over teachers: a line of the log has 80 columns. */
        private String snapshots(double[] selected) {
            return selected.length == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            ", lesson %.1f",
                            Arrays.stream(selected).average().orElse(0));
        }

        @Override
        public boolean stop(int epoch) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            run.events().progress(new Progress("student", epoch, spec.epochs(), recall50, seconds, restored));
            // Saved here, not after the run: that one ends with the best student in place of the last.
            boolean stop = run.events().stopRequested();
            if (stop || System.nanoTime() - saved > CHECKPOINT_EVERY) {
                try {
                    distiller.state().write(run.folder().checkpoint());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                saved = System.nanoTime();
            }
            return stop;
        }
    }
}

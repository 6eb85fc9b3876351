package org.hetcomp.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.Outcome;
import org.hetcomp.eval.Assessment;
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

    private final Run run;
    private final RunSpec spec;
    private final Lessons lessons;
    private final PhaseWatch watch;
    private final String identity;
    private final Predecessor before;
    private boolean told;

    /**
     * A stage of a run.
     *
     * @param watch hears how training goes, and says what a person would want to know of it
     * @param identity of all that decides the student: a checkpoint of another one is none of it
     * @param before the run that it starts from; null for from nothing
     */
    StudentStage(Run run, RunSpec spec, Lessons lessons, PhaseWatch watch, String identity, Predecessor before) {
        this.before = before;
        this.run = run;
        this.spec = spec;
        this.lessons = lessons;
        this.watch = watch;
        this.identity = identity;
    }

    /**
     * The student's card once it is written, and how it went.
     *
     * @param warnings what was said of it
     * @param kept how its dimension was found; null if it was given
     */
    record Distilled(
            Card card, Outcome outcome, Assessment more, Encoders.Fitted encoder, List<String> warnings, Kept kept) {}

    /**
     * Trains it to the end, from the checkpoint on if there is one.
     *
     * @param isForUse whether it answers users that it never saw too, which takes a fit; not where it is only measured
     * @throws StoppedException if asked to stop; the checkpoint is saved then
     */
    Distilled distill(boolean isForUse) throws IOException {
        watch.begin(lessons.teachers());
        try (Distiller distiller =
                new Distiller(run.backend(), run.data().split(), lessons.teachers(), lessons.options(spec))) {
            if (before != null) {
                before.start(distiller, run);
            }
            Checkpoint checkpoint = new Checkpoint(
                    run.folder().checkpoint(), identity, run.folder().metrics());
            StudentTraining training = new StudentTraining(run, distiller, "student", spec.epochs(), checkpoint);
            Outcome outcome = training.run(this::evaluated);
            Provenance made = Provenance.of(run.backend(), spec.seed());
            Card card = Cards.student(outcome, distiller.student(), run.data(), spec, made);
            Path folder = RunFolder.student(run.folder().folder());
            Encoders.Fitted encoder = Encoders.fit(
                    distiller.student(), run.data().split().train(), isForUse ? spec.encoderKind() : EncoderKind.NONE);
            ModelWriter.student(
                    folder,
                    card,
                    distiller.student(),
                    run.data(),
                    spec.teacherSpec().seen(run.data()),
                    encoder.encoder());
            Assessor assessor = new Assessor(
                    run.backend(), run.data().split(), spec.judging().measures());
            Card written = ModelFolder.open(folder).card();
            return new Distilled(
                    written, outcome, assessor.assess(distiller.student()), encoder, watch.ended(written), null);
        }
    }

    private void evaluated(org.hetcomp.distill.Progress progress) {
        if (progress.sample() != null && !told) {
            LOG.info(progress.sample().text(spec.judging().validateBy().title()));
            told = true;
        }
        watch.heard(progress);
        try {
            run.folder()
                    .metrics()
                    .append(Evaluation.of(
                            progress,
                            lessons.teachers().stream().map(Trajectory::teacher).toList()));
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
    private static String snapshots(double[] selected) {
        return selected.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", lesson %.1f",
                        Arrays.stream(selected).average().orElse(0));
    }
}

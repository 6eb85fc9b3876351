package org.hetcomp.pipeline;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.backend.Parameters;
import org.hetcomp.distill.Outcome;
import org.hetcomp.distill.Progress;
import org.hetcomp.distill.Student;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Scorer;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the smallest student that keeps a share of the ensemble. Each one that is tried is a run of {@code distill} in a folder of
 * its own, {@code dim-N}; those that are finished are not trained again. The one that is taken becomes the run's.
 */
final class KeepStage {
    private static final Logger LOG = LoggerFactory.getLogger(KeepStage.class);

    private final Run run;
    private final RunSpec whole;
    private final Teachers teachers;
    private final Assessor assessor;
    private final Measured measured;

    /**
     * A stage of a run.
     *
     * @param teachers of the run, those that it trained among them
     * @param measured what is known of them
     */
    KeepStage(Run run, RunSpec whole, Teachers teachers, Assessor assessor, Measured measured) {
        this.run = run;
        this.whole = whole;
        this.teachers = teachers;
        this.assessor = assessor;
        this.measured = measured;
    }

    /** What is asked for of a run, of that dimension. */
    static RunSpec of(RunSpec whole, int dim) {
        return whole.withKeep(null).withDim(dim);
    }

    /**
     * Tries dimensions.
     *
     * @param ensemble what the ensemble has on valid of the measure that decides
     */
    Kept find(double ensemble) throws IOException {
        Measure by = whole.judging().validateBy();
        double share = whole.keep();
        List<Kept.Tried> tried = new ArrayList<>();
        KeepSearch.run(dim -> {
            Kept.Tried one = tried(dim, ensemble, by);
            tried.add(one);
            boolean isEnough = one.share() >= share;
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "dimension %d: valid %s %.4f, %.4f of the ensemble's %.4f, %s",
                            dim,
                            by.title(),
                            one.valid(),
                            one.share(),
                            ensemble,
                            isEnough ? "enough" : "not enough"));
            return isEnough;
        });
        Kept kept = Kept.of(share, by.title(), ensemble, tried);
        Shortfalls.tell(kept.warnings());
        return kept;
    }

    private Kept.Tried tried(int dim, double ensemble, Measure by) throws IOException {
        Path part = part(dim);
        if (!RunRecord.isIn(part) || !RunRecord.read(part).isComplete()) {
            distil(dim, part);
        }
        RunRecord record = RunRecord.read(part);
        double valid;
        try (NDManager scope = run.backend().manager().newSubManager()) {
            valid = assessor.valid(ModelFolder.open(RunFolder.student(part)).scorer(run.backend(), scope), by);
        }
        int epochs = record.result(DistillAnswer.class, part).epochs();
        return new Kept.Tried(
                dim,
                valid,
                valid / ensemble,
                epochs,
                record.seconds(),
                part.getFileName().toString());
    }

    private Path part(int dim) {
        return run.folder().part("dim-" + dim);
    }

    private void distil(int dim, Path part) throws IOException {
        List<TeacherSource> sources = new ArrayList<>();
        if (!teachers.families().isEmpty()) {
            sources.add(TeacherSource.folder(run.folder().teachers()));
        }
        sources.addAll(teachers.sources());
        Teachers atHand = new Teachers(List.of(), sources);
        RunSpec trial = CompareSpec.student(
                        of(whole, dim), whole.method(), whole.epochs(), atHand.words(), whole.seed())
                .withRefit(false);
        new Distillation(run.data())
                .spec(trial, atHand)
                .into(RunFolder.of(part, "keep"))
                .measured(measured)
                .listen(run.events())
                .run(run.backend())
                .close();
    }

    /**
     * Makes the student that was found the run's own, and has it answer users that it never saw.
     *
     * @param known what was said already
     */
    StudentStage.Distilled take(Kept kept, List<String> known) throws IOException {
        Path part = part(kept.dim());
        ModelFolder student = ModelFolder.open(RunFolder.student(part));
        Card card = student.card();
        DistillAnswer answer = RunRecord.read(part).result(DistillAnswer.class, part);
        Path folder = RunFolder.student(run.folder().folder());
        try (NDManager scope = run.backend().manager().newSubManager()) {
            Scorer scorer = student.scorer(run.backend(), scope);
            Encoders.Fitted encoder = Encoders.fit(
                    Parameters.floats(scorer.arrays().get(Student.USER)),
                    Parameters.floats(scorer.arrays().get(Student.ITEM)),
                    kept.dim(),
                    run.data().split().train(),
                    whole.encoderKind());
            ModelWriter.student(
                    folder, card, scorer, run.data(), whole.teacherSpec().seen(run.data()), encoder.encoder());
            run.folder().metrics().copy(new MetricsFile(part));
            DistillAnswer.Seconds spent = answer.seconds();
            Outcome outcome = new Outcome(
                    answer.epochs(),
                    answer.bestEpoch(),
                    false,
                    card.valid(),
                    card.test(),
                    new Progress.Seconds(spent.curriculum(), spent.distill(), spent.evaluate()));
            return new StudentStage.Distilled(
                    ModelFolder.open(folder).card(),
                    outcome,
                    assessor.assess(scorer),
                    encoder,
                    warnings(kept, answer.warnings(), known),
                    kept);
        }
    }

    private static List<String> warnings(Kept kept, List<String> said, List<String> known) {
        List<String> all = new ArrayList<>(said == null ? List.of() : said);
        all.removeAll(known);
        all.addAll(kept.warnings());
        return all;
    }
}

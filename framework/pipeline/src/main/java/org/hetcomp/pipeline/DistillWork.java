package org.hetcomp.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Popularity;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.trajectory.Trajectory;

/** What a {@link Distillation} does once its folder is there: teachers, then the student, then what is told of them. */
final class DistillWork {
    private final Run run;
    private final RunSpec whole;
    private final Teachers teachers;
    private final Measured measured;

    /**
     * The work of a run.
     *
     * @param teachers families that it trains, and those that were made before
     * @param measured what the run that this one is part of measured before; null if it is part of none
     */
    DistillWork(Run run, RunSpec whole, Teachers teachers, Measured measured) {
        this.run = run;
        this.whole = whole;
        this.teachers = teachers;
        this.measured = measured;
    }

    /**
     * Does it.
     *
     * @param given teachers that were made before
     * @param before the run that this one starts from; null for from nothing
     */
    DistillResult run(List<ModelFolder> given, Predecessor before) throws IOException {
        long begin = System.nanoTime();
        if (measured == null && whole.noSeen() == null) {
            DivisionFile.write(run.folder().part(DivisionFile.FILE), run.data().split());
        }
        List<ModelFolder> all =
                new ArrayList<>(new TeacherStage(run, whole.teacherSpec(), teachers.families(), before).train());
        int own = all.size();
        all.addAll(given);
        TeacherSet set = TeacherSet.of(TeacherSet.distinct(all));
        Assessor assessor =
                new Assessor(run.backend(), run.data().split(), whole.judging().measures());
        Weights chosen = weights(set);
        EnsembleOptions ensemble = Weights.into(chosen, whole.distiller().ensemble(), set);
        DistillAnswer.Beside beside =
                assessor.beside(set, chosen, ensemble, measured == null ? null : measured.baselines());
        double seconds = own == 0
                ? (System.nanoTime() - begin) / 1e9
                : set.cards().stream().limit(own).mapToDouble(Card::seconds).sum();
        StudentStage.Distilled distilled = whole.keep() == null
                ? new StudentStage(
                                run,
                                whole,
                                new Lessons(taught(set), ensemble),
                                new PhaseWatch(whole, beside.baselines().get(Popularity.ID), assessor.chance()),
                                Checkpoint.identity(
                                        run.folder().record(),
                                        set,
                                        "student by " + ensemble + " in "
                                                + whole.distiller().training()),
                                before)
                        .distill(measured == null)
                : smallest(set, ensemble, beside, assessor);
        beside = beside.warned(distilled.warnings());
        RunSpec found = distilled.kept() == null
                ? whole
                : KeepStage.of(whole, distilled.kept().dim());
        DistillAnswer.Refit refit =
                whole.isRefit() ? new RefitStage(run, found, ensemble, before).refit(set, distilled) : null;
        ModelFolder student = ModelFolder.open(RunFolder.inUse(run.folder().folder()));
        try (Unfinished made = new Unfinished()) {
            Recommender recommender =
                    made.hold(Recommender.of(new Models(List.of(student), false), run.data(), run.backend()));
            DistillAnswer answer = DistillAnswer.of(
                    run, beside, distilled, seconds(distilled, seconds), Example.of(run.data(), recommender), refit);
            run.folder().complete(answer);
            made.finished();
            return new DistillResult(answer, set.cards(), distilled.card(), recommender);
        }
    }

    /** Of the students that keep a share of the ensemble. */
    private StudentStage.Distilled smallest(
            TeacherSet set, EnsembleOptions ensemble, DistillAnswer.Beside beside, Assessor assessor)
            throws IOException {
        Measured known = new Measured(beside.baselines(), beside.weights());
        KeepStage stage = new KeepStage(run, whole, teachers, assessor, known);
        double worth = assessor.valid(set, ensemble, whole.judging().validateBy());
        if (!(worth > 0)) {
            throw new DataException("the ensemble finds nothing of valid", "--keep", "take other teachers");
        }
        return stage.take(stage.find(worth), beside.warnings());
    }

    private Weights weights(TeacherSet set) {
        boolean isKnown = measured != null && measured.weights() != null && !Weights.isLambdaSet(whole);
        return isKnown ? measured.weights() : Weights.choose(set, run.data().split(), whole);
    }

    private List<Trajectory> taught(TeacherSet set) {
        return whole.method().isTaught()
                ? ObservedByPopularity.complete(
                        set.trajectories(), run.data().split().train())
                : List.of();
    }

    private DistillAnswer.Seconds seconds(StudentStage.Distilled distilled, double teaching) {
        var spent = distilled.outcome().seconds();
        return new DistillAnswer.Seconds(
                teaching,
                spent.curriculum(),
                spent.distill(),
                spent.evaluate(),
                run.folder().seconds());
    }
}

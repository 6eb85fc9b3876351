package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.teacher.DivergedException;

/** Trials of a search: each a run of {@code distill} or {@code teachers} in a folder of its own, found again if finished. */
final class TuneTrials {
    private final Run run;
    private final TuneSpec spec;
    private final Teachers teachers;
    private final BooleanSupplier isLate;
    private Measured measured;

    /**
     * Trials of a run.
     *
     * @param isLate whether time is up
     */
    TuneTrials(Run run, TuneSpec spec, Teachers teachers, BooleanSupplier isLate) {
        this.run = run;
        this.spec = spec;
        this.teachers = teachers;
        this.isLate = isLate;
    }

    /** Trains the teachers that all students have in common. Whether time is left. */
    boolean prepare() throws IOException {
        if (spec.isOfStudent() && spec.common().method().isTaught()) {
            try {
                Run watched = new Run(run.backend(), run.data(), run.folder(), new Watch("teachers"));
                new TeacherStage(watched, spec.common().teacherSpec(), teachers.families(), null).train();
            } catch (StoppedException e) {
                requireLate(e);
                return false;
            }
        }
        return true;
    }

    /**
     * Tries settings.
     *
     * @param epochs the most it is given
     * @return null if time was up
     * @throws StoppedException if the search is to stop
     */
    TuneAnswer.Round run(Candidate candidate, int epochs, String phase) throws IOException {
        Path part = run.folder().part("trial-" + candidate.number() + "-" + epochs);
        if (RunRecord.isIn(part) && RunRecord.read(part).isComplete()) {
            return result(part, epochs);
        }
        if (isLate.getAsBoolean()) {
            return null;
        }
        try {
            if (spec.isOfStudent()) {
                student(candidate.settings(), epochs, part, new Watch(phase));
            } else {
                teacher(candidate.settings(), epochs, part, new Watch(phase));
            }
            return result(part, epochs);
        } catch (StoppedException e) {
            requireLate(e);
            AtomicFolder.delete(part);
            return null;
        } catch (DivergedException | ArithmeticException e) {
            AtomicFolder.delete(part);
            return new TuneAnswer.Round(epochs, null, 0, 0);
        }
    }

    private void requireLate(StoppedException e) {
        if (run.events().stopRequested() || !isLate.getAsBoolean()) {
            throw e;
        }
    }

    private void student(Map<String, Double> settings, int epochs, Path part, Events watch) throws IOException {
        RunSpec common = spec.common();
        List<TeacherSource> sources = new ArrayList<>();
        if (!teachers.families().isEmpty()) {
            sources.add(TeacherSource.folder(run.folder().teachers()));
        }
        sources.addAll(teachers.sources());
        Teachers atHand = new Teachers(List.of(), sources);
        RunSpec trial = CompareSpec.student(common, common.method(), epochs, atHand.words(), common.seed())
                .withSteps(settings.get(TuneSpec.LR), settings.get(TuneSpec.DECAY))
                .withSettings(spec.set(settings))
                .withJudging(judging())
                .withSeen(false);
        if (measured == null) {
            measured = new Measured(
                    new Assessor(
                                    run.backend(),
                                    run.data().split(),
                                    trial.judging().measures())
                            .baselines(),
                    Weights.choose(teacherSet(atHand), run.data().split(), trial));
        }
        new Distillation(run.data())
                .spec(trial, atHand)
                .into(RunFolder.of(part, "tune"))
                .measured(measured)
                .listen(watch)
                .run(run.backend())
                .close();
    }

    private TeacherSet teacherSet(Teachers atHand) {
        return TeacherSet.of(TeacherSet.distinct(atHand.open(run.data())));
    }

    private void teacher(Map<String, Double> settings, int epochs, Path part, Events watch) throws IOException {
        new TeacherTraining(run.data())
                .families(Teachers.train(spec.of()))
                .epochs(epochs)
                .steps(Map.of(spec.of(), settings.get(TuneSpec.LR)), Map.of(spec.of(), settings.get(TuneSpec.DECAY)))
                .seed(spec.common().seed())
                .withoutSeen()
                .judging(judging())
                .into(RunFolder.of(part, "tune"))
                .listen(watch)
                .run(run.backend());
        // What it came to is in its run.json; a teacher's files are large, and there are many.
        AtomicFolder.delete(part.resolve("teachers"));
    }

    private TuneAnswer.Round result(Path part, int epochs) {
        RunRecord record = RunRecord.read(part);
        if (spec.isOfStudent()) {
            return round(
                    epochs, record.result(DistillAnswer.class, part).student().worth(), record);
        }
        TeachersAnswer answer = record.result(TeachersAnswer.class, part);
        return round(epochs, answer.teachers().get(spec.of()).worth(), record);
    }

    private TuneAnswer.Round round(int epochs, Worth worth, RunRecord record) {
        Measure by = spec.common().judging().validateBy();
        double score = Measure.FOUR.contains(by)
                ? by.of(worth.valid())
                : worth.more().valid().get(by.word());
        return new TuneAnswer.Round(epochs, worth.valid(), score, record.seconds());
    }

    /** Measures what decides, too. */
    private Judging judging() {
        Judging judging = spec.common().judging();
        List<Measure> measures = new ArrayList<>(judging.measures());
        measures.add(judging.validateBy());
        return new Judging(measures, judging.validateBy(), judging.evalUsers());
    }

    /** A trial as the search's watcher sees it. */
    private final class Watch implements Events {
        private final String phase;

        Watch(String phase) {
            this.phase = phase;
        }

        @Override
        public void progress(Progress progress) {
            run.events()
                    .progress(new Progress(
                            phase,
                            progress.epoch(),
                            progress.epochs(),
                            progress.recall50(),
                            progress.seconds(),
                            progress.restored()));
        }

        @Override
        public boolean stopRequested() {
            return run.events().stopRequested() || isLate.getAsBoolean();
        }
    }
}

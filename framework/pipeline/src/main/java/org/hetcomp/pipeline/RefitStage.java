package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Outcome;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains teachers and student once more, on train, valid and test together, each for as many epochs as were found best, or where
 * its step size falls for all of them: the models to use, where those before are the ones to measure. They lie in a
 * folder of their own within the run's.
 */
final class RefitStage {
    private static final Logger LOG = LoggerFactory.getLogger(RefitStage.class);

    private final Run run;
    private final RunSpec spec;
    private final EnsembleOptions ensemble;
    private final Path folder;
    private final Predecessor predecessor;

    /**
     * The stage of a run.
     *
     * @param ensemble how the teachers are one, as it was chosen before valid was learned from
     * @param predecessor the run that it starts from; null for from nothing
     */
    RefitStage(Run measured, RunSpec spec, EnsembleOptions ensemble, Predecessor predecessor) {
        this.ensemble = ensemble;
        this.predecessor = predecessor;
        Dataset whole = measured.data().whole();
        this.run = new Run(measured.backend(), whole, measured.folder(), measured.events());
        this.spec = spec;
        this.folder = RunFolder.refit(measured.folder().folder());
    }

    /**
     * Trains them.
     *
     * @param set the teachers that were measured
     * @param before the student that was measured
     * @throws StoppedException if asked to stop; teachers that were finished and the checkpoint are saved then
     */
    DistillAnswer.Refit refit(TeacherSet set, StudentStage.Distilled before) throws IOException {
        long begin = System.nanoTime();
        LOG.info(
                "once more on train, valid and test: {} pairs",
                run.data().split().train().size());
        List<Trajectory> taught = List.of();
        int again = 0;
        if (spec.method().isTaught()) {
            taught = new RefitTeachers(run, folder.resolve("teachers"), spec, predecessor).refit(set);
            again = RefitTeachers.count(set);
        }
        // Where the step size falls, its end is what counts.
        boolean falls = spec.distiller().training().isFalling();
        int epochs = falls ? spec.epochs() : before.outcome().bestEpoch();
        Outcome outcome = student(
                ObservedByPopularity.complete(taught, run.data().split().train()),
                epochs,
                before,
                Checkpoint.identity(
                        run.folder().record(),
                        set,
                        "again by " + ensemble + " in "
                                + spec.withEpochs(epochs).distiller().training()));
        return new DistillAnswer.Refit(
                outcome.epochs(),
                again,
                (System.nanoTime() - begin) / 1e9,
                RunFolder.student(folder).toString());
    }

    private Outcome student(List<Trajectory> taught, int epochs, StudentStage.Distilled before, String identity)
            throws IOException {
        RunSpec exactly = spec.withEpochs(epochs);
        try (Distiller distiller = new Distiller(
                run.backend(), run.data().split(), taught, new Lessons(taught, ensemble).options(exactly))) {
            if (predecessor != null) {
                predecessor.start(distiller, run);
            }
            Outcome outcome = new StudentTraining(
                            run,
                            distiller,
                            "student again",
                            epochs,
                            new Checkpoint(run.folder().refitCheckpoint(), identity, null))
                    .run(none -> {});
            Provenance made = Provenance.of(run.backend(), spec.seed());
            ModelWriter.student(
                    RunFolder.student(folder),
                    Cards.refit(before.card(), made, run.data(), outcome),
                    distiller.student(),
                    run.data(),
                    spec.teacherSpec().seen(run.data()),
                    Encoders.fit(distiller.student(), run.data().split().train(), spec.encoderKind())
                            .encoder());
            return outcome;
        }
    }
}

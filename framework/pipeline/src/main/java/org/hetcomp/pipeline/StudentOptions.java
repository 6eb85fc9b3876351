package org.hetcomp.pipeline;

import java.util.Map;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Setting;
import org.hetcomp.distill.TrainingOptions;

/** How the student of a run is trained, all that the run does not say being as its method takes it. */
final class StudentOptions {
    private StudentOptions() {}

    static DistillerOptions of(RunSpec run) {
        DistillerOptions options = Setting.apply(
                DistillerOptions.of(run.method(), run.from() != null)
                        .withSize(run.dim(), run.epochs())
                        .withPartition(run.partition())
                        .withSeed(run.seed())
                        .withValidateBy(run.judging().validateBy())
                        .withEvalUsers(run.judging().evalUsers()),
                run.set() == null ? Map.of() : run.set());
        TrainingOptions training = options.training()
                .withSteps(
                        run.lr() == null ? options.training().learningRate() : run.lr(),
                        run.weightDecay() == null ? options.training().l2() : run.weightDecay());
        return options.withTraining(training);
    }
}

package org.hetcomp.spark;

import com.google.gson.Gson;
import java.io.Serializable;
import org.hetcomp.backend.AdamStep;
import org.hetcomp.distill.CurriculumOptions;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.distill.Transfer;
import org.hetcomp.eval.Measure;

/**
 * What executors have to know of a {@link DistillerOptions}, and of the data.
 *
 * @param shape users, items and dimension
 * @param ends the last snapshot of each teacher
 * @param converged whether there is no curriculum
 * @param perUser whether the fine loss takes over for each user by themselves
 * @param weights factors on the coarse and on the fine loss
 * @param ensemble how the teachers' rankings become one
 * @param curriculum when users move on
 * @param steps Adam's, how users are dealt to steps, and whether they begin at a spectrum
 * @param validateBy the measure that chooses the best epoch
 */
record DistillPlan(
        Shape shape,
        int[] ends,
        boolean converged,
        boolean perUser,
        Weights weights,
        EnsembleOptions ensemble,
        CurriculumOptions curriculum,
        Steps steps,
        String validateBy)
        implements Serializable {
    /** How large it is. */
    record Shape(int users, int items, int dim) implements Serializable {}

    /** Factors on the losses. */
    record Weights(double coarse, double fine) implements Serializable {}

    /** How it is trained. */
    record Steps(TrainingOptions training, long seed, boolean spectral) implements Serializable {
        /** Users of a step. */
        int batch() {
            return training.batch();
        }

        /** How many steps an epoch has. */
        int count(int users) {
            return (users + batch() - 1) / batch();
        }

        /**
         * The numbers of one of Adam's steps.
         *
         * @param t how many steps that makes, at least 1
         */
        AdamStep adam(int epoch, int t) {
            return AdamStep.of(training.rate(epoch), training.l2(), t);
        }
    }

    static DistillPlan of(DistillerOptions options, int users, int items, int[] ends) {
        return new DistillPlan(
                new Shape(users, items, options.dim()),
                ends,
                options.method() == Method.CONVERGED,
                options.losses().transfer() == Transfer.PER_USER,
                new Weights(options.losses().coarseWeight(), options.losses().fineWeight()),
                options.ensemble(),
                options.curriculum(),
                new Steps(options.training(), options.seed(), options.spectral()),
                options.validateBy().word());
    }

    /** What a run has to be asked for again to go on, as JSON. */
    String spec(int blocks) {
        return new Gson().toJson(new Asked(this, blocks));
    }

    private record Asked(DistillPlan plan, int blocks) {}

    Measure measure() {
        return Measure.of(validateBy);
    }
}

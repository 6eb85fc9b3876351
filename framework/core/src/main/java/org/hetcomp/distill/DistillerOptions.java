package org.hetcomp.distill;

import org.hetcomp.eval.Discrepancy;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Measure;

/**
 * How a student is made.
 *
 * @param method what it is taught by
 * @param dim d of the student, at least 1
 * @param training how long and how fast
 * @param losses how the two losses are taken
 * @param ensemble how the teachers' rankings become one
 * @param curriculum when users move on
 * @param rankings how the methods that HetComp is compared with take their losses
 * @param validateBy the measure on valid by which the best epoch is chosen, and training stopped where its step does not fall; Recall@50 if
 *     null
 * @param evalUsers of how many users epochs are compared; null for as many as there are, or a sample of very many
 * @param spectral whether the student begins at the spectrum of the first lists that it is shown, where it is shown any, and not at
 *     random alone
 * @param seed decides initial parameters, the order of users and what is drawn
 */
public record DistillerOptions(
        Method method,
        int dim,
        TrainingOptions training,
        LossOptions losses,
        EnsembleOptions ensemble,
        CurriculumOptions curriculum,
        RankingOptions rankings,
        Measure validateBy,
        EvalUsers evalUsers,
        boolean spectral,
        long seed) {
    /** Checks the ranges. */
    public DistillerOptions {
        validateBy = validateBy == null ? Measure.R50 : validateBy;
        evalUsers = EvalUsers.AUTOMATIC.equals(evalUsers) ? null : evalUsers;
        if (dim < 1) {
            throw new IllegalArgumentException("dim must be at least 1, not " + dim);
        }
    }

    /** What was found to work, for a method. */
    public static DistillerOptions of(Method method) {
        TrainingOptions training = switch (method) {
            case NONE -> new TrainingOptions(200, 0.01, 3e-2, 256, 5, 5);
            case RRD, DCD -> new TrainingOptions(60, 0.24, 1e-4, 128, 5, 0);
            case CL_DRD, MTD -> new TrainingOptions(60, 0.12, 1e-4, 128, 5, 0);
            default -> new TrainingOptions(60, 0.2, 1e-5, 128, 5, 0);
        };
        CurriculumOptions published = CurriculumOptions.published();
        CurriculumOptions curriculum = switch (method) {
            case BY_EPOCH -> published.withPeriod(5);
            case COARSE_TO_FINE -> published.withPeriod(15);
            case POSITION -> published.withPeriod(1).withReading(Discrepancy.Reading.POSITION);
            default -> published.withPeriod(1);
        };
        return new DistillerOptions(
                method,
                16,
                training,
                method.hasBothLosses()
                        ? LossOptions.published().balanced(EnsembleOptions.defaults())
                        : LossOptions.published(),
                EnsembleOptions.defaults(),
                curriculum,
                RankingOptions.of(method),
                Measure.R50,
                null,
                method.isTaught(),
                0);
    }

    /**
     * HetComp with the constants of the paper and its published code, which the golden numbers hold, in place of those that were
     * found to work (Kang et al., WWW 2023, arXiv 2303.01130, sections 4.2 to 4.4, and the code to it): D@K with K = 50 and
     * lambda = 10, its gains taken from the student's ranks and rounded as in the code; a move every p = 10 epochs, by alpha = 1.05
     * that decays by 0.995; lists of K = 100 and P = 10 of teachers that count alike, with lambda = 10; losses weighed by 0.01 and
     * 0.005; Adam with 1e-3, 1e-5 on the squares, stopped after 5 evaluations of 10 epochs without a better one. Not of it are the
     * batches, here of 128 users, rankings cut at 200, and the 1000 epochs at the most, which are there so that it ends.
     * docs/algorithm.md has what else differs.
     */
    public static DistillerOptions paper() {
        return of(Method.HETCOMP)
                .withTraining(new TrainingOptions(1000, 1e-3, 1e-5, 128, 10, 5))
                .withEnsemble(EnsembleOptions.defaults().withLambda(10))
                .withLosses(LossOptions.published())
                .withSpectral(false)
                .withCurriculum(CurriculumOptions.published()
                        .withReading(Discrepancy.Reading.POSITION)
                        .withRounded(true));
    }

    /** The same, for a student that starts from one that was trained before if {@code isStarted}. */
    public static DistillerOptions of(Method method, boolean isStarted) {
        return isStarted ? of(method).started() : of(method);
    }

    /** The same for a student of another dimension, trained for so many epochs, at most where its step does not fall. */
    public DistillerOptions withSize(int d, int most) {
        return new DistillerOptions(
                method,
                d,
                training.withEpochs(most),
                losses,
                ensemble,
                curriculum,
                rankings,
                validateBy,
                evalUsers,
                spectral,
                seed);
    }

    /**
     * The same for a student that starts from one that was trained before: a small step that does not fall, few epochs, evaluated more
     * often. Chosen on valid of lastfm and lab (docs/daily.md).
     */
    DistillerOptions started() {
        int epochs = method == Method.NONE ? 20 : 15;
        double rate = switch (method) {
            case NONE -> 0.01;
            case RRD, MTD, DCD, CL_DRD -> 0.06;
            default -> 0.04;
        };
        return withTraining(new TrainingOptions(epochs, rate, training.l2(), training.batch(), 2, 3));
    }

    /** The same with another seed. */
    public DistillerOptions withSeed(long other) {
        return new DistillerOptions(
                method, dim, training, losses, ensemble, curriculum, rankings, validateBy, evalUsers, spectral, other);
    }

    /** The same, trained otherwise. */
    public DistillerOptions withTraining(TrainingOptions other) {
        return new DistillerOptions(
                method, dim, other, losses, ensemble, curriculum, rankings, validateBy, evalUsers, spectral, seed);
    }

    /** The same with the losses taken otherwise. */
    public DistillerOptions withLosses(LossOptions other) {
        return new DistillerOptions(
                method, dim, training, other, ensemble, curriculum, rankings, validateBy, evalUsers, spectral, seed);
    }

    /**
     * The same with the losses' sums over the rest taken of other items. Where a step that falls is of all items and is to be of a sample,
     * it begins at half: what a sample adds in noise a step as large as that does not take (docs/algorithm.md).
     */
    public DistillerOptions withPartition(Partition other) {
        boolean halves = training.isFalling() && losses.partition().sample() == 0 && other.sample() > 0;
        DistillerOptions changed = withLosses(losses.withPartition(other));
        return halves ? changed.withTraining(training.withSteps(training.learningRate() / 2, training.l2())) : changed;
    }

    /** The same with another ensemble. */
    public DistillerOptions withEnsemble(EnsembleOptions other) {
        return new DistillerOptions(
                method, dim, training, losses, other, curriculum, rankings, validateBy, evalUsers, spectral, seed);
    }

    /** The same with another curriculum. */
    public DistillerOptions withCurriculum(CurriculumOptions other) {
        return new DistillerOptions(
                method, dim, training, losses, ensemble, other, rankings, validateBy, evalUsers, spectral, seed);
    }

    /** The same with the losses of rankings taken otherwise. */
    public DistillerOptions withRankings(RankingOptions other) {
        return new DistillerOptions(
                method, dim, training, losses, ensemble, curriculum, other, validateBy, evalUsers, spectral, seed);
    }

    /** The same for a student that begins otherwise. */
    public DistillerOptions withSpectral(boolean ofLists) {
        return new DistillerOptions(
                method, dim, training, losses, ensemble, curriculum, rankings, validateBy, evalUsers, ofLists, seed);
    }

    /** The same with the best epoch chosen by another measure. */
    public DistillerOptions withValidateBy(Measure other) {
        return new DistillerOptions(
                method, dim, training, losses, ensemble, curriculum, rankings, other, evalUsers, spectral, seed);
    }

    /** The same with epochs compared on so many users; null for as many as there are, or a sample of very many. */
    public DistillerOptions withEvalUsers(EvalUsers other) {
        return new DistillerOptions(
                method, dim, training, losses, ensemble, curriculum, rankings, validateBy, other, spectral, seed);
    }
}

package org.hetcomp.distill;

/**
 * How a student is trained.
 *
 * @param method what it is taught by
 * @param dim d of the student, at least 1
 * @param epochs at most this many, at least 1
 * @param learningRate Adam's step size, above 0
 * @param l2 weight of the parameters' squared norm's half, at least 0
 * @param block users of a step, at least 1
 * @param coarseWeight factor on the coarse loss, above 0; published 0.01
 * @param fineWeight factor on the fine loss, above 0; published 0.005
 * @param evaluateEvery epochs between evaluations, at least 1
 * @param patience evaluations without a better one before it stops, once the curriculum is through, at least 1
 * @param transfer when the fine loss takes over
 * @param ensemble how the teachers' rankings become one
 * @param curriculum when users move on
 * @param seed decides initial parameters, the order of users and what is drawn
 */
public record DistillerOptions(
        Method method,
        int dim,
        int epochs,
        double learningRate,
        double l2,
        int block,
        double coarseWeight,
        double fineWeight,
        int evaluateEvery,
        int patience,
        Transfer transfer,
        EnsembleOptions ensemble,
        CurriculumOptions curriculum,
        long seed) {
    /** Checks the ranges. */
    public DistillerOptions {
        if (dim < 1 || epochs < 1 || block < 1 || evaluateEvery < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    "dim, epochs, block, evaluateEvery and patience must be at least 1, not " + dim + ", " + epochs
                            + ", " + block + ", " + evaluateEvery + " and " + patience);
        }
        if (!(learningRate > 0) || !(l2 >= 0) || !(coarseWeight > 0) || !(fineWeight > 0)) {
            throw new IllegalArgumentException(
                    "learning rate and loss weights must be above 0 and l2 at least 0, not " + learningRate + ", "
                            + coarseWeight + ", " + fineWeight + " and " + l2);
        }
    }

    /** What was found to work, for a method. */
    public static DistillerOptions of(Method method) {
        boolean none = method == Method.NONE;
        return new DistillerOptions(
                method,
                16,
                none ? 200 : 150,
                none ? 0.01 : 0.02,
                none ? 3e-2 : 1e-5,
                256,
                0.01,
                0.005,
                5,
                5,
                Transfer.GLOBAL,
                EnsembleOptions.published(),
                CurriculumOptions.published().withPeriod(2),
                0);
    }

    /** The same for a student of another dimension, trained for at most so many epochs. */
    public DistillerOptions withSize(int d, int most) {
        return new DistillerOptions(
                method,
                d,
                most,
                learningRate,
                l2,
                block,
                coarseWeight,
                fineWeight,
                evaluateEvery,
                patience,
                transfer,
                ensemble,
                curriculum,
                seed);
    }

    /** The same with another seed. */
    public DistillerOptions withSeed(long other) {
        return new DistillerOptions(
                method,
                dim,
                epochs,
                learningRate,
                l2,
                block,
                coarseWeight,
                fineWeight,
                evaluateEvery,
                patience,
                transfer,
                ensemble,
                curriculum,
                other);
    }

    /** The same with another step size and norm weight. */
    public DistillerOptions withLearning(double rate, double norm) {
        return new DistillerOptions(
                method,
                dim,
                epochs,
                rate,
                norm,
                block,
                coarseWeight,
                fineWeight,
                evaluateEvery,
                patience,
                transfer,
                ensemble,
                curriculum,
                seed);
    }

    /** The same with the fine loss taking over at another time. */
    public DistillerOptions withTransfer(Transfer when) {
        return new DistillerOptions(
                method,
                dim,
                epochs,
                learningRate,
                l2,
                block,
                coarseWeight,
                fineWeight,
                evaluateEvery,
                patience,
                when,
                ensemble,
                curriculum,
                seed);
    }

    /** The same with another curriculum. */
    public DistillerOptions withCurriculum(CurriculumOptions other) {
        return new DistillerOptions(
                method,
                dim,
                epochs,
                learningRate,
                l2,
                block,
                coarseWeight,
                fineWeight,
                evaluateEvery,
                patience,
                transfer,
                ensemble,
                other,
                seed);
    }

    /** The same with another ensemble. */
    public DistillerOptions withEnsemble(EnsembleOptions other) {
        return new DistillerOptions(
                method,
                dim,
                epochs,
                learningRate,
                l2,
                block,
                coarseWeight,
                fineWeight,
                evaluateEvery,
                patience,
                transfer,
                other,
                curriculum,
                seed);
    }

    /** The same, evaluated and stopped otherwise. */
    public DistillerOptions withStopping(int every, int misses) {
        return new DistillerOptions(
                method,
                dim,
                epochs,
                learningRate,
                l2,
                block,
                coarseWeight,
                fineWeight,
                every,
                misses,
                transfer,
                ensemble,
                curriculum,
                seed);
    }
}

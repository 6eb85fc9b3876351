package org.hetcomp.distill;

/**
 * How long and how fast a student is trained.
 *
 * @param epochs at most this many, at least 1
 * @param learningRate Adam's step size, above 0
 * @param l2 weight of the parameters' squared norm's half, at least 0
 * @param batch users of a step, at least 1
 * @param evaluateEvery epochs between evaluations, at least 1
 * @param patience evaluations without a better one before it stops, once the curriculum is through, at least 1
 */
public record TrainingOptions(int epochs, double learningRate, double l2, int batch, int evaluateEvery, int patience) {
    /** Checks the ranges. */
    public TrainingOptions {
        if (epochs < 1 || batch < 1 || evaluateEvery < 1 || patience < 1) {
            throw new IllegalArgumentException("epochs, batch, evaluateEvery and patience must be at least 1, not "
                    + epochs + ", " + batch + ", " + evaluateEvery + " and " + patience);
        }
        if (!(learningRate > 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException(
                    "the learning rate must be above 0 and l2 at least 0, not " + learningRate + " and " + l2);
        }
    }

    /** The same for at most so many epochs. */
    public TrainingOptions withEpochs(int most) {
        return new TrainingOptions(most, learningRate, l2, batch, evaluateEvery, patience);
    }

    /** The same with another step size and weight of the squared norm. */
    public TrainingOptions withSteps(double rate, double weight) {
        return new TrainingOptions(epochs, rate, weight, batch, evaluateEvery, patience);
    }

    /** The same, evaluated and stopped otherwise. */
    public TrainingOptions withStopping(int every, int misses) {
        return new TrainingOptions(epochs, learningRate, l2, batch, every, misses);
    }
}

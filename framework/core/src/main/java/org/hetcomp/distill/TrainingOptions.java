package org.hetcomp.distill;

import java.io.Serializable;

/**
 * How long and how fast a student is trained.
 *
 * @param epochs at most this many, and exactly where the step size falls; at least 1
 * @param learningRate Adam's step size, above 0; in the first epoch where it falls
 * @param l2 weight of the parameters' squared norm's half, at least 0
 * @param batch users of a step, at least 1
 * @param evaluateEvery epochs between evaluations, at least 1
 * @param patience evaluations without a better one before it stops, once the curriculum is through; 0 where it does not stop before the
 *     last epoch and the step size falls till there, by half a cosine towards a fiftieth (Loshchilov and Hutter, "SGDR", ICLR 2017, without
 *     restarts)
 */
public record TrainingOptions(int epochs, double learningRate, double l2, int batch, int evaluateEvery, int patience)
        implements Serializable {
    private static final double LEFT = 0.02;

    /** Checks the ranges. */
    public TrainingOptions {
        if (epochs < 1 || batch < 1 || evaluateEvery < 1 || patience < 0) {
            throw new IllegalArgumentException(
                    "epochs, batch and evaluateEvery must be at least 1 and patience at least 0, not " + epochs + ", "
                            + batch + ", " + evaluateEvery + " and " + patience);
        }
        if (!(learningRate > 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException(
                    "the learning rate must be above 0 and l2 at least 0, not " + learningRate + " and " + l2);
        }
    }

    /** Whether the step size falls to the last epoch, before which it does not stop. */
    public boolean isFalling() {
        return patience == 0;
    }

    /**
     * The step size in an epoch.
     *
     * @param epoch the first is 1
     */
    public double rate(int epoch) {
        double way = (epoch - 1) / (double) epochs;
        return isFalling() ? learningRate * (LEFT + (1 - LEFT) * (1 + Math.cos(Math.PI * way)) / 2) : learningRate;
    }

    /** Whether it stops after so many evaluations without a better one. */
    public boolean isOver(int misses) {
        return !isFalling() && misses >= patience;
    }

    /** The same for at most so many epochs. */
    public TrainingOptions withEpochs(int most) {
        return new TrainingOptions(most, learningRate, l2, batch, evaluateEvery, patience);
    }

    /** The same with another step size and weight of the squared norm. */
    public TrainingOptions withSteps(double rate, double weight) {
        return new TrainingOptions(epochs, rate, weight, batch, evaluateEvery, patience);
    }

    /** The same, evaluated and stopped otherwise; a step that fell does not any more if {@code misses} is above 0. */
    public TrainingOptions withStopping(int every, int misses) {
        return new TrainingOptions(epochs, learningRate, l2, batch, every, misses);
    }
}

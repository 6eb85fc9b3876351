package org.hetcomp.teacher;

import org.hetcomp.data.Interactions;

/**
 * What becomes of settings that were chosen on some hundred thousand pairs where there are more (docs/teachers.md has what was measured):
 * steps of more pairs, so that an epoch has no more of them; a user's pairs in fewer of them, which makes pairs cheap; a sharper softmax,
 * since more pairs are not learned by heart so soon; and more samples where they were few. Cards have what comes out, and are compared:
 * StrictMath says the same everywhere.
 */
final class Grown {
    /** Up to so many pairs nothing changes. */
    static final int SMALL = 150_000;

    private static final int LARGE = 700_000;
    private static final double SHARPER = 1.5;
    private static final int MEETINGS = 3;
    // Of a step, so that few users of many pairs do not fill it.
    private static final int LEAST_USERS = 256;

    private Grown() {}

    /**
     * What becomes of settings on large data.
     *
     * @param steps of an epoch at the most, from 150,000 pairs on
     * @param samples of a step
     */
    record Large(int steps, int samples) {}

    /**
     * Settings for some data.
     *
     * @param options for small data
     * @param large for large data; between, the logarithm of the samples grows with that of the pairs
     */
    static TeacherOptions of(TeacherOptions options, Interactions train, Large large) {
        double way = way(train);
        if (way == 0) {
            return options;
        }
        int pairs = train.size();
        int batch =
                Math.max(options.batch(), Math.min(TeacherOptions.MOST_BATCH, (pairs + large.steps - 1) / large.steps));
        int few = Math.min(pairs / train.users() / MEETINGS, batch / LEAST_USERS);
        return sampled(options, train, large.samples)
                .withBatch(batch)
                .withTogether(Math.max(options.together(), 1 + (int) (way * Math.max(0, few - 1))))
                .withTemperature(options.temperature() / StrictMath.pow(SHARPER, way));
    }

    /**
     * The same with steps of fewer pairs where an epoch of little data would have fewer steps than wanted; larger data have their own.
     *
     * @param steps that are wanted of an epoch
     * @param least pairs that a step has all the same
     */
    static TeacherOptions leastSteps(TeacherOptions options, Interactions train, int steps, int least) {
        int batch = Math.max(least, (train.size() + steps - 1) / steps);
        return train.size() <= SMALL && batch < options.batch()
                ? options.withSteps(batch, options.negatives())
                : options;
    }

    /** Settings with another number of samples alone. */
    static TeacherOptions sampled(TeacherOptions options, Interactions train, int samples) {
        double times = StrictMath.pow((double) samples / options.negatives(), way(train));
        return options.withSteps(options.batch(), (int) Math.round(options.negatives() * times));
    }

    /** How far from small to large, 0 to 1. */
    private static double way(Interactions train) {
        double beyond = StrictMath.log((double) train.size() / SMALL) / StrictMath.log((double) LARGE / SMALL);
        return Math.min(1, Math.max(0, beyond));
    }
}

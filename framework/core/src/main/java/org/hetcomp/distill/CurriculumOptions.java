package org.hetcomp.distill;

import java.io.Serializable;
import org.hetcomp.eval.Discrepancy;

/**
 * When users move on to a teacher's next snapshot.
 *
 * @param period p, epochs between two updates, at least 1
 * @param alpha how many times nearer the student must have come, at least 1; 1.05 as published
 * @param decay factor on alpha per update, above 0 and at most 1; 0.995 as published
 * @param depth K of D@K, at least 1; 50 as published
 * @param lambda how slowly importance falls with rank, above 0; 10 as published
 * @param reading where gains take their importance from
 * @param rounded whether D@K is rounded to 4 decimals before it is compared, as published
 * @param stay how many updates a user stays with a snapshot at the most, 0 to 127; 0 as published, where a user moves on, too,
 *     when the student has drifted away, or when alpha has decayed to less than 1. See {@link Curriculum}
 */
public record CurriculumOptions(
        int period,
        double alpha,
        double decay,
        int depth,
        double lambda,
        Discrepancy.Reading reading,
        boolean rounded,
        int stay)
        implements Serializable {
    /** Checks the ranges. */
    public CurriculumOptions {
        if (period < 1 || depth < 1 || stay < 0 || stay > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("period and depth must be at least 1 and stay 0 to 127, not " + period
                    + ", " + depth + " and " + stay);
        }
        if (!(alpha >= 1) || !(decay > 0 && decay <= 1) || !(lambda > 0)) {
            throw new IllegalArgumentException("alpha must be at least 1, decay in (0, 1] and lambda above 0, not "
                    + alpha + ", " + decay + " and " + lambda);
        }
    }

    /** The published constants with the paper's reading of D@K. */
    public static CurriculumOptions published() {
        return new CurriculumOptions(10, 1.05, 0.995, 50, 10, Discrepancy.Reading.RELEVANCE, false, 0);
    }

    /** The same with another period. */
    public CurriculumOptions withPeriod(int epochs) {
        return new CurriculumOptions(epochs, alpha, decay, depth, lambda, reading, rounded, stay);
    }

    /** The same with another reading of D@K. */
    public CurriculumOptions withReading(Discrepancy.Reading other) {
        return new CurriculumOptions(period, alpha, decay, depth, lambda, other, rounded, stay);
    }

    /** The same with D@K rounded to 4 decimals before it is compared, or not. */
    public CurriculumOptions withRounded(boolean isRounded) {
        return new CurriculumOptions(period, alpha, decay, depth, lambda, reading, isRounded, stay);
    }

    /** The same with another threshold: how many times nearer, and its factor per update. */
    public CurriculumOptions withThreshold(double times, double factor) {
        return new CurriculumOptions(period, times, factor, depth, lambda, reading, rounded, stay);
    }

    /** The same with rankings compared to another depth. */
    public CurriculumOptions withDepth(int ranks) {
        return new CurriculumOptions(period, alpha, decay, ranks, lambda, reading, rounded, stay);
    }

    /** The same with users staying at most so many updates. */
    public CurriculumOptions withStay(int updates) {
        return new CurriculumOptions(period, alpha, decay, depth, lambda, reading, rounded, updates);
    }
}

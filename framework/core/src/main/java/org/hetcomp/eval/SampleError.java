package org.hetcomp.eval;

import java.util.Arrays;
import java.util.Locale;

/**
 * How far a mean over some of the users may be from that over all: its standard error, with the correction for a part of a finite
 * population (Cochran, Sampling Techniques, 1977, section 2.6), {@code s / sqrt(n) sqrt(1 - n / N)}. Two means of three are nearer
 * than it, and 19 of 20 than twice as much.
 *
 * @param users how many were measured, n
 * @param of how many there are, N
 * @param error the standard error
 */
public record SampleError(int users, int of, double error) {
    /**
     * That of these values.
     *
     * @param values one of each user measured, at least 2
     */
    static SampleError of(double[] values, int of) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        int n = values.length;
        double variance = squares / (n - 1);
        return new SampleError(n, of, Math.sqrt(variance / n * (1 - (double) n / of)));
    }

    /**
     * For people to read.
     *
     * @param measure what was measured, as its title
     */
    public String text(String measure) {
        return String.format(
                Locale.ROOT,
                "valid %s of epochs is of %,d of %,d users, +- %.4f; the end is measured on all",
                measure,
                users,
                of,
                error);
    }
}

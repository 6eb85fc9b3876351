package org.hetcomp.bench;

import java.util.Arrays;

/**
 * How repeated measurements lie. Percentiles are interpolated between neighbours, as numpy has them by default.
 *
 * @param repetitions how many there are
 */
public record Spread(int repetitions, double min, double p10, double median, double p90, double max) {
    /** Of at least one measurement. */
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(
                sorted.length,
                sorted[0],
                percentile(sorted, 0.1),
                percentile(sorted, 0.5),
                percentile(sorted, 0.9),
                sorted[sorted.length - 1]);
    }

    /** The value at a share of the way through sorted values. */
    static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

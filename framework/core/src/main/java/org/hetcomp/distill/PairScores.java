package org.hetcomp.distill;

import java.util.stream.IntStream;

/**
 * The student's scores at {@link Pairs}.
 *
 * @param values {@code [pairs]}
 * @param powers {@code [pairs]} their exponentials, which every list of a group is set against
 */
record PairScores(double[] values, double[] powers) {
    /** Takes the exponentials. */
    static PairScores of(double[] values) {
        double[] powers = new double[values.length];
        IntStream.range(0, values.length).parallel().forEach(p -> powers[p] = Math.exp(values[p]));
        return new PairScores(values, powers);
    }
}

package org.hetcomp.distill;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Goes through the groups of {@link Pairs}, which have no pair in common, in parallel. */
final class Groups {
    private Groups() {}

    /** The sum over groups, added up in their order so that every run has the same. */
    static double sum(Pairs pairs, IntToDoubleFunction loss) {
        double[] each = new double[pairs.groups()];
        IntStream.range(0, each.length).parallel().forEach(g -> each[g] = loss.applyAsDouble(g));
        return Arrays.stream(each).sum();
    }

    /** Places from one to the one before another. */
    static int[] range(int from, int to) {
        int[] places = new int[to - from];
        Arrays.setAll(places, p -> from + p);
        return places;
    }
}

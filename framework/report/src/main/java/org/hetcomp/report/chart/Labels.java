package org.hetcomp.report.chart;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Keeps labels in a column apart. */
final class Labels {
    private Labels() {}

    /**
     * Places as near as can be, in squares, to those wanted, in the same order and at least {@code gap} apart.
     *
     * @param least the first place may not be before it
     * @param most the last place may not be after it, unless there is too little room for all
     */
    static double[] apart(double[] wanted, double gap, double least, double most) {
        int count = wanted.length;
        Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> wanted[i]));
        // Without the gaps, what is sought is the nearest sequence that does not fall: neighbours that would are pooled
        // at their mean.
        double[] mean = new double[count];
        int[] size = new int[count];
        int pools = 0;
        for (int i = 0; i < count; i++) {
            mean[pools] = wanted[order[i]] - i * gap;
            size[pools++] = 1;
            while (pools > 1 && mean[pools - 2] > mean[pools - 1]) {
                int both = size[pools - 2] + size[pools - 1];
                mean[pools - 2] = (mean[pools - 2] * size[pools - 2] + mean[pools - 1] * size[pools - 1]) / both;
                size[--pools - 1] = both;
            }
        }
        double last = Math.max(least, most - (count - 1) * gap);
        double[] places = new double[count];
        int i = 0;
        for (int p = 0; p < pools; p++) {
            for (int n = 0; n < size[p]; n++, i++) {
                places[order[i]] = Math.min(Math.max(mean[p], least), last) + i * gap;
            }
        }
        return places;
    }
}

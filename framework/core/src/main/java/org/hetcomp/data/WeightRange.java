package org.hetcomp.data;

import java.util.Arrays;
import java.util.Locale;
import org.hetcomp.table.Plain;

/** What the weights of a file were, to tell whether some of them say that a user did not like an item. */
final class WeightRange {
    private static final int MOST_VALUES = 256;
    private static final double MOST_OF_A_RATING = 10;
    private static final double LIKED = 0.75;

    private final double[] values = new double[MOST_VALUES];
    private final long[] counts = new long[MOST_VALUES];
    private int distinct;
    private boolean many;
    private int last;
    private long size;
    private long notPositive;
    private long negative;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double weight) {
        size++;
        min = Math.min(min, weight);
        max = Math.max(max, weight);
        negative += weight < 0 ? 1 : 0;
        notPositive += weight <= 0 ? 1 : 0;
        if (many) {
            return;
        }
        if (distinct > 0 && values[last] == weight) {
            counts[last]++;
            return;
        }
        last = 0;
        while (last < distinct && values[last] != weight) {
            last++;
        }
        if (last == MOST_VALUES) {
            many = true;
            last = 0;
            return;
        }
        values[last] = weight;
        counts[last]++;
        distinct = Math.max(distinct, last + 1);
    }

    double max() {
        return max;
    }

    /**
     * What a person should be told of weights that are not used, or null: that some are negative; that some are below the
     * middle, if they look like ratings; that some are 0.
     *
     * @param name of the column
     */
    String warning(String name) {
        if (size == 0 || min == max) {
            return null;
        }
        double middle = (min + max) / 2;
        long low = isRating(name) ? count(Double.NEGATIVE_INFINITY, middle) : 0;
        long told = low > 0 ? low : negative > 0 ? negative : notPositive;
        if (told == 0) {
            return null;
        }
        String what = low > 0
                ? "below the middle of " + Plain.of(min) + " to " + Plain.of(max)
                : negative > 0 ? "negative" : "0";
        return String.format(
                Locale.ROOT,
                "%,d of %,d values of %s are %s, and are taken for likings like all others: %s",
                told,
                size,
                name,
                what,
                advice());
    }

    private String advice() {
        double least = min + LIKED * (max - min);
        double liked =
                Arrays.stream(values, 0, distinct).filter(v -> v >= least).min().orElse(Double.NaN);
        if (many || Double.isNaN(liked)) {
            return "--min-weight W keeps those from W on";
        }
        return String.format(
                Locale.ROOT, "--min-weight %s would keep %,d", Plain.of(liked), count(liked, Double.POSITIVE_INFINITY));
    }

    // From, and below unless that is infinite.
    private long count(double from, double below) {
        long all = 0;
        for (int v = 0; v < distinct; v++) {
            all += values[v] >= from && values[v] < below ? counts[v] : 0;
        }
        return all;
    }

    private boolean isRating(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        if (plain.contains("count") || plain.contains("play") || plain.contains("quantity")) {
            return false;
        }
        boolean said = plain.contains("rating")
                || plain.contains("stars")
                || plain.contains("score")
                || plain.contains("overall")
                || plain.contains("vote");
        return !many && (said || max <= MOST_OF_A_RATING);
    }
}

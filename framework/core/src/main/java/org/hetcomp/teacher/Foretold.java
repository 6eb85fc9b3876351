package org.hetcomp.teacher;

import java.util.Locale;
import java.util.Map;

/**
 * What families take that take long, in proportion to pairs and epochs, from what they took on citeulike-t, on Gowalla and on drawn data
 * of eight times as many pairs (docs/teachers.md).
 */
final class Foretold {
    /** Fewer minutes are not worth a line. */
    private static final int LEAST = 15;

    /**
     * Millionths of a second that a pair of an epoch takes one thread, evaluations included, and a seventh more.
     *
     * @param few of {@link #FEW} pairs
     * @param some of {@link #SOME}
     * @param many of {@link #MANY}
     */
    private record Cost(double few, double some, double many) {
        double of(int pairs) {
            return pairs < SOME ? between(pairs, FEW, SOME, few, some) : between(pairs, SOME, MANY, some, many);
        }

        private static double between(int pairs, double from, double to, double first, double last) {
            double way = Math.log(pairs / from) / Math.log(to / from);
            return first * Math.pow(last / first, Math.min(1, Math.max(0, way)));
        }
    }

    private static final double FEW = 8e4;
    private static final double SOME = 7.2e5;
    private static final double MANY = 6e6;
    private static final Map<String, Cost> COSTS = Map.of(
            "mf", new Cost(26, 10, 4),
            "ml", new Cost(26, 9, 4),
            "dl", new Cost(28, 15.5, 6.5),
            "gnn", new Cost(18, 23, 18),
            "ae", new Cost(9, 8, 5.5),
            "iae", new Cost(15, 7.5, 6));

    private Foretold() {}

    /**
     * At the most, about, of one core.
     *
     * @return 0 where it is not known
     */
    static double seconds(String family, int pairs, int epochs) {
        Cost cost = COSTS.get(family);
        return cost == null ? 0 : cost.of(pairs) * 1e-6 * pairs * epochs;
    }

    /**
     * A line for the log.
     *
     * @param pairs of train
     * @param epochs at the most
     * @return null where it does not take long, or is not known
     */
    static String of(String family, int pairs, int epochs) {
        double minutes = seconds(family, pairs, epochs) / 60;
        return minutes < LEAST
                ? null
                : String.format(
                        Locale.ROOT,
                        "%s may take a core up to %.0f minutes; --families leaves it out, fewer epochs shorten it",
                        family,
                        minutes);
    }
}

package org.hetcomp.teacher;

import java.util.Locale;
import java.util.Map;

/**
 * What families take that take long, from what they took on Gowalla (docs/teachers.md), in proportion to pairs and epochs: of eight times
 * as many pairs mf, ml and gnn took some half of that.
 */
final class Foretold {
    /** Fewer minutes are not worth a line. */
    private static final int LEAST = 15;

    // Millionths of a second that a pair of an epoch takes one thread, evaluations included.
    private static final Map<String, Integer> COSTS =
            Map.of("mf", 10, "ml", 12, "dl", 26, "gnn", 29, "ae", 16, "iae", 20);

    private Foretold() {}

    /**
     * At the most, about, of one core.
     *
     * @return 0 where it is not known
     */
    static double seconds(String family, int pairs, int epochs) {
        return COSTS.getOrDefault(family, 0) * 1e-6 * pairs * epochs;
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

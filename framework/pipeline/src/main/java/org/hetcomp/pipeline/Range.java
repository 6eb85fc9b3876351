package org.hetcomp.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;

/**
 * Where a setting is searched: from low to high, equal ratios being equally likely. {@link #toString()} is how users write it,
 * {@code 0.001..0.1}.
 *
 * @param low above 0
 * @param high above low, at most 1000
 */
public record Range(double low, double high) {
    private static final double MOST = 1000;
    private static final int DIGITS = 3;

    /** Checks the order. */
    public Range {
        if (!(low > 0 && high > low && high <= MOST)) {
            throw new IllegalArgumentException("a range goes from above 0 to something greater, at most " + (int) MOST
                    + ", not from " + low + " to " + high);
        }
    }

    /**
     * Reads what users write.
     *
     * @throws IllegalArgumentException if it is no range
     */
    public static Range of(String text) {
        int dots = text.indexOf("..");
        try {
            if (dots > 0) {
                return new Range(
                        Double.parseDouble(text.substring(0, dots).strip()),
                        Double.parseDouble(text.substring(dots + 2).strip()));
            }
        } catch (NumberFormatException e) {
            // Told below, like a missing end.
        }
        throw new IllegalArgumentException("\"" + text + "\" is no range such as 0.001..0.1");
    }

    /** Around a value that is used by default: a tenth to ten times as much. */
    static Range around(double value) {
        return new Range(value / 10, Math.min(MOST, value * 10));
    }

    /** A value of it, of three digits so that it can be written down. */
    double draw(Random random) {
        double value = Math.exp(Math.log(low) + random.nextDouble() * (Math.log(high) - Math.log(low)));
        return new BigDecimal(value, new MathContext(DIGITS)).doubleValue();
    }

    @Override
    public String toString() {
        return low + ".." + high;
    }
}

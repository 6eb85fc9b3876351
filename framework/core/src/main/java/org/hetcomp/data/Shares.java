package org.hetcomp.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Plain;

/**
 * How much goes to train, valid and test. {@link #toString()} is how users write it, {@code 80,10,10}.
 *
 * @param train percent for train, above 0
 * @param valid percent for valid, above 0
 * @param test percent for test, above 0; the three together are 100
 */
public record Shares(double train, double valid, double test) {
    /** As the published HetComp divides, {@code 60,20,20}. */
    public static final Shares DEFAULT = new Shares(60, 20, 20);

    private static final double ALL = 100;
    private static final double HAIR = 1e-9;

    /**
     * Checks that each part gets something, and that it is all that there is.
     *
     * @throws DataException if not
     */
    public Shares {
        boolean each = train > 0 && valid > 0 && test > 0;
        if (!each || Math.abs(train + valid + test - ALL) > HAIR) {
            throw new DataException(
                    "shares of " + text(train, valid, test),
                    "--shares",
                    "give three percentages above 0 for train, valid and test that come to 100, such as 80,10,10");
        }
    }

    /**
     * Reads what users write.
     *
     * @throws DataException if it is no three such numbers
     */
    public static Shares of(String text) {
        try {
            double[] parts = Arrays.stream(text.split(",", -1))
                    .mapToDouble(part -> Double.parseDouble(part.strip()))
                    .toArray();
            if (parts.length == 3) {
                return new Shares(parts[0], parts[1], parts[2]);
            }
        } catch (NumberFormatException e) {
            // Told below, like a wrong number of them.
        }
        throw new DataException(
                DataException.quote(text) + " are no three numbers",
                "--shares",
                "give percentages for train, valid and test, such as 80,10,10");
    }

    /** What valid gets of what train and valid have together, from 0 to 1. */
    double validOfKnown() {
        return valid / (train + valid);
    }

    @Override
    public String toString() {
        return text(train, valid, test);
    }

    private static String text(double... parts) {
        return DoubleStream.of(parts).mapToObj(Plain::of).collect(Collectors.joining(","));
    }
}

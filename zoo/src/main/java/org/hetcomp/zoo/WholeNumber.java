package org.hetcomp.zoo;

import java.math.BigDecimal;
import java.util.Map;

/** An argument that is a whole number: {@code metadata.json} has doubles only, as 4.0, and {@code serving.properties} text. */
final class WholeNumber {
    private WholeNumber() {}

    /**
     * Reads it.
     *
     * @param otherwise what it is where it is not given
     * @param most the greatest that it may be; the smallest is 1
     * @throws IllegalArgumentException if it is none, or out of range
     */
    static int of(Map<String, ?> arguments, String name, int otherwise, int most) {
        Object given = arguments.get(name);
        if (given == null) {
            return otherwise;
        }
        try {
            int number = new BigDecimal(given.toString().strip()).intValueExact();
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(
                "argument " + name + " must be a whole number from 1 to " + most + ", not " + given);
    }
}

package org.hetcomp.export;

import java.util.ArrayList;
import java.util.List;

/**
 * A vector as a target holds it.
 *
 * @param values {@code [d]}, each a number that the target's type holds exactly
 * @param scale what the numbers are to be multiplied by to be those of the student, nearly
 */
record Row(float[] values, float scale) {
    /** The values as JSON is to have them: those of 8 bits without a fraction. */
    List<Number> numbers(int bits) {
        List<Number> numbers = new ArrayList<>(values.length);
        for (float value : values) {
            numbers.add(bits == 8 ? (Number) (int) value : (Number) value);
        }
        return numbers;
    }
}

package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialsTest {
    @Test
    void exponentialsKeepTheirDigits() {
        Random random = new Random(2);
        float[] of = new float[20_000];
        for (int j = 1; j < of.length; j++) {
            of[j] = 160 * random.nextFloat() - 80;
        }
        float[] values = of.clone();
        Exponentials.of(values, values.length);
        assertEquals(1, values[0]);
        // The smaller the number, the more of its digits are kept.
        for (int j = 0; j < values.length; j++) {
            double size = Math.abs(of[j]);
            double exact = Math.exp(of[j]);
            assertEquals(exact, values[j], exact * (size < 10 ? 5e-6 : size < 20 ? 8e-6 : 7e-5), "of " + of[j]);
        }
    }
}

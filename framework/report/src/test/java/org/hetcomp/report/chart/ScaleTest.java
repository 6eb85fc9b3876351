package org.hetcomp.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void widensToRoundValues() {
        Scale scale = Scale.linear(0, 0.3235, 5, 100, 0);
        assertEquals(
                List.of("0.0", "0.1", "0.2", "0.3", "0.4"),
                scale.ticks().stream().map(scale.format()::apply).toList());
        assertEquals(100, scale.at(0), ROUNDING);
        assertEquals(0, scale.at(0.4), ROUNDING);
        assertEquals(50, scale.at(0.2), ROUNDING);
    }

    @Test
    void keepsAnExactRange() {
        Scale scale = Scale.exact(0, 95, 5, 0, 95);
        assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0), scale.ticks());
        assertEquals(95, scale.at(95), ROUNDING);
    }

    @Test
    void equalRatiosAreEquallyLong() {
        Scale scale = Scale.logarithmic(486_400, 17_838_064, 0, 100);
        assertEquals(scale.at(2e6) - scale.at(1e6), scale.at(10e6) - scale.at(5e6), ROUNDING);
        assertEquals(List.of(0.5e6, 1e6, 2e6, 5e6, 10e6, 20e6), scale.ticks());
    }

    @Test
    void holdsAnyValuesThatCanBe() {
        Random random = new Random(3);
        for (int n = 0; n < 2000; n++) {
            double one = Math.pow(10, random.nextDouble() * 24 - 12);
            double other = random.nextInt(5) == 0 ? one : one * (1 + random.nextDouble() * 100);
            for (Scale scale : List.of(
                    Scale.linear(one, other, 5, 0, 100),
                    Scale.linear(-other, one, 5, 0, 100),
                    Scale.exact(0, other, 5, 0, 100),
                    Scale.logarithmic(one, other, 0, 100))) {
                assertTrue(scale.at(one) >= -1e-6 && scale.at(one) <= 100 + 1e-6, scale + " of " + one);
                assertTrue(scale.ticks().size() <= 12, scale.toString());
                scale.ticks()
                        .forEach(tick -> assertTrue(
                                scale.at(tick) >= -1e-6 && scale.at(tick) <= 100 + 1e-6, scale + " at " + tick));
            }
        }
    }

    @Test
    void nothingIsNoRange() {
        assertThrows(IllegalArgumentException.class, () -> new Scale(1, 1, false, 0, 1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> Scale.logarithmic(0, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Scale.linear(0, Double.NaN, 5, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Scale.exact(0, Double.POSITIVE_INFINITY, 5, 0, 1));
    }
}

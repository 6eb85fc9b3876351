package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Percentiles, held to numpy.percentile's. */
class SpreadTest {
    @Test
    void percentilesAreInterpolated() {
        Spread spread = Spread.of(7, 1, 3, 10, 5, 2, 4);
        assertEquals(7, spread.repetitions());
        assertEquals(1, spread.min());
        assertEquals(1.6, spread.p10(), 1e-12);
        assertEquals(4, spread.median());
        assertEquals(8.2, spread.p90(), 1e-12);
        assertEquals(10, spread.max());
    }

    @Test
    void anEvenNumberHasItsMedianInBetween() {
        assertEquals(2.5, Spread.of(4, 1, 3, 2).median());
    }

    @Test
    void oneMeasurementIsAllOfThem() {
        assertEquals(new Spread(1, 5, 5, 5, 5, 5), Spread.of(5));
    }
}

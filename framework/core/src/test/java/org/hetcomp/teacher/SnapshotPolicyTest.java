package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {
    @Test
    void placesAreEvenlyFarApart() {
        double[] fastAtFirst = {0.1, 0.18, 0.22, 0.25, 0.28, 0.29, 0.30, 0.305, 0.31};
        assertArrayEquals(new int[] {0, 1, 3, 8}, SnapshotPolicy.spread(fastAtFirst, 4));
        assertArrayEquals(
                new int[] {0, 3, 6, 9}, SnapshotPolicy.spread(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 4));
    }

    @Test
    void asManyAreTakenAsThereAreWhereverTheyLie() {
        // All the way lies in the last step, and in the first.
        assertArrayEquals(new int[] {0, 2, 3, 4}, SnapshotPolicy.spread(new double[] {0, 0.1, 0.2, 0.3, 9}, 4));
        assertArrayEquals(new int[] {0, 1, 2, 4}, SnapshotPolicy.spread(new double[] {0, 8.7, 8.8, 8.9, 9}, 4));
        assertArrayEquals(new int[] {0, 1, 2}, SnapshotPolicy.spread(new double[] {0, 1, 2}, 4));
        assertArrayEquals(new int[] {0}, SnapshotPolicy.spread(new double[] {0.3}, 4));
    }

    @Test
    void worthThatFallsOnTheWayKeepsTheOrderOfTime() {
        assertArrayEquals(
                new int[] {0, 2, 4, 5}, SnapshotPolicy.spread(new double[] {0.1, 0.3, 0.16, 0.12, 0.24, 0.3}, 4));
    }

    @Test
    void namesAreThoseThatUsersWrite() {
        assertEquals(List.of("epochs", "measure", "agreement"), SnapshotPolicy.ids());
        assertEquals(SnapshotPolicy.AGREEMENT, SnapshotPolicy.of("agreement"));
        assertThrows(IllegalArgumentException.class, () -> SnapshotPolicy.of("recall"));
    }
}

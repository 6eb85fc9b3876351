package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.teacher.Recorder.Recording;
import org.junit.jupiter.api.Test;

class SnapshotChoiceTest {
    private static final int ITEMS = 60;

    /** Ten epochs: worth rises at first, the ranking of the one user changes at last. */
    private static List<Integer> chosen(SnapshotPolicy policy) {
        double[] worth = {0.05, 0.11, 0.16, 0.21, 0.3, 0.31, 0.32, 0.33, 0.34, 0.35};
        List<Recording> way = new ArrayList<>();
        for (int epoch = 1; epoch <= worth.length; epoch++) {
            way.add(new Recording(epoch, worth[epoch - 1], 0));
        }
        SnapshotChoice choice = new SnapshotChoice(policy, new int[] {0}, recording -> {
            // The first seven epochs agree; from then on each has ten others on top.
            int turned = 10 * Math.max(0, recording.epoch() - 7);
            int[] ids = IntStream.range(0, ITEMS)
                    .map(rank -> (rank + turned) % ITEMS)
                    .toArray();
            return new Rankings(1, ITEMS, ids);
        });
        return choice.of(way, 4).stream().map(Recording::epoch).toList();
    }

    @Test
    void eachPolicySpreadsByWhatItSays() {
        assertEquals(List.of(2, 5, 7, 10), chosen(SnapshotPolicy.EPOCHS));
        assertEquals(List.of(1, 3, 4, 10), chosen(SnapshotPolicy.MEASURE));
        assertEquals(List.of(1, 8, 9, 10), chosen(SnapshotPolicy.DISCREPANCY));
    }

    /** The fourth falls far back: who had come to the third place is not sent back, and the end is not reached early. */
    @Test
    void whatFallsBackIsNoPlaceToWaitAt() {
        double[] worth = {0.05, 0.10, 0.30, 0.32, 0.33, 0.12, 0.34, 0.35};
        List<Recording> way = IntStream.range(0, worth.length)
                .mapToObj(r -> new Recording(r + 1, worth[r], 0))
                .toList();
        SnapshotChoice choice = new SnapshotChoice(SnapshotPolicy.MEASURE, new int[0], recording -> null);
        assertEquals(
                List.of(1, 2, 3, 8),
                choice.of(way, 4).stream().map(Recording::epoch).toList());
    }

    @Test
    void placesAreEvenlyFarApart() {
        double[] fastAtFirst = {0.1, 0.18, 0.22, 0.25, 0.28, 0.29, 0.30, 0.305, 0.31};
        assertArrayEquals(new int[] {0, 1, 3, 8}, SnapshotChoice.spread(fastAtFirst, 4));
        assertArrayEquals(
                new int[] {0, 3, 6, 9}, SnapshotChoice.spread(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 4));
    }

    @Test
    void asManyAreTakenAsThereAreWhereverTheyLie() {
        // All the way lies in the last step, and in the first.
        assertArrayEquals(new int[] {0, 2, 3, 4}, SnapshotChoice.spread(new double[] {0, 0.1, 0.2, 0.3, 9}, 4));
        assertArrayEquals(new int[] {0, 1, 2, 4}, SnapshotChoice.spread(new double[] {0, 8.7, 8.8, 8.9, 9}, 4));
        assertArrayEquals(new int[] {0, 1, 2}, SnapshotChoice.spread(new double[] {0, 1, 2}, 4));
        assertArrayEquals(new int[] {0}, SnapshotChoice.spread(new double[] {0.3}, 4));
    }

    @Test
    void namesAreThoseThatUsersWrite() {
        assertEquals(List.of("epochs", "measure", "discrepancy"), SnapshotPolicy.ids());
        assertEquals(SnapshotPolicy.DISCREPANCY, SnapshotPolicy.of("discrepancy"));
        assertThrows(IllegalArgumentException.class, () -> SnapshotPolicy.of("recall"));
    }
}

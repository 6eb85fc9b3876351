package org.hetcomp.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;

class RankingStoreTest {
    private static final Rankings SOME = Lists.rankings(new int[] {4, 1, 2}, new int[] {}, new int[] {3});

    private static void areThoseOf(Rankings kept) {
        assertEquals(3, kept.users());
        assertEquals(2, kept.cut());
        assertEquals(4, kept.greatest());
        assertArrayEquals(new int[] {4, 1, Rankings.NONE, Rankings.NONE, 3, Rankings.NONE}, kept.ids());
        assertArrayEquals(new int[] {3}, kept.row(2));
    }

    @Test
    void whatIsSmallStaysInMemory() {
        Rankings kept;
        try (RankingStore store = new RankingStore(24)) {
            kept = store.keep(SOME, 2);
        }
        assertNotSame(SOME, kept);
        areThoseOf(kept);
    }

    @Test
    void whatIsLargeIsReadUntilItIsClosed() {
        Rankings kept;
        try (RankingStore store = new RankingStore(23)) {
            kept = store.keep(SOME, 2);
            areThoseOf(kept);
            areThoseOf(store.keep(SOME, 2));
            Thread.currentThread().interrupt();
            areThoseOf(kept);
            assertTrue(Thread.interrupted());
        }
        assertThrows(DataException.class, () -> kept.row(0));
    }

    @Test
    void nobodyAndNothingAreKeptToo() {
        try (RankingStore store = new RankingStore(0)) {
            assertEquals(0, store.keep(Rankings.empty(0, 5), 5).users());
            Rankings none = store.keep(Rankings.empty(2, 1), 1);
            assertEquals(Rankings.NONE, none.greatest());
            assertEquals(0, none.length(1));
        }
    }

    @Test
    void theLimitIsThatOfFilesThatAreReadAsAWhole() {
        assertTrue(RankingStore.isInMemory(20_000, 200));
        assertFalse(RankingStore.isInMemory(21_000, 200));
        assertEquals(TrajectoryFile.IN_MEMORY, 4 * RankingStore.IN_MEMORY);
    }
}

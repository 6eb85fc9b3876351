package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pairs of users and items, in the order of users and in any other. */
class InteractionsTest {
    private static final int[][] ROWS = {{4, 1}, {}, {0, 2, 4}, {1}};

    private static Interactions four() {
        return Interactions.of(5, new int[][] {{4, 1}, {}, {0, 2, 4}, {1}});
    }

    @Test
    void knowsEachUsersItems() {
        Interactions four = four();
        assertEquals(4, four.users());
        assertEquals(5, four.items());
        assertEquals(6, four.size());
        assertArrayEquals(new int[] {1, 4, 0, 2, 4, 1}, four.ids());
        assertArrayEquals(new int[] {0, 2, 2, 5, 6}, four.offsets());
        assertArrayEquals(new int[] {0, 2, 4}, four.row(2));
        assertEquals(2, four.start(2));
        assertEquals(5, four.end(2));
        assertEquals(3, four.count(2));
        assertEquals(0, four.count(1));
        assertEquals(3, four.maxCount());
        assertArrayEquals(new int[] {1, 2, 1, 0, 2}, four.itemCounts());
        for (int u = 0; u < 4; u++) {
            for (int i = 0; i < 5; i++) {
                int item = i;
                assertEquals(Arrays.stream(ROWS[u]).anyMatch(id -> id == item), four.contains(u, i), u + ", " + i);
            }
        }
        assertEquals(0, Interactions.of(0, new int[0][]).maxCount());
    }

    @Test
    void turnsIntoItemsAndTheirUsers() {
        Interactions turned = four().transposed();
        assertEquals(5, turned.users());
        assertEquals(4, turned.items());
        assertArrayEquals(new int[] {2, 0, 3, 2, 0, 2}, turned.ids());
        assertArrayEquals(new int[] {0, 1, 3, 4, 4, 6}, turned.offsets());
        assertArrayEquals(four().ids(), turned.transposed().ids());
    }

    @Test
    void arraysThatAreNoSuchMatrixAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Interactions.of(5, new int[0], new int[0]));
        assertThrows(IllegalArgumentException.class, () -> Interactions.of(5, new int[] {1, 2}, new int[] {0, 1}));
        assertThrows(IllegalArgumentException.class, () -> Interactions.of(5, new int[] {0, 1}, new int[] {0, 1}));
        assertThrows(
                IllegalArgumentException.class, () -> Interactions.of(5, new int[] {0, 2, 1, 2}, new int[] {0, 1}));
        assertThrows(IllegalArgumentException.class, () -> Interactions.of(5, new int[][] {{5}}));
        assertThrows(IllegalArgumentException.class, () -> Interactions.of(5, new int[][] {{-1}}));
        IllegalArgumentException twice =
                assertThrows(IllegalArgumentException.class, () -> Interactions.of(5, new int[][] {{0}, {3, 1, 3}}));
        assertEquals("user 1 has item 3 twice", twice.getMessage());
        // The same item of two users that follow one another is not twice.
        assertEquals(2, Interactions.of(5, new int[][] {{4}, {4}}).size());
        assertEquals(2, Interactions.of(1, new int[] {0, 1, 2}, new int[2]).size());
    }

    @Test
    void partsOfASplitAreOfTheSameUsersAndItems() {
        Interactions train = Interactions.of(5, new int[][] {{0}, {1}});
        Interactions fewerUsers = Interactions.of(5, new int[][] {{2}});
        Interactions fewerItems = Interactions.of(4, new int[][] {{2}, {3}});
        Interactions fits = Interactions.of(5, new int[2][0]);
        assertEquals(2, new Split(train, fits, fits).users());
        assertThrows(IllegalArgumentException.class, () -> new Split(train, fewerUsers, fits));
        assertThrows(IllegalArgumentException.class, () -> new Split(train, fits, fewerUsers));
        assertThrows(IllegalArgumentException.class, () -> new Split(train, fewerItems, fits));
        assertThrows(IllegalArgumentException.class, () -> new Split(train, fits, fewerItems));
        assertThrows(IllegalArgumentException.class, () -> new Split(fits, fits, fits));
    }

    @Test
    void pairsAreAllThereInEveryOrder() {
        Pairs pairs = new Pairs(four());
        assertEquals(6, pairs.size());
        assertArrayEquals(new int[] {0, 0, 2, 2, 2, 3}, pairs.users(0, 6));
        assertArrayEquals(new int[] {1, 4, 0, 2, 4, 1}, pairs.items(0, 6));
        assertArrayEquals(new int[] {2, 2}, pairs.users(2, 4));
        assertArrayEquals(new int[] {0, 2}, pairs.items(2, 4));
        Random random = new Random(9);
        Set<Integer> first = new HashSet<>();
        for (int round = 0; round < 60; round++) {
            pairs.shuffle(random);
            int[] users = pairs.users(0, 6);
            int[] items = pairs.items(0, 6);
            Set<Integer> seen = new HashSet<>();
            for (int p = 0; p < 6; p++) {
                assertTrue(four().contains(users[p], items[p]));
                assertTrue(seen.add(5 * users[p] + items[p]));
            }
            first.add(5 * users[0] + items[0]);
        }
        assertEquals(6, first.size(), "each pair is the first of some order");
    }

    @Test
    void pairsOfAUserStayTogetherAndWhichChangesFromOrderToOrder() {
        Pairs pairs = new Pairs(Interactions.of(9, new int[][] {{0, 1, 2, 3, 4}, {}, {5, 6}, {7}}), 2);
        Random random = new Random(4);
        Set<String> groups = new HashSet<>();
        for (int round = 0; round < 60; round++) {
            pairs.shuffle(random);
            int[] users = pairs.users(0, 8);
            int[] items = pairs.items(0, 8);
            assertEquals(8, Arrays.stream(items).distinct().count());
            int alone = 0;
            for (int p = 0; p < 8; p++) {
                boolean two = p + 1 < 8 && users[p] == users[p + 1];
                if (two) {
                    groups.add(Math.min(items[p], items[p + 1]) + " " + Math.max(items[p], items[p + 1]));
                    p++;
                } else {
                    alone++;
                }
            }
            assertEquals(2, alone, "one of five, and the one of one");
        }
        assertEquals(11, groups.size(), "each two of five, and the two: " + groups);
    }

    /** Fisher and Yates' shuffle with this generator: what has been trained with a seed can be trained again. */
    @Test
    void aSeedGivesOneOrder() {
        Pairs pairs = new Pairs(four());
        Random drawn = new Random(1);
        pairs.shuffle(drawn);
        int[] expected = {0, 1, 2, 3, 4, 5};
        Random random = new Random(1);
        for (int p = 5; p > 0; p--) {
            int other = random.nextInt(p + 1);
            int held = expected[p];
            expected[p] = expected[other];
            expected[other] = held;
        }
        assertEquals(random.nextInt(), drawn.nextInt(), "as many numbers were drawn");
        int[] ids = Arrays.stream(expected).map(p -> four().ids()[p]).toArray();
        assertArrayEquals(ids, pairs.items(0, 6));
        assertFalse(Arrays.equals(four().ids(), ids));
    }
}

package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NegativeSamplerTest {
    private static final int ITEMS = 12;
    // The first has the lower half, the second the upper half, the third all.
    private final Interactions positives = Interactions.of(ITEMS, new int[][] {
        {0, 1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11}, IntStream.range(0, ITEMS).toArray()
    });
    private final NegativeSampler sampler = new NegativeSampler(positives);

    @Test
    void drawsForEachUserWhatTheUserDoesNotHave() {
        int each = 200;
        int[] users = {1, 0, 1};
        int[] drawn = sampler.draw(users, each, new Random(3));
        assertEquals(3 * each, drawn.length);
        for (int j = 0; j < drawn.length; j++) {
            assertFalse(positives.contains(users[j / each], drawn[j]), "draw " + j + " is " + drawn[j]);
        }
        for (int block = 0; block < 3; block++) {
            assertEquals(
                    6,
                    Arrays.stream(drawn, block * each, (block + 1) * each)
                            .distinct()
                            .count());
        }
    }

    @Test
    void aUserWhoHasAllItemsIsGivenSome() {
        int[] drawn = sampler.draw(new int[] {2}, 50, new Random(4));
        assertTrue(Arrays.stream(drawn).allMatch(item -> positives.contains(2, item)));
    }

    @Test
    void drawsAnyItemForAllTogether() {
        int[] drawn = sampler.draw(400, new Random(5));
        assertArrayEquals(
                IntStream.range(0, ITEMS).toArray(),
                Arrays.stream(drawn).sorted().distinct().toArray());
    }
}

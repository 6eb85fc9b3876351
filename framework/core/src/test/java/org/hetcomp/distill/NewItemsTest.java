package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.RowMap;
import org.junit.jupiter.api.Test;

class NewItemsTest {
    private static final int D = 3;
    private static final int USERS = 50;
    private static final int ITEMS = 40;

    private final Random random = new Random(2);
    private final float[] users = floats(USERS * D);
    private final float[] map = floats(D * D);
    /** The last item has nobody. */
    private final Interactions train = Interactions.of(
            ITEMS,
            IntStream.range(0, USERS)
                    .mapToObj(u -> IntStream.range(0, ITEMS - 1)
                            .filter(i -> i % 7 == u % 7 || random.nextInt(5) == 0)
                            .toArray())
                    .toArray(int[][]::new));

    private float[] floats(int count) {
        float[] floats = new float[count];
        for (int n = 0; n < count; n++) {
            floats[n] = (float) random.nextGaussian();
        }
        return floats;
    }

    /** Rows that are y P M + 1 of each item's users, by hand. */
    private float[] exact() {
        Interactions byItem = train.transposed();
        float[] rows = new float[ITEMS * D];
        for (int i = 0; i < ITEMS; i++) {
            for (int k = 0; k < D; k++) {
                double value = 1;
                for (int u : byItem.row(i)) {
                    for (int l = 0; l < D; l++) {
                        value += users[u * D + l] * map[l * D + k] / Math.sqrt(byItem.count(i));
                    }
                }
                rows[i * D + k] = (float) value;
            }
        }
        return rows;
    }

    /** Where items were: the first so many, the others are new. */
    private static RowMap first(int known) {
        return new RowMap(IntStream.range(0, ITEMS).map(i -> i < known ? i : -1).toArray(), known);
    }

    @Test
    void areWhatTheOthersAreOfTheirUsers() {
        float[] exact = exact();
        float[] items = Arrays.copyOf(exact, exact.length);
        Arrays.fill(items, 30 * D, items.length, 7);
        NewItems.place(train, first(30), users, items);
        assertArrayEquals(Arrays.copyOf(exact, 30 * D), Arrays.copyOf(items, 30 * D), "an item that was there");
        for (int n = 30 * D; n < 39 * D; n++) {
            assertEquals(exact[n], items[n], 1e-3, "item " + n / D);
        }
        assertEquals(7, items[39 * D], "an item of nobody");
    }

    @Test
    void stayWhereTooFewWereThere() {
        float[] exact = exact();
        float[] items = Arrays.copyOf(exact, exact.length);
        Arrays.fill(items, 12 * D, items.length, 7);
        NewItems.place(train, first(11), users, items);
        assertEquals(7, items[12 * D]);
        NewItems.place(train, first(12), users, items);
        assertEquals(exact[12 * D], items[12 * D], 1e-2);
    }
}

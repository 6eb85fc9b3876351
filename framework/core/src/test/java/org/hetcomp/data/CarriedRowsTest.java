package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CarriedRowsTest {
    /** Users b, new, a, lone of now; a, gone, b of before. */
    private static final RowMap MAP =
            RowMap.between(new IdMap(List.of("a", "gone", "b")), new IdMap(List.of("b", "new", "a", "lone")));

    @Test
    void aRowIsFoundByItsId() {
        assertArrayEquals(new int[] {2, -1, 0, -1}, MAP.old());
        assertArrayEquals(new int[] {2, -1, 0}, MAP.now());
        assertEquals(List.of(4, 3, 2, 1), List.of(MAP.size(), MAP.before(), MAP.fresh(), MAP.gone()));
        assertThrows(IllegalArgumentException.class, () -> new RowMap(new int[] {3}, 3));
    }

    @Test
    void whatIsNewLiesAmongItsLike() {
        // Item 0 is had by b and a, item 1 by a, item 2 by nobody who was there.
        Interactions train = Interactions.of(3, new int[][] {{0}, {0, 1, 2}, {0, 1}, {2}});
        float[] before = {1, 10, 7, 70, 3, 30};
        float[] drawn = {9, 9, 9, 9, 9, 9, 8, 8};
        // The mean of item 0 is (2, 20), that of item 1 is (1, 10): the new user's, who has both, is between them.
        assertArrayEquals(new float[] {3, 30, 1.5f, 15, 1, 10, 8, 8}, new CarriedRows(train, MAP).table(before, drawn));
    }

    @Test
    void otherShapesAreRefused() {
        Interactions train = Interactions.of(3, new int[][] {{0}, {0}, {0}, {2}});
        CarriedRows rows = new CarriedRows(train, MAP);
        assertThrows(IllegalArgumentException.class, () -> rows.table(new float[5], new float[8]));
        assertThrows(IllegalArgumentException.class, () -> new CarriedRows(Interactions.of(3, new int[][] {{0}}), MAP));
    }
}

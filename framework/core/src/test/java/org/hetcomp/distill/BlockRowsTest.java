package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How a batch is cut into blocks. */
class BlockRowsTest {
    private static final int CELLS = 8 << 20;

    @Test
    void aBlockKeepsItsBoundWhereOneUserFits() {
        for (int width : new int[] {1, 600, 25_182, 300_000, 524_288, 2_000_000, 8_388_608, 20_000_000}) {
            for (int height : new int[] {1, 15, 16, 17, 128, 333, 1300, 4096}) {
                int rows = ListLoss.rowsOfBlock(height, width, CELLS);
                assertTrue(
                        rows == 1 || (long) rows * width <= CELLS,
                        () -> height + " x " + width + " in rows of " + rows);
                assertTrue(rows >= 1 && (rows >= height || rows < 16 || rows % 16 == 0), "rows " + rows);
            }
        }
        assertEquals(4, ListLoss.rowsOfBlock(128, 2_000_000, CELLS));
    }

    @Test
    void fewItemsAreDoneInBlocksOfEqualHeight() {
        assertEquals(128, ListLoss.rowsOfBlock(128, 25_182, CELLS));
        assertEquals(256, ListLoss.rowsOfBlock(1000, 25_182, CELLS));
        assertEquals(320, ListLoss.rowsOfBlock(1300, 25_182, CELLS));
    }
}

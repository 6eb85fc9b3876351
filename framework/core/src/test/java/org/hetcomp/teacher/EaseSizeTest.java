package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;

class EaseSizeTest {
    private static final long HEAP = 1536L << 20;

    @Test
    void whatTakesLongIsSaidAndWhatDoesNotIsNot() {
        assertNull(new EaseSize(1863, 4489, 33_053).foretold(12, 1, HEAP));
        assertEquals(
                "ease inverts 8,000 x 8,000 numbers an epoch, about 4 min for up to 12 epochs",
                new EaseSize(20_000, 8_000, 1_000_000).foretold(12, 1, HEAP));
    }

    @Test
    void whatDoesNotGoIntoTheHeapIsRefused() {
        DataException e =
                assertThrows(DataException.class, () -> new EaseSize(29_858, 40_988, 800_000).foretold(12, 2, HEAP));
        assertEquals(
                "ease inverts 29,858 x 29,858 numbers an epoch, which take 3,400 MB of Java's heap of 1,536 (--families): "
                        + "leave ease out, or give more, as in HETCOMP_JAVA_OPTS=-Xmx5669m",
                e.getMessage());
        // Whole numbers of this size do not fit an int.
        assertEquals(4L * 60_000 * 60_000, new EaseSize(60_000, 70_000, 1).bytes());
    }
}

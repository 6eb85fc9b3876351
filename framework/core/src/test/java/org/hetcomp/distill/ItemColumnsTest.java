package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ItemColumnsTest {
    private final ItemColumns columns = new ItemColumns();

    @Test
    void numbersItemsInTheOrderTheyAreMet() {
        columns.begin(1000);
        assertTrue(columns.add(999));
        assertTrue(columns.add(0));
        assertFalse(columns.add(999));
        assertEquals(0, columns.of(999));
        assertEquals(1, columns.of(0));
        assertEquals(ItemColumns.ABSENT, columns.of(5));
        assertArrayEquals(new int[] {999, 0}, columns.items());
    }

    @Test
    void eachBatchBeginsAnew() {
        for (int batch = 0; batch < 5; batch++) {
            columns.begin(1000);
            for (int item = 0; item < 1000; item++) {
                assertEquals(ItemColumns.ABSENT, columns.of(item));
            }
            for (int item = batch; item < 700; item++) {
                assertTrue(columns.add(item));
                assertEquals(item - batch, columns.of(item));
            }
            assertEquals(700 - batch, columns.count());
        }
        columns.begin(3);
        assertEquals(0, columns.count());
        assertTrue(columns.add(2));
    }

    @Test
    void aFurtherBatchMakesNothingOfTheSizeOfAllItems() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        columns.begin(4_000_000);
        columns.add(17);
        long before = memory.getThreadAllocatedBytes(thread);
        for (int batch = 0; batch < 10; batch++) {
            columns.begin(4_000_000);
            columns.add(batch);
        }
        long made = memory.getThreadAllocatedBytes(thread) - before;
        assertTrue(made < 1_000_000, () -> made + " bytes");
    }
}

package org.hetcomp.distill;

import java.util.Arrays;

/**
 * Numbers items in the order in which they are met. Made once and begun anew for each batch, at no cost: only the first
 * batch pays for the number of all items. Not for several threads at once.
 */
final class ItemColumns {
    /** Where an item has no column. */
    static final int ABSENT = -1;

    // An item has a column where its entry has reached base: all entries grow stale when base moves past them.
    private int[] entries = new int[0];
    private int base;
    private int[] items = new int[256];
    private int count;

    /** Forgets all columns. */
    void begin(int itemCount) {
        if (entries.length != itemCount || base > Integer.MAX_VALUE - count - itemCount) {
            entries = new int[itemCount];
            Arrays.fill(entries, ABSENT);
            base = 0;
        } else {
            base += count;
        }
        count = 0;
    }

    /** Gives an item the next column if it has none; returns whether it had none. */
    boolean add(int item) {
        if (entries[item] >= base) {
            return false;
        }
        if (count == items.length) {
            items = Arrays.copyOf(items, 2 * count);
        }
        entries[item] = base + count;
        items[count++] = item;
        return true;
    }

    /** The item's column, or {@link #ABSENT}. */
    int of(int item) {
        return entries[item] >= base ? entries[item] - base : ABSENT;
    }

    /** How many items have a column. */
    int count() {
        return count;
    }

    /** The items by column; {@code [count]}. */
    int[] items() {
        return Arrays.copyOf(items, count);
    }
}

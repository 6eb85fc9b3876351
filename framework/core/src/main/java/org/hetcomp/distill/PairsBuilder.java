package org.hetcomp.distill;

import java.util.Arrays;

/** Collects {@link Pairs}, group after group. */
final class PairsBuilder {
    private int[] rows;
    private int[] items;
    private int count;
    private int[] starts;
    private int[] listed;
    private int groups;

    /** Room for so many groups and pairs; it grows where that is too little. */
    PairsBuilder(int groups, int pairs) {
        starts = new int[groups + 1];
        listed = new int[groups];
        rows = new int[pairs];
        items = new int[pairs];
    }

    /** Adds a pair to the group that is open. */
    void add(int row, int item) {
        if (count == items.length) {
            rows = Arrays.copyOf(rows, 2 * count + 16);
            items = Arrays.copyOf(items, 2 * count + 16);
        }
        rows[count] = row;
        items[count++] = item;
    }

    /** Says that the pairs of the open group so far are its list. */
    void endList() {
        if (groups == listed.length) {
            starts = Arrays.copyOf(starts, 2 * groups + 17);
            listed = Arrays.copyOf(listed, 2 * groups + 16);
        }
        listed[groups] = count - starts[groups];
    }

    /** Ends the group, which must have had its list, and opens the next one. */
    void endGroup() {
        starts[++groups] = count;
    }

    /** All of it. */
    Pairs build() {
        return new Pairs(
                Arrays.copyOf(rows, count),
                Arrays.copyOf(items, count),
                Arrays.copyOf(starts, groups + 1),
                Arrays.copyOf(listed, groups));
    }
}

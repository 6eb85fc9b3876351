package org.hetcomp.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects {@link Pairs}, group after group. */
final class PairsBuilder {
    private final List<int[]> lists = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private int[] rows;
    private int[] items;
    private int count;
    private int[] lengths = new int[0];
    private int listed;

    /** Room for so many pairs; it grows where that is too little. */
    PairsBuilder(int pairs) {
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

    /** Says that the open group's pairs since its last list are another one. */
    void endList() {
        int length = count - starts.get(starts.size() - 1) - listed;
        lengths = Arrays.copyOf(lengths, lengths.length + 1);
        lengths[lengths.length - 1] = length;
        listed += length;
    }

    /** Ends the group and opens the next one. */
    void endGroup() {
        lists.add(lengths);
        starts.add(count);
        lengths = new int[0];
        listed = 0;
    }

    /** All of it. */
    Pairs build() {
        return new Pairs(
                Arrays.copyOf(rows, count),
                Arrays.copyOf(items, count),
                starts.stream().mapToInt(start -> start).toArray(),
                lists.toArray(int[][]::new));
    }
}

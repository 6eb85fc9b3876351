package org.hetcomp.distill;

import java.util.Arrays;

/**
 * Pairs of a batch's users and items, in groups whose scores are set against one another.
 *
 * @param rows {@code [n]} the row in the batch of each pair's user
 * @param items {@code [n]} the item of each pair
 * @param starts {@code [groups + 1]} where each group begins
 * @param lists {@code [groups]} the lengths of a group's lists, which come one after another, each best first; the others come
 *     after them
 */
record Pairs(int[] rows, int[] items, int[] starts, int[][] lists) {
    /** How many pairs there are. */
    int count() {
        return items.length;
    }

    /** How many groups there are. */
    int groups() {
        return lists.length;
    }

    /** Where a group's others begin. */
    int others(int group) {
        return starts[group] + Arrays.stream(lists[group]).sum();
    }

    /** Where a group ends. */
    int end(int group) {
        return starts[group + 1];
    }
}

package org.hetcomp.distill;

/**
 * Pairs of a batch's users and items, in groups whose scores are set against one another.
 *
 * @param rows {@code [n]} the row in the batch of each pair's user
 * @param items {@code [n]} the item of each pair
 * @param starts {@code [groups + 1]} where each group begins
 * @param listed {@code [groups]} how many of a group's pairs are a list, best first; the others come after them
 */
record Pairs(int[] rows, int[] items, int[] starts, int[] listed) {
    /** How many pairs there are. */
    int count() {
        return items.length;
    }

    /** How many groups there are. */
    int groups() {
        return listed.length;
    }
}

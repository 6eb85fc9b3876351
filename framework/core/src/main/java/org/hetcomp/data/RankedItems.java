package org.hetcomp.data;

/**
 * Items in some order for each user, with dense ids, as another system has exported them: any items, the user's own
 * among them or not.
 *
 * @param rows {@code [users][any]} dense item ids, best first, none twice in a row
 * @param order how the numbers beside items were understood; never {@code AUTO}
 * @param unknownUsers places that were left out because the data does not have their user
 * @param unknownItems places that were left out because the data does not have their item
 * @param firstUnknown the first of both, with where it was, or null
 */
public record RankedItems(int[][] rows, Order order, long unknownUsers, long unknownItems, String firstUnknown) {
    /** How the numbers beside items order them. */
    public enum Order {
        /** Greatest first; equal numbers in the order of the file. */
        SCORE,
        /** Smallest first. */
        RANK,
        /** By rank if each user's numbers count from 0 or 1 without a gap, else by score. */
        AUTO
    }
}

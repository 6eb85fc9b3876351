package org.hetcomp.data;

/**
 * Who took what, and when: a line of data that a program has in memory.
 *
 * @param user the user's own id
 * @param item the item's own id
 * @param time when, of any unit; NaN if that is not known, which then holds for all
 */
public record Interaction(String user, String item, double time) {
    /** Checks that both ids are there. */
    public Interaction {
        if (user == null || item == null || user.isEmpty() || item.isEmpty()) {
            throw new IllegalArgumentException("an interaction has a user and an item, not " + user + " and " + item);
        }
    }

    /** One whose time is not known. */
    public Interaction(String user, String item) {
        this(user, item, Double.NaN);
    }
}

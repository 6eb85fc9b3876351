package org.hetcomp.teacher;

/** What the rows of a parameter stand for; of one of shape {@code [1, n]}, its numbers. */
public enum Axis {
    /** A row is a user. */
    USERS,
    /** A row is an item. */
    ITEMS,
    /** A row is a user, and after the last one an item. */
    USERS_THEN_ITEMS
}

package org.hetcomp.eval;

import org.hetcomp.data.Rankings;

/** What any model has to beat: it learns nothing but counts, in seconds and without an engine. */
public interface Baseline {
    /** What the baseline of an id is, in a few words; the id itself of one that is not known. */
    static String title(String id) {
        return switch (id) {
            case Popularity.ID -> Popularity.TITLE;
            case ItemNeighbours.ID -> ItemNeighbours.TITLE;
            default -> id;
        };
    }

    /** How scripts call it. */
    String id();

    /** What it is, in a few words. */
    String title();

    /** Numbers that it keeps. */
    long parameters();

    /**
     * Ranks each user's unobserved items.
     *
     * @param depths {@code [users]}: how many of each; at most the number of items is used
     */
    Rankings rankings(int[] depths);
}

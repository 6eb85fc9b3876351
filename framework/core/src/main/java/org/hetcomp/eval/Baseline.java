package org.hetcomp.eval;

import java.util.List;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/** What any model has to beat: it learns nothing but counts, in seconds and without an engine. */
public interface Baseline {
    /** Ids of those there are. */
    List<String> IDS = List.of(Popularity.ID, ItemNeighbours.ID);

    /**
     * The baseline of an id, of a data set's train rows.
     *
     * @throws IllegalArgumentException if there is none of that id
     */
    static Baseline of(String id, Interactions train) {
        return switch (id) {
            case Popularity.ID -> new Popularity(train);
            case ItemNeighbours.ID -> new ItemNeighbours(train);
            default -> throw new IllegalArgumentException("no baseline " + id + "; there are: " + IDS);
        };
    }

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

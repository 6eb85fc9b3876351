package org.hetcomp.serve;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of a model: the best items of a user, of somebody who has some items, or those most similar to an item. One of
 * the three is given, the others are null.
 *
 * @param user the user's own id
 * @param item the item's own id
 * @param history items that somebody has, at least one
 * @param top how many items are wanted, at least 1
 * @param exclude items that are left out
 * @param allow the only items that are wanted; null for all
 */
public record Question(
        String user, String item, List<String> history, int top, List<String> exclude, List<String> allow) {
    /** Checks that one thing is asked, and copies the lists. */
    public Question {
        if (Stream.of(user != null, item != null, history != null)
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new IllegalArgumentException("a user, an item or a history, one of the three");
        }
        if (top < 1 || history != null && history.isEmpty()) {
            throw new IllegalArgumentException("top must be at least 1, not " + top + ", and a history is not empty");
        }
        history = history == null ? null : List.copyOf(history);
        exclude = List.copyOf(exclude);
        allow = allow == null ? null : List.copyOf(allow);
    }

    /** The best items of a user. */
    public static Question of(String user, int top) {
        return new Question(user, null, null, top, List.of(), null);
    }

    /** The best items of who has these. */
    public static Question ofHistory(List<String> history, int top) {
        return new Question(null, null, history, top, List.of(), null);
    }
}

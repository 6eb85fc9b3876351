package org.hetcomp.zoo;

import java.util.Set;

/**
 * Asks for a user's best items.
 *
 * @param user the user's own id
 * @param top how many, at least 1
 * @param leftOut items' own ids that are not wanted, such as those the user has; ids the model does not know are no
 *     harm
 */
public record RankingQuery(String user, int top, Set<String> leftOut) {
    /** Checks the range. */
    public RankingQuery {
        if (top < 1) {
            throw new IllegalArgumentException("top must be at least 1, not " + top);
        }
        leftOut = Set.copyOf(leftOut);
    }
}

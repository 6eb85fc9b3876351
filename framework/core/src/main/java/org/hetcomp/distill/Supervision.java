package org.hetcomp.distill;

import org.hetcomp.data.Rankings;

/**
 * What the student is shown: one row per user in both. The rows of some users are rewritten in place by
 * {@link Ensemble#rebuild} when the curriculum moves them.
 *
 * @param observed the user's own train items, best first, at most P
 * @param unobserved items the user does not have in train, best first, at most K
 */
public record Supervision(Rankings observed, Rankings unobserved) {
    /** Checks that both are of the same users. */
    public Supervision {
        if (observed.users() != unobserved.users()) {
            throw new IllegalArgumentException("observed rankings are of " + observed.users()
                    + " users, unobserved ones of " + unobserved.users());
        }
    }

    /** Number of users. */
    public int users() {
        return observed.users();
    }
}

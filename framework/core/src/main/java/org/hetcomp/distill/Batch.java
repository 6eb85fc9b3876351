package org.hetcomp.distill;

import org.hetcomp.data.Interactions;

/**
 * What a loss is computed from, besides the student: some users, and the lists that they are looked up in by id.
 *
 * @param users {@code [B]} distinct users, row by row of the student's rows
 * @param train users x items; left out of every rest
 * @param supervision what the student is shown, disjoint per user
 * @param seed decides what a loss draws for this batch
 */
public record Batch(int[] users, Interactions train, Supervision supervision, long seed) {
    /** Checks that all lists are of the same users. */
    public Batch {
        if (train.users() != supervision.users()) {
            throw new IllegalArgumentException(
                    "train is of " + train.users() + " users, the supervision of " + supervision.users());
        }
    }

    /** The same lists for other users. */
    public Batch of(int[] others) {
        return new Batch(others, train, supervision, seed);
    }
}

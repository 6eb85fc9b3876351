package org.hetcomp.data;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What is learned from, what settings are chosen by, and what is reported on; all three over the same users and items.
 *
 * @param train interactions to learn from; every user has at least one
 * @param valid interactions that choose epochs and settings
 * @param test interactions that nothing is chosen by
 */
public record Split(Interactions train, Interactions valid, Interactions test) {
    /** Checks that the parts have the same shape and that every user can be learned from. */
    public Split {
        if (train.users() != valid.users()
                || train.users() != test.users()
                || train.items() != valid.items()
                || train.items() != test.items()) {
            throw new IllegalArgumentException("train, valid and test differ in users or items");
        }
        for (int u = 0; u < train.users(); u++) {
            if (train.count(u) == 0) {
                throw new IllegalArgumentException("user " + u + " has no train item");
            }
        }
    }

    /** Number of users. */
    public int users() {
        return train.users();
    }

    /** Number of items. */
    public int items() {
        return train.items();
    }

    /** All pairs as train, and nothing held back: for what is not to be measured any more. */
    public Split whole() {
        Interactions none = Interactions.of(items(), new int[users() + 1], new int[0]);
        return new Split(all(), none, none);
    }

    /** All pairs of the three parts. */
    public Interactions all() {
        int[][] rows = new int[users()][];
        for (int u = 0; u < rows.length; u++) {
            rows[u] = Stream.of(train.row(u), valid.row(u), test.row(u))
                    .flatMapToInt(Arrays::stream)
                    .distinct()
                    .toArray();
        }
        return Interactions.of(items(), rows);
    }
}

package org.hetcomp.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.io.DataException;

/**
 * Which interactions are kept and how they are divided into train, valid and test; of no account for data that comes divided
 * already.
 *
 * @param split how interactions are divided; {@link SplitKind#RATIO} by default
 * @param minUser users with fewer items are left out, from 1; 5 by default
 * @param minItem items with fewer users are left out, from 1; 1 by default
 * @param splitSeed decides what is drawn at random while dividing; 0 by default
 */
public record Division(SplitKind split, int minUser, int minItem, long splitSeed) {
    /** As the published HetComp divides: 20% test and 20% valid of each user with 5 items or more. */
    public static final Division DEFAULT = new Division(SplitKind.RATIO, 5, 1, 0);

    /**
     * Checks the ranges.
     *
     * @throws DataException if an option is outside its range
     */
    public Division {
        if (split == null) {
            throw new NullPointerException("split");
        }
        requirePositive(minUser, "--min-user");
        requirePositive(minItem, "--min-item");
    }

    private static void requirePositive(int value, String option) {
        if (value < 1) {
            throw new DataException("a least count of " + value, option, "give an integer from 1");
        }
    }

    /** The same divided that way. */
    public Division withSplit(SplitKind other) {
        return new Division(other, minUser, minItem, splitSeed);
    }

    /** The same with those least counts. */
    public Division withLeast(int user, int item) {
        return new Division(split, user, item, splitSeed);
    }

    /** The same with the division drawn from another seed. */
    public Division withSplitSeed(long other) {
        return new Division(split, minUser, minItem, other);
    }

    /** The command's options that say the same. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("split", split.id());
        options.put("split-seed", Long.toString(splitSeed));
        options.put("min-user", Integer.toString(minUser));
        options.put("min-item", Integer.toString(minItem));
        return options;
    }
}

package org.hetcomp.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.io.DataException;

/**
 * Which interactions are kept and how they are divided into train, valid and test; of no account for data that comes divided
 * already.
 *
 * @param split how interactions are divided; {@link SplitKind#RATIO} by default
 * @param shares how much goes to each part, where the kind takes shares; 60, 20 and 20 percent by default
 * @param at from when on interactions are valid and test, of {@link SplitKind#TIME} alone; null where the shares say it
 * @param minUser users with fewer items are left out, from 1; 5 by default
 * @param minItem items with fewer users are left out, from 1; 1 by default
 * @param splitSeed decides what is drawn at random while dividing; 0 by default
 */
public record Division(SplitKind split, Shares shares, Moments at, int minUser, int minItem, long splitSeed) {
    /** As the published HetComp divides: 20% test and 20% valid of each user with 5 items or more. */
    public static final Division DEFAULT = new Division(SplitKind.RATIO, Shares.DEFAULT, null, 5, 1, 0);

    /**
     * Checks the ranges, and that what is said has a place in the kind of split. Shares that are null are the default's.
     *
     * @throws DataException if an option is outside its range, or belongs to another kind of split
     */
    public Division {
        if (split == null) {
            throw new NullPointerException("split");
        }
        shares = shares == null ? Shares.DEFAULT : shares;
        requirePositive(minUser, "--min-user");
        requirePositive(minItem, "--min-item");
        if (at != null && split != SplitKind.TIME) {
            throw new DataException("--split " + split.id() + " has no moment", "--at", "take --split time");
        }
        if (split == SplitKind.LEAVE_ONE_OUT && !shares.equals(Shares.DEFAULT)) {
            throw new DataException(
                    "leave-one-out takes one item of a user each, no shares", "--shares", "leave it out");
        }
        if (at != null && at.texts().size() == 2 && !shares.equals(Shares.DEFAULT)) {
            throw new DataException("two moments leave nothing for shares to say", "--shares", "leave it out");
        }
    }

    private static void requirePositive(int value, String option) {
        if (value < 1) {
            throw new DataException("a least count of " + value, option, "give an integer from 1");
        }
    }

    /** The same divided that way, with what that way takes of the shares and the moments. */
    public Division withSplit(SplitKind other) {
        return new Division(
                other,
                other == SplitKind.LEAVE_ONE_OUT ? Shares.DEFAULT : shares,
                other == SplitKind.TIME ? at : null,
                minUser,
                minItem,
                splitSeed);
    }

    /** The same with other shares. */
    public Division withShares(Shares other) {
        return new Division(split, other, at, minUser, minItem, splitSeed);
    }

    /** The same divided at those moments, of {@link SplitKind#TIME} alone; null where the shares say it. */
    public Division withMoments(Moments other) {
        return new Division(split, shares, other, minUser, minItem, splitSeed);
    }

    /** The same with those least counts. */
    public Division withLeast(int user, int item) {
        return new Division(split, shares, at, user, item, splitSeed);
    }

    /** The same with the division drawn from another seed. */
    public Division withSplitSeed(long other) {
        return new Division(split, shares, at, minUser, minItem, other);
    }

    /** The command's options that say the same. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("split", split.id());
        if (!shares.equals(Shares.DEFAULT)) {
            options.put("shares", shares.toString());
        }
        if (at != null) {
            options.put("at", at.toString());
        }
        options.put("split-seed", Long.toString(splitSeed));
        options.put("min-user", Integer.toString(minUser));
        options.put("min-item", Integer.toString(minItem));
        return options;
    }
}

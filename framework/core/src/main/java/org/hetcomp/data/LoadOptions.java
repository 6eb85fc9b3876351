package org.hetcomp.data;

import org.hetcomp.io.DataException;

/**
 * How a data set is read and divided. All but the format is for data that does not come divided already.
 *
 * @param format the file's layout, or null to find it out from the file
 * @param split how interactions are divided; {@link SplitKind#RATIO} by default
 * @param minUser users with fewer items are left out, from 1; 5 by default
 * @param minItem items with fewer users are left out, from 1; 1 by default
 * @param seed decides what is drawn at random while dividing; 0 by default
 */
public record LoadOptions(Format format, SplitKind split, int minUser, int minItem, long seed) {
    /** The defaults, which are those of the published HetComp. */
    public static final LoadOptions DEFAULT = new LoadOptions(null, SplitKind.RATIO, 5, 1, 0);

    /**
     * Checks the ranges.
     *
     * @throws DataException if an option is outside its range
     */
    public LoadOptions {
        if (split == null) {
            throw new NullPointerException("split");
        }
        requirePositive(minUser, "--min-user");
        requirePositive(minItem, "--min-item");
    }

    /** The same with that layout, or null to find it out. */
    public LoadOptions withFormat(Format other) {
        return new LoadOptions(other, split, minUser, minItem, seed);
    }

    /** The same divided that way. */
    public LoadOptions withSplit(SplitKind other) {
        return new LoadOptions(format, other, minUser, minItem, seed);
    }

    /** The same with those least counts. */
    public LoadOptions withLeast(int user, int item) {
        return new LoadOptions(format, split, user, item, seed);
    }

    /** The same with that seed. */
    public LoadOptions withSeed(long other) {
        return new LoadOptions(format, split, minUser, minItem, other);
    }

    private static void requirePositive(int value, String option) {
        if (value < 1) {
            throw new DataException("a least count of " + value, option, "give an integer from 1");
        }
    }
}

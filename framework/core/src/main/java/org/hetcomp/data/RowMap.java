package org.hetcomp.data;

import java.util.Arrays;

/**
 * Where the rows of a table, users or items, were in one of before.
 *
 * @param old {@code int32 [rows]}: the row of before, or -1 of what is new; not to be written
 * @param before how many rows there were, from 0
 */
public record RowMap(int[] old, int before) {
    /** Checks the range. */
    public RowMap {
        for (int row : old) {
            if (row < -1 || row >= before) {
                throw new IllegalArgumentException("row " + row + " is none of " + before);
            }
        }
    }

    /** By the ids that users write. */
    public static RowMap between(IdMap before, IdMap now) {
        return new RowMap(
                now.tokens().stream()
                        .mapToInt(token -> before.dense(token).orElse(-1))
                        .toArray(),
                before.size());
    }

    /** Number of rows. */
    public int size() {
        return old.length;
    }

    /** How many of them are new. */
    public int fresh() {
        return (int) Arrays.stream(old).filter(row -> row < 0).count();
    }

    /** How many of those of before are no more. */
    public int gone() {
        return before - (size() - fresh());
    }

    /**
     * Where what was there is now.
     *
     * @return {@code int32 [before]}: its row, or -1 of what is gone
     */
    public int[] now() {
        int[] now = new int[before];
        Arrays.fill(now, -1);
        for (int row = 0; row < old.length; row++) {
            if (old[row] >= 0) {
                now[old[row]] = row;
            }
        }
        return now;
    }
}

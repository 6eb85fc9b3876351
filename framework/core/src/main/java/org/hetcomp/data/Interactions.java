package org.hetcomp.data;

import java.util.Arrays;

/**
 * Implicit feedback, users x items, as CSR of dense item ids: user {@code u} has
 * {@code ids[offsets[u]] .. ids[offsets[u + 1] - 1]}, ascending and distinct. Immutable; the arrays are shared, not
 * copied, and belong to it once handed over.
 */
public final class Interactions {
    private final int items;
    private final int[] offsets;
    private final int[] ids;

    private Interactions(int items, int[] offsets, int[] ids) {
        this.items = items;
        this.offsets = offsets;
        this.ids = ids;
    }

    /**
     * Wraps CSR arrays.
     *
     * @param items number of items; ids lie in {@code 0 .. items - 1}
     * @param offsets {@code int32 [users + 1]}, ascending from 0 to {@code ids.length}
     * @param ids {@code int32 [pairs]}; sorted here where a row is not, duplicates in a row are an error
     * @throws IllegalArgumentException if the arrays do not describe such a matrix
     */
    public static Interactions of(int items, int[] offsets, int[] ids) {
        if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != ids.length) {
            throw new IllegalArgumentException("offsets must run from 0 to the number of pairs, " + ids.length);
        }
        for (int u = 0; u + 1 < offsets.length; u++) {
            if (offsets[u] > offsets[u + 1] || offsets[u + 1] > ids.length) {
                throw new IllegalArgumentException("offsets do not rise to " + ids.length + " at user " + u);
            }
            Arrays.sort(ids, offsets[u], offsets[u + 1]);
            for (int p = offsets[u]; p < offsets[u + 1]; p++) {
                if (ids[p] < 0 || ids[p] >= items) {
                    throw new IllegalArgumentException(
                            "item " + ids[p] + " of user " + u + " is outside 0.." + (items - 1));
                }
                if (p > offsets[u] && ids[p] == ids[p - 1]) {
                    throw new IllegalArgumentException("user " + u + " has item " + ids[p] + " twice");
                }
            }
        }
        return new Interactions(items, offsets, ids);
    }

    /**
     * Wraps one list of items per user.
     *
     * @param items number of items
     * @param rows {@code [users][]}: each user's distinct items in any order
     */
    public static Interactions of(int items, int[][] rows) {
        int[] offsets = new int[rows.length + 1];
        for (int u = 0; u < rows.length; u++) {
            offsets[u + 1] = Math.addExact(offsets[u], rows[u].length);
        }
        int[] ids = new int[offsets[rows.length]];
        for (int u = 0; u < rows.length; u++) {
            System.arraycopy(rows[u], 0, ids, offsets[u], rows[u].length);
        }
        return of(items, offsets, ids);
    }

    /** Number of users. */
    public int users() {
        return offsets.length - 1;
    }

    /** Number of items. */
    public int items() {
        return items;
    }

    /** Number of (user, item) pairs. */
    public int size() {
        return ids.length;
    }

    /** Where the user's items begin in {@link #ids()}. */
    public int start(int user) {
        return offsets[user];
    }

    /** Where the user's items end in {@link #ids()}, exclusive. */
    public int end(int user) {
        return offsets[user + 1];
    }

    /** How many items the user has. */
    public int count(int user) {
        return offsets[user + 1] - offsets[user];
    }

    /** The greatest number of items that one user has. */
    public int maxCount() {
        int max = 0;
        for (int u = 0; u < users(); u++) {
            max = Math.max(max, count(u));
        }
        return max;
    }

    /** All item ids, row after row; {@code int32 [size]}, not to be written. */
    public int[] ids() {
        return ids;
    }

    /** The row starts; {@code int32 [users + 1]}, not to be written. */
    public int[] offsets() {
        return offsets;
    }

    /** A copy of the user's items, ascending. */
    public int[] row(int user) {
        return Arrays.copyOfRange(ids, offsets[user], offsets[user + 1]);
    }

    /** Whether the user has the item. */
    public boolean contains(int user, int item) {
        return Arrays.binarySearch(ids, offsets[user], offsets[user + 1], item) >= 0;
    }

    /** How many users have each item; {@code int32 [items]}. */
    public int[] itemCounts() {
        int[] counts = new int[items];
        for (int id : ids) {
            counts[id]++;
        }
        return counts;
    }

    /** The same pairs as items x users. */
    public Interactions transposed() {
        int[] begin = new int[items + 1];
        for (int id : ids) {
            begin[id + 1]++;
        }
        for (int i = 0; i < items; i++) {
            begin[i + 1] += begin[i];
        }
        int[] next = begin.clone();
        int[] users = new int[ids.length];
        for (int u = 0; u < users(); u++) {
            for (int p = offsets[u]; p < offsets[u + 1]; p++) {
                users[next[ids[p]]++] = u;
            }
        }
        return new Interactions(users(), begin, users);
    }
}

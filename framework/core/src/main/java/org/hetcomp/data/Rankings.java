package org.hetcomp.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One ranking per user, best item first, cut at {@code cut} items: {@code int32 [users, cut]}. A user with fewer items
 * than the cut is padded with {@link #NONE} at the end. Over unobserved items (not in train) unless said otherwise.
 *
 * <p>They lie in an array, or elsewhere, from where a row is copied whenever it is asked for: those of a teacher's folder stay
 * in its file.
 */
public final class Rankings {
    /** Marks the places after a ranking's end. */
    public static final int NONE = -1;

    private final int users;
    private final int cut;
    private final int[] ids;
    private final Rows rows;

    private Rankings(int users, int cut, int[] ids, Rows rows) {
        this.users = users;
        this.cut = cut;
        this.ids = ids;
        this.rows = rows;
    }

    /**
     * Rankings in an array.
     *
     * @param users number of users
     * @param cut length of a row
     * @param ids {@code int32 [users * cut]}, row after row; shared, not copied
     * @throws IllegalArgumentException if the array has not {@code users * cut} places
     */
    public Rankings(int users, int cut, int[] ids) {
        this(users, cut, ids, null);
        if (users < 0 || cut < 1 || (long) users * cut != ids.length) {
            throw new IllegalArgumentException("rankings of " + users + " users cut at " + cut + " take "
                    + (long) users * cut + " places, not " + ids.length);
        }
    }

    /** Where rankings lie that are in no array; asked by several threads at once. */
    public interface Rows {
        /**
         * Copies a part of a row.
         *
         * @param rank where it begins
         * @param into receives it, from its beginning
         * @param length how many places
         */
        void read(int user, int rank, int[] into, int length);

        /** No item is greater than this. */
        int greatest();
    }

    /** Rankings that lie elsewhere. */
    public static Rankings of(int users, int cut, Rows rows) {
        if (users < 0 || cut < 1) {
            throw new IllegalArgumentException("no rankings are of " + users + " users and cut at " + cut);
        }
        return new Rankings(users, cut, null, rows);
    }

    /** Empty rankings of that size, all places {@link #NONE}. */
    public static Rankings empty(int users, int cut) {
        int[] ids = new int[Math.multiplyExact(users, cut)];
        Arrays.fill(ids, NONE);
        return new Rankings(users, cut, ids);
    }

    /** Number of users. */
    public int users() {
        return users;
    }

    /** Length of a row. */
    public int cut() {
        return cut;
    }

    /** All places, row after row, live; where rankings lie elsewhere a copy of all of them. */
    public int[] ids() {
        if (ids != null) {
            return ids;
        }
        int[] all = new int[Math.multiplyExact(users, cut)];
        int[] row = new int[cut];
        for (int u = 0; u < users; u++) {
            read(u, row, cut);
            System.arraycopy(row, 0, all, start(u), cut);
        }
        return all;
    }

    /** The user's item at that rank (0 is the best), or {@link #NONE}. */
    public int at(int user, int rank) {
        if (ids != null) {
            return ids[user * cut + rank];
        }
        int[] one = new int[1];
        rows.read(user, rank, one, 1);
        return one[0];
    }

    /** Where the user's row begins in {@link #ids()}. */
    public int start(int user) {
        return user * cut;
    }

    /**
     * Copies the first places of a user's row, padding too.
     *
     * @param into receives them, from its beginning
     * @param length how many, at most the cut
     */
    public void read(int user, int[] into, int length) {
        if (ids != null) {
            System.arraycopy(ids, start(user), into, 0, length);
        } else {
            rows.read(user, 0, into, length);
        }
    }

    /** How many items the user's ranking has, at most the cut. */
    public int length(int user) {
        return ids != null ? end(ids, start(user), cut) : first(user, cut).length;
    }

    private static int end(int[] places, int begin, int most) {
        int n = most;
        while (n > 0 && places[begin + n - 1] == NONE) {
            n--;
        }
        return n;
    }

    /** A copy of the user's ranking, without padding. */
    public int[] row(int user) {
        return first(user, cut);
    }

    /** A copy of the user's best items, at most so many, without padding. */
    public int[] first(int user, int most) {
        int[] row = new int[Math.min(most, cut)];
        read(user, row, row.length);
        int length = end(row, 0, row.length);
        return length == row.length ? row : Arrays.copyOf(row, length);
    }

    /** No item is greater than this; {@link #NONE} if there is none. */
    public int greatest() {
        return ids != null ? IntStream.of(ids).max().orElse(NONE) : rows.greatest();
    }

    /** The same rankings cut shorter (or equal). */
    public Rankings cutAt(int shorter) {
        if (shorter > cut) {
            throw new IllegalArgumentException("rankings cut at " + cut + " cannot be cut at " + shorter);
        }
        if (ids == null) {
            return of(users, shorter, rows);
        }
        int[] out = new int[users * shorter];
        for (int u = 0; u < users; u++) {
            System.arraycopy(ids, u * cut, out, u * shorter, shorter);
        }
        return new Rankings(users, shorter, out);
    }
}

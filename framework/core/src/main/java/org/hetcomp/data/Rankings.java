package org.hetcomp.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hetcomp.io.DataException;

/**
 * One ranking per user, best item first, cut at {@code cut} items: {@code int32 [users, cut]}. A user with fewer items
 * than the cut is padded with {@link #NONE} at the end. Over unobserved items (not in train) unless said otherwise.
 *
 * <p>They lie in an array, in which rows may be shorter than the cut where a user needs no more, or elsewhere, from where a row is copied whenever it is asked for: those of a teacher's folder stay
 * in its file.
 */
public final class Rankings {
    /** Marks the places after a ranking's end. */
    public static final int NONE = -1;

    private static final int MOST = Integer.MAX_VALUE - 8;

    private final int users;
    private final int cut;
    private final int[] ids;
    // Where each row begins, and the last one ends; null where all have the cut's length.
    private final int[] starts;
    private final Rows rows;

    private Rankings(int users, int cut, int[] ids, int[] starts, Rows rows) {
        this.users = users;
        this.cut = cut;
        this.ids = ids;
        this.starts = starts;
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
        this(users, cut, ids, null, null);
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
        return new Rankings(users, cut, null, null, rows);
    }

    /**
     * Empty rankings of that size, all places {@link #NONE}.
     *
     * @throws DataException if they are more places than an array has
     */
    public static Rankings empty(int users, int cut) {
        return new Rankings(users, cut, places(users, (long) users * cut));
    }

    /**
     * Empty rankings with room of its own for each user: one who needs thousands of places costs the others nothing.
     *
     * @param depths {@code [users]} places of each, 0 for none; the greatest is the cut, which is at least 1
     * @throws DataException if they are more places than an array has
     */
    public static Rankings empty(int[] depths) {
        int cut = Math.max(1, IntStream.of(depths).max().orElse(1));
        int[] ids = places(depths.length, IntStream.of(depths).asLongStream().sum());
        int[] starts = new int[depths.length + 1];
        for (int u = 0; u < depths.length; u++) {
            starts[u + 1] = starts[u] + depths[u];
        }
        return new Rankings(depths.length, cut, ids, starts, null);
    }

    private static int[] places(int users, long count) {
        if (count > MOST) {
            throw new DataException(
                    String.format(Locale.ROOT, "rankings of %,d users take %,d places", users, count),
                    "these users",
                    String.format(Locale.ROOT, "ask for fewer users or shorter rankings: there is room for %,d", MOST));
        }
        int[] ids = new int[(int) count];
        Arrays.fill(ids, NONE);
        return ids;
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
        int[] all = places(users, (long) users * cut);
        int[] row = new int[cut];
        for (int u = 0; u < users; u++) {
            read(u, row, cut);
            System.arraycopy(row, 0, all, start(u), cut);
        }
        return all;
    }

    /** The user's item at that rank (0 is the best), or {@link #NONE}. */
    public int at(int user, int rank) {
        if (starts != null) {
            return rank < depth(user) ? ids[starts[user] + rank] : NONE;
        }
        if (ids != null) {
            return ids[user * cut + rank];
        }
        int[] one = new int[1];
        rows.read(user, rank, one, 1);
        return one[0];
    }

    /** Where the user's row begins in {@link #ids()}. */
    public int start(int user) {
        return starts != null ? starts[user] : user * cut;
    }

    /** How many places the user's row has, at most the cut. */
    public int depth(int user) {
        return starts != null ? starts[user + 1] - starts[user] : cut;
    }

    /**
     * Copies the first places of a user's row, padding too.
     *
     * @param into receives them, from its beginning
     * @param length how many, at most the cut
     */
    public void read(int user, int[] into, int length) {
        if (ids != null) {
            int there = Math.min(length, depth(user));
            System.arraycopy(ids, start(user), into, 0, there);
            Arrays.fill(into, there, length, NONE);
        } else {
            rows.read(user, 0, into, length);
        }
    }

    /** How many items the user's ranking has, at most the cut. */
    public int length(int user) {
        return ids != null ? end(ids, start(user), depth(user)) : first(user, cut).length;
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
        Rankings out = empty(users, shorter);
        int[] row = new int[shorter];
        for (int u = 0; u < users; u++) {
            read(u, row, shorter);
            System.arraycopy(row, 0, out.ids, out.start(u), shorter);
        }
        return out;
    }
}

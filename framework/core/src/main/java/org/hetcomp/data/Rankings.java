package org.hetcomp.data;

import java.util.Arrays;

/**
 * One ranking per user, best item first, cut at {@code cut} items: {@code int32 [users, cut]}. A user with fewer items
 * than the cut is padded with {@link #NONE} at the end. Over unobserved items (not in train) unless said otherwise.
 *
 * @param users number of users
 * @param cut length of a row
 * @param ids {@code int32 [users * cut]}, row after row; shared, not copied
 */
public record Rankings(int users, int cut, int[] ids) {
    /** Marks the places after a ranking's end. */
    public static final int NONE = -1;

    /** Checks that the array has {@code users * cut} places. */
    public Rankings {
        if (users < 0 || cut < 1 || (long) users * cut != ids.length) {
            throw new IllegalArgumentException("rankings of " + users + " users cut at " + cut + " take "
                    + (long) users * cut + " places, not " + ids.length);
        }
    }

    /** Empty rankings of that size, all places {@link #NONE}. */
    public static Rankings empty(int users, int cut) {
        int[] ids = new int[Math.multiplyExact(users, cut)];
        Arrays.fill(ids, NONE);
        return new Rankings(users, cut, ids);
    }

    /** The user's item at that rank (0 is the best), or {@link #NONE}. */
    public int at(int user, int rank) {
        return ids[user * cut + rank];
    }

    /** Where the user's row begins in {@link #ids()}. */
    public int start(int user) {
        return user * cut;
    }

    /** How many items the user's ranking has, at most the cut. */
    public int length(int user) {
        int begin = start(user);
        int n = cut;
        while (n > 0 && ids[begin + n - 1] == NONE) {
            n--;
        }
        return n;
    }

    /** A copy of the user's ranking, without padding. */
    public int[] row(int user) {
        return Arrays.copyOfRange(ids, start(user), start(user) + length(user));
    }

    /** The same rankings cut shorter (or equal). */
    public Rankings cutAt(int shorter) {
        if (shorter > cut) {
            throw new IllegalArgumentException("rankings cut at " + cut + " cannot be cut at " + shorter);
        }
        int[] out = new int[users * shorter];
        for (int u = 0; u < users; u++) {
            System.arraycopy(ids, u * cut, out, u * shorter, shorter);
        }
        return new Rankings(users, shorter, out);
    }
}

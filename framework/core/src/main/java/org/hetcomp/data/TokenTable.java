package org.hetcomp.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers tokens in the order in which they first appear. One that is known already makes no string, and if it is as short as
 * most ids are, a single look into memory finds it: its characters are its key.
 */
final class TokenTable {
    private static final int MOST_PACKED = 7;
    private static final int BITS = 8;
    private static final int MOST_ASCII = 127;
    /** The highest byte of a packed key is the token's length. */
    private static final long HASHED = 0xffL << 56;

    // Drawn anew each time, so that nobody can write a file whose ids all fall in one place. It decides no result.
    private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;
    private final List<String> tokens = new ArrayList<>();
    // A key and a number + 1 in turns, twice as many as tokens or more; a number of 0 is an empty place.
    private long[] places = new long[1 << 11];

    /** The number of the token between two places, which is not empty. */
    int add(char[] chars, int begin, int end) {
        long packed = packed(chars, begin, end);
        long key = packed == 0 ? hashed(chars, begin, end) : packed;
        int at = place(key);
        while (places[at + 1] != 0) {
            int number = (int) places[at + 1] - 1;
            if (places[at] == key && (packed != 0 || isEqual(tokens.get(number), chars, begin, end))) {
                return number;
            }
            at = at + 2 & places.length - 1;
        }
        places[at] = key;
        places[at + 1] = tokens.size() + 1L;
        tokens.add(new String(chars, begin, end - begin));
        if (4 * tokens.size() >= places.length) {
            grow();
        }
        return tokens.size() - 1;
    }

    // 0 if it does not fit.
    private static long packed(char[] chars, int begin, int end) {
        if (end - begin > MOST_PACKED) {
            return 0;
        }
        long packed = (long) end - begin;
        for (int c = begin; c < end; c++) {
            if (chars[c] > MOST_ASCII) {
                return 0;
            }
            packed = packed << BITS | chars[c];
        }
        return packed << BITS * (MOST_PACKED - (end - begin));
    }

    private long hashed(char[] chars, int begin, int end) {
        long hash = (long) end - begin;
        for (int c = begin; c < end; c++) {
            hash = (hash ^ hash >>> 29) * multiplier + chars[c];
        }
        return hash | HASHED;
    }

    private static boolean isEqual(String token, char[] chars, int begin, int end) {
        if (token.length() != end - begin) {
            return false;
        }
        for (int c = begin; c < end; c++) {
            if (token.charAt(c - begin) != chars[c]) {
                return false;
            }
        }
        return true;
    }

    private int place(long key) {
        long mixed = (key ^ key >>> 32) * multiplier;
        return (int) (mixed ^ mixed >>> 32) << 1 & places.length - 1;
    }

    private void grow() {
        long[] all = places;
        places = new long[2 * all.length];
        for (int from = 0; from < all.length; from += 2) {
            if (all[from + 1] != 0) {
                int at = place(all[from]);
                while (places[at + 1] != 0) {
                    at = at + 2 & places.length - 1;
                }
                places[at] = all[from];
                places[at + 1] = all[from + 1];
            }
        }
    }

    /** All tokens, by number. */
    List<String> tokens() {
        return tokens;
    }
}

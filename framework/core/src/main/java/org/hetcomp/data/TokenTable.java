package org.hetcomp.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers tokens in the order in which they first appear; a token that is known already makes no string. */
final class TokenTable {
    // Drawn anew each time, so that nobody can write a file whose ids all fall in one place. It decides no result.
    private final int multiplier = ThreadLocalRandom.current().nextInt() | 1;
    private final List<String> tokens = new ArrayList<>();
    // A token's number + 1, or 0 where there is none; twice as many places as tokens, or more.
    private int[] slots = new int[1 << 10];
    private int[] hashes = new int[1 << 9];

    /** The number of the token between two places. */
    int add(char[] chars, int begin, int end) {
        int hash = end - begin;
        for (int c = begin; c < end; c++) {
            hash = hash * multiplier + chars[c];
        }
        hash ^= hash >>> 16;
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != 0) {
            int number = slots[at] - 1;
            if (hashes[number] == hash && isEqual(tokens.get(number), chars, begin, end)) {
                return number;
            }
            at = at + 1 & mask;
        }
        int number = tokens.size();
        tokens.add(new String(chars, begin, end - begin));
        if (number == hashes.length) {
            grow();
        }
        hashes[number] = hash;
        place(hash, number);
        return number;
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

    private void grow() {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        slots = new int[2 * hashes.length];
        for (int number = 0; number + 1 < tokens.size(); number++) {
            place(hashes[number], number);
        }
    }

    private void place(int hash, int number) {
        int mask = slots.length - 1;
        int at = hash & mask;
        while (slots[at] != 0) {
            at = at + 1 & mask;
        }
        slots[at] = number + 1;
    }

    /** All tokens, by number. */
    List<String> tokens() {
        return tokens;
    }
}

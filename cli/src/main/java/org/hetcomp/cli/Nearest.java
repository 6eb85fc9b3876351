package org.hetcomp.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the word that was meant, by the number of letters to change. */
final class Nearest {
    private static final int MOST = 2;

    private Nearest() {}

    /** Advice on an unknown word: the nearest of the known ones if one is near, and all of them. */
    static String advice(String word, Collection<String> known) {
        List<String> near = known.stream()
                .filter(k -> distance(word, k) <= MOST || (word.length() > 2 && k.startsWith(word)))
                .sorted(Comparator.comparingInt(k -> distance(word, k)))
                .limit(1)
                .toList();
        String all = "take one of " + String.join(", ", known);
        return near.isEmpty() ? all : "did you mean " + near.get(0) + "? " + all;
    }

    /** Levenshtein's distance. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

package org.hetcomp;

import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;

/** Makes rankings for tests. */
public final class Lists {
    private Lists() {}

    /** One ranking per row, padded to the longest. */
    public static Rankings rankings(int[]... rows) {
        int cut = 1;
        for (int[] row : rows) {
            cut = Math.max(cut, row.length);
        }
        return rankings(cut, rows);
    }

    /** One ranking per row, padded or cut to {@code cut}. */
    public static Rankings rankings(int cut, int[][] rows) {
        Rankings rankings = Rankings.empty(rows.length, cut);
        for (int u = 0; u < rows.length; u++) {
            System.arraycopy(rows[u], 0, rankings.ids(), rankings.start(u), Math.min(cut, rows[u].length));
        }
        return rankings;
    }

    /** All numbers below {@code n} in random order. */
    public static int[] permutation(int n, Random random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}

package org.hetcomp.export;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Ranks by the vectors that a target holds, exactly: a sum of products in the order of the dimensions, equal scores to the
 * smaller row, no place to what is no number. Of 32 bits it ranks as the student does. Safe for any number of threads.
 */
public final class Rounded {
    // Products of numbers that a comparison may take, a few seconds' worth.
    private static final long PRODUCTS = 10_000_000_000L;

    private final Side users;
    private final float[][] items;
    private final float[] scales;

    /** Reads the items' vectors {@code [items, d]} into memory. */
    Rounded(Side users, Side items) {
        this.users = users;
        this.items = new float[items.size()][];
        this.scales = new float[items.size()];
        for (int row = 0; row < this.items.length; row++) {
            Row item = items.row(row);
            this.items[row] = item.values();
            scales[row] = item.scale();
        }
    }

    /** How many of so many users can be ranked for in a few seconds: all, or fewer where the catalogue is large. */
    public int affordable(int ofUsers) {
        long products = (long) items.length * items[0].length;
        return (int) Math.min(ofUsers, Math.max(1, PRODUCTS / products));
    }

    /**
     * The rows of a user's best items, the best first.
     *
     * @param user the user's row
     * @param top how many, at least 1; fewer are given where there are no more
     * @param without rows of items to leave out
     */
    public int[] best(int user, int top, BitSet without) {
        float[] vector = users.row(user).values();
        int most = Math.min(top, items.length - without.cardinality());
        long[] kept = new long[most];
        int size = 0;
        for (int row = 0; row < items.length; row++) {
            if (without.get(row)) {
                continue;
            }
            float score = product(vector, row);
            long key = key(score, row);
            if (!Float.isNaN(score) && (size < most || key > kept[0])) {
                size = insert(kept, size, key);
            }
        }
        int[] rows = new int[size];
        for (int n = 0; n < size; n++) {
            rows[n] = Integer.MAX_VALUE - (int) kept[size - 1 - n];
        }
        return rows;
    }

    /** Puts a key into the ascending ones that are kept; the least goes where there is no place left. */
    private static int insert(long[] kept, int size, long key) {
        int at = -1 - Arrays.binarySearch(kept, 0, size, key);
        if (size < kept.length) {
            System.arraycopy(kept, at, kept, at + 1, size - at);
            kept[at] = key;
            return size + 1;
        }
        System.arraycopy(kept, 1, kept, 0, at - 1);
        kept[at - 1] = key;
        return size;
    }

    /** The score above, the row's complement below: the greater key is the better one. */
    private static long key(float score, int row) {
        int bits = Float.floatToIntBits(score + 0f);
        return (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | Integer.MAX_VALUE - row;
    }

    // Whole numbers are summed before they are scaled, as targets do.
    private float product(float[] vector, int row) {
        float[] item = items[row];
        float sum = vector[0] * item[0];
        for (int k = 1; k < vector.length; k++) {
            sum += vector[k] * item[k];
        }
        return sum * scales[row];
    }

    /** What an item scores for a user, both by row. */
    public float score(int user, int item) {
        Row row = users.row(user);
        return product(row.values(), item) * row.scale();
    }
}

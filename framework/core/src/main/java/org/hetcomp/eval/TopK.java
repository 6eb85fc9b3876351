package org.hetcomp.eval;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * The k best of a row of scores in Java: whatever beats the k-th best so far is kept till 2 k are, of which the better half stays,
 * so that most items cost one comparison. Equal scores go to the smaller item id, on every engine; NaN is never chosen.
 */
public final class TopK {
    // Scores that are read at once: from an array it takes half of what it takes from a buffer.
    private static final ThreadLocal<float[]> SOME = ThreadLocal.withInitial(() -> new float[1024]);

    // Keys, of which the greater one is the better.
    private final long[] kept;
    private int size;
    private int depth;
    // What has to be beaten once there are as many as are chosen.
    private float worst;
    private Skip skip;
    private int next;

    /** Room for rankings of at most {@code k} items. */
    public TopK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        kept = new long[Math.multiplyExact(2, k)];
    }

    /**
     * Where a row of scores lies.
     *
     * @param scores hold the row at {@code from .. from + items - 1}
     * @param from where it begins
     * @param items its length
     */
    public record Row(FloatBuffer scores, int from, int items) {
        /** A row by itself. */
        public static Row of(float[] scores) {
            return new Row(FloatBuffer.wrap(scores), 0, scores.length);
        }
    }

    /**
     * Items to leave out.
     *
     * @param items hold them sorted at {@code from .. to - 1}
     * @param from where they begin
     * @param to where they end
     */
    public record Skip(int[] items, int from, int to) {
        /** Those sorted items. */
        public static Skip of(int[] sorted) {
            return new Skip(sorted, 0, sorted.length);
        }

        /** What a user has. */
        public static Skip of(Interactions had, int user) {
            return new Skip(had.ids(), had.start(user), had.end(user));
        }
    }

    /**
     * Ranks one row of scores.
     *
     * @param depth how many items to choose, from 0 to the room there is
     * @param out receives the ranking at {@code outFrom .. outFrom + depth - 1}, padded with {@link Rankings#NONE}
     */
    public void select(Row row, Skip skip, int depth, int[] out, int outFrom) {
        begin(skip, depth);
        add(row, 0);
        end(out, null, outFrom);
    }

    /**
     * Begins a ranking of scores that come in parts.
     *
     * @param leftOut of all parts
     * @param most how many items to choose, from 0 to the room there is
     */
    void begin(Skip leftOut, int most) {
        skip = leftOut;
        next = leftOut.from();
        depth = most;
        size = 0;
        worst = Float.NEGATIVE_INFINITY;
    }

    /**
     * Takes the scores of some items, each part those after the part before.
     *
     * @param first the item that the row begins with
     */
    void add(Row row, int first) {
        FloatBuffer scores = row.scores();
        int from = row.from();
        int items = row.items();
        int item = depth > 0 ? 0 : items;
        while (item < items) {
            boolean leaves = next < skip.to() && skip.items()[next] - first < items;
            int stop = leaves ? skip.items()[next++] - first : items;
            item = fill(scores, from, item, stop, first);
            replace(scores, from, item, stop, first);
            item = stop + 1;
        }
    }

    /**
     * Ends it.
     *
     * @param out receives the ranking at {@code outFrom .. outFrom + depth - 1}, padded with {@link Rankings#NONE}
     * @param outScores receives their scores at the same places; may be null
     * @return how many there are
     */
    int end(int[] out, float[] outScores, int outFrom) {
        if (size > depth) {
            halve();
        }
        Arrays.sort(kept, 0, size);
        Arrays.fill(out, outFrom, outFrom + depth, Rankings.NONE);
        for (int n = 0; n < size; n++) {
            long key = kept[size - 1 - n];
            out[outFrom + n] = item(key);
            if (outScores != null) {
                outScores[outFrom + n] = score(key);
            }
        }
        return size;
    }

    private int fill(FloatBuffer scores, int from, int begin, int end, int first) {
        int item = begin;
        for (; item < end && size < depth; item++) {
            float score = scores.get(from + item);
            if (!Float.isNaN(score)) {
                kept[size++] = key(score, first + item);
            }
        }
        return item;
    }

    private void replace(FloatBuffer scores, int from, int begin, int end, int first) {
        float[] some = SOME.get();
        for (int item = begin; item < end; item += some.length) {
            int count = Math.min(some.length, end - item);
            scores.get(from + item, some, 0, count);
            replace(some, count, first + item);
        }
    }

    // Most of the time goes into this loop: nearly all items lose against the worst one kept.
    private void replace(float[] some, int count, int first) {
        float most = worst;
        for (int n = 0; n < count; n++) {
            if (some[n] > most) {
                kept[size++] = key(some[n], first + n);
                if (size == 2 * depth) {
                    halve();
                    most = worst;
                }
            }
        }
    }

    /** Leaves the best, and finds the worst of these. */
    private void halve() {
        partition();
        size = depth;
        long least = kept[0];
        for (int n = 1; n < size; n++) {
            least = Math.min(least, kept[n]);
        }
        worst = score(least);
    }

    /** Brings the greatest keys to the front, in no order (Hoare's FIND, CACM 1961). */
    private void partition() {
        int from = 0;
        int to = size - 1;
        while (from < to) {
            long pivot = median(kept[from], kept[(from + to) >>> 1], kept[to]);
            int left = from;
            int right = to;
            while (left <= right) {
                while (kept[left] > pivot) {
                    left++;
                }
                while (kept[right] < pivot) {
                    right--;
                }
                if (left <= right) {
                    long key = kept[left];
                    kept[left++] = kept[right];
                    kept[right--] = key;
                }
            }
            if (depth - 1 <= right) {
                to = right;
            } else if (depth - 1 >= left) {
                from = left;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Greater for a greater score, and among equal ones, as are both zeros, for a smaller item. */
    private static long key(float score, int item) {
        int bits = Float.floatToRawIntBits(score + 0f);
        return ((long) turned(bits) << 32) | (~item & 0xffffffffL);
    }

    /** Bits of floats as integers in the floats' order, and back. */
    private static int turned(int bits) {
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    private static int item(long key) {
        return ~(int) key;
    }

    private static float score(long key) {
        return Float.intBitsToFloat(turned((int) (key >> 32)));
    }
}

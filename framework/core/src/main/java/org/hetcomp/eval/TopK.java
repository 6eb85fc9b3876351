package org.hetcomp.eval;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * The k best of a row of scores in Java: a heap of the best so far, so that most items cost one comparison. Equal
 * scores go to the smaller item id, on every engine; NaN is never chosen.
 */
public final class TopK {
    private final float[] heapScores;
    private final int[] heapItems;
    private int size;

    /** Room for rankings of at most {@code k} items. */
    public TopK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, not " + k);
        }
        heapScores = new float[k];
        heapItems = new int[k];
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
     * @param depth how many items to choose, at most the room there is
     * @param out receives the ranking at {@code outFrom .. outFrom + depth - 1}, padded with {@link Rankings#NONE}
     */
    public void select(Row row, Skip skip, int depth, int[] out, int outFrom) {
        FloatBuffer scores = row.scores();
        int from = row.from();
        int items = row.items();
        size = 0;
        int item = 0;
        for (int next = skip.from(); item < items; next++) {
            int stop = next < skip.to() ? skip.items()[next] : items;
            item = fill(scores, from, item, stop, depth);
            replace(scores, from, item, stop);
            item = stop + 1;
        }
        Arrays.fill(out, outFrom, outFrom + depth, Rankings.NONE);
        for (int n = size - 1; n >= 0; n--) {
            out[outFrom + n] = heapItems[0];
            heapScores[0] = heapScores[n];
            heapItems[0] = heapItems[n];
            sink(0, n);
        }
    }

    private int fill(FloatBuffer scores, int from, int begin, int end, int depth) {
        int item = begin;
        for (; item < end && size < depth; item++) {
            float score = scores.get(from + item);
            if (!Float.isNaN(score)) {
                swim(score, item);
            }
        }
        return item;
    }

    // Most of the time goes into this loop: nearly all items lose against the worst one kept.
    private void replace(FloatBuffer scores, int from, int begin, int end) {
        float worst = heapScores[0];
        for (int item = begin; item < end; item++) {
            float score = scores.get(from + item);
            if (score > worst) {
                heapScores[0] = score;
                heapItems[0] = item;
                sink(0, size);
                worst = heapScores[0];
            }
        }
    }

    private void swim(float score, int item) {
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!worse(score, item, heapScores[parent], heapItems[parent])) {
                break;
            }
            heapScores[at] = heapScores[parent];
            heapItems[at] = heapItems[parent];
            at = parent;
        }
        heapScores[at] = score;
        heapItems[at] = item;
    }

    private void sink(int from, int length) {
        float score = heapScores[from];
        int item = heapItems[from];
        int at = from;
        while (2 * at + 1 < length) {
            int child = 2 * at + 1;
            if (child + 1 < length
                    && worse(heapScores[child + 1], heapItems[child + 1], heapScores[child], heapItems[child])) {
                child++;
            }
            if (!worse(heapScores[child], heapItems[child], score, item)) {
                break;
            }
            heapScores[at] = heapScores[child];
            heapItems[at] = heapItems[child];
            at = child;
        }
        heapScores[at] = score;
        heapItems[at] = item;
    }

    private static boolean worse(float score, int item, float otherScore, int otherItem) {
        return score < otherScore || (score == otherScore && item > otherItem);
    }
}

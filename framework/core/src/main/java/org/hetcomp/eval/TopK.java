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
    // Scores that are read at once: from an array it takes half of what it takes from a buffer.
    private static final ThreadLocal<float[]> SOME = ThreadLocal.withInitial(() -> new float[1024]);

    private final float[] heapScores;
    private final int[] heapItems;
    private int size;
    private int depth;
    private Skip skip;
    private int next;

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
        begin(skip, depth);
        add(row, 0);
        end(out, null, outFrom);
    }

    /**
     * Begins a ranking of scores that come in parts.
     *
     * @param leftOut of all parts
     * @param most how many items to choose, at most the room there is
     */
    void begin(Skip leftOut, int most) {
        skip = leftOut;
        next = leftOut.from();
        depth = most;
        size = 0;
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
        int item = 0;
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
        int count = size;
        Arrays.fill(out, outFrom, outFrom + depth, Rankings.NONE);
        for (int n = size - 1; n >= 0; n--) {
            out[outFrom + n] = heapItems[0];
            if (outScores != null) {
                outScores[outFrom + n] = heapScores[0];
            }
            heapScores[0] = heapScores[n];
            heapItems[0] = heapItems[n];
            sink(0, n);
        }
        return count;
    }

    private int fill(FloatBuffer scores, int from, int begin, int end, int first) {
        int item = begin;
        for (; item < end && size < depth; item++) {
            float score = scores.get(from + item);
            if (!Float.isNaN(score)) {
                swim(score, first + item);
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
        float worst = heapScores[0];
        for (int n = 0; n < count; n++) {
            if (some[n] > worst) {
                heapScores[0] = some[n];
                heapItems[0] = first + n;
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

package org.hetcomp.student;

import java.util.Arrays;

/**
 * The best of the scores offered: a heap whose root is the worst of those kept. Equal scores, 0 and -0 among them, go
 * to the smaller row; NaN is never kept.
 */
final class Best {
    // A score above, the row's complement below: the greater number is the better one.
    private final long[] heap;
    private int size;

    Best(int most) {
        heap = new long[most];
    }

    /** What a score has to reach to be worth an offer. */
    float worst() {
        return size < heap.length ? Float.NEGATIVE_INFINITY : score(heap[0]);
    }

    /** Whether no more are kept than there are; until then anything may be the worst. */
    boolean isFull() {
        return size == heap.length;
    }

    void offer(float score, int row) {
        if (Float.isNaN(score)) {
            return;
        }
        int bits = Float.floatToIntBits(score + 0f);
        long entry = (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | Integer.MAX_VALUE - row;
        if (size < heap.length) {
            swim(entry);
        } else if (entry > heap[0]) {
            sink(entry);
        }
    }

    private void swim(long entry) {
        int at = size++;
        while (at > 0 && entry < heap[at - 1 >>> 1]) {
            heap[at] = heap[at - 1 >>> 1];
            at = at - 1 >>> 1;
        }
        heap[at] = entry;
    }

    private void sink(long entry) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (entry <= heap[child]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = entry;
    }

    /** What was kept, the best last; {@link #score} and {@link #row} tell what an entry is. */
    long[] ascending() {
        long[] entries = Arrays.copyOf(heap, size);
        Arrays.sort(entries);
        return entries;
    }

    static float score(long entry) {
        int bits = (int) (entry >> 32);
        return Float.intBitsToFloat(bits ^ bits >> 31 & Integer.MAX_VALUE);
    }

    static int row(long entry) {
        return Integer.MAX_VALUE - (int) entry;
    }
}

package org.hetcomp.distill;

import java.util.Arrays;
import org.hetcomp.data.Rankings;

/**
 * Adds up the importances of one user's rankings and takes the best items: room for one worker. Equal sums go to the
 * smaller item id.
 */
final class ImportanceSum {
    private final double[] importance;
    private final double[] sums;
    private final int[] row;
    private int[] touched = new int[256];
    private int count;
    private int[] heap = new int[0];

    /**
     * Room for items below {@code items}.
     *
     * @param importance by rank; ranks beyond its end do not count
     */
    ImportanceSum(int items, double[] importance) {
        this.importance = importance;
        this.sums = new double[items];
        this.row = new int[importance.length];
    }

    void add(Rankings rankings, int user, double weight) {
        if (weight == 0) {
            return;
        }
        int depth = Math.min(importance.length, rankings.cut());
        rankings.read(user, row, depth);
        for (int r = 0; r < depth; r++) {
            int item = row[r];
            if (item == Rankings.NONE) {
                break;
            }
            if (sums[item] == 0) {
                if (count == touched.length) {
                    touched = Arrays.copyOf(touched, 2 * count);
                }
                touched[count++] = item;
            }
            // A sum of 0 means that no ranking has the item.
            sums[item] += Math.max(weight * importance[r], Double.MIN_VALUE);
        }
    }

    /** Writes the best items to the user's row, pads it, and is empty again. */
    void drain(Rankings out, int user) {
        int room = out.depth(user);
        if (heap.length < room) {
            heap = new int[room];
        }
        int size = 0;
        for (int t = 0; t < count; t++) {
            int item = touched[t];
            if (size < room) {
                rise(item, size++);
            } else if (room > 0 && before(item, heap[0])) {
                fall(item, size);
            }
        }
        int[] ids = out.ids();
        int begin = out.start(user);
        Arrays.fill(ids, begin + size, begin + room, Rankings.NONE);
        // The heap's top is the worst item kept: the row fills from its end.
        for (int n = size - 1; n >= 0; n--) {
            ids[begin + n] = heap[0];
            fall(heap[n], n);
        }
        for (int t = 0; t < count; t++) {
            sums[touched[t]] = 0;
        }
        count = 0;
    }

    private boolean before(int item, int other) {
        return sums[item] > sums[other] || (sums[item] == sums[other] && item < other);
    }

    private void rise(int item, int last) {
        int at = last;
        while (at > 0 && before(heap[(at - 1) >>> 1], item)) {
            heap[at] = heap[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        heap[at] = item;
    }

    private void fall(int item, int length) {
        int at = 0;
        while (2 * at + 1 < length) {
            int child = 2 * at + 1;
            if (child + 1 < length && before(heap[child], heap[child + 1])) {
                child++;
            }
            if (!before(item, heap[child])) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = item;
    }
}

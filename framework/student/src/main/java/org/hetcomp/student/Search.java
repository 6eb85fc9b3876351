package org.hetcomp.student;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A query on its way through the catalogue: rows in place of ids, and the best found so far. For one thread. */
final class Search {
    private final float[] vector;
    private final boolean cosine;
    private final BitSet leftOut;
    private final int[] allowed;
    private final Best best;
    private final double reach;

    /**
     * Begins a search.
     *
     * @param vector {@code [d]}; of length 1 if cosines are wanted
     * @param cosine whether scores are divided by the item's length
     * @param top how many are wanted at most
     * @param leftOut rows not to be found
     * @param allowed the only rows that may be found, or null if all may
     */
    Search(float[] vector, boolean cosine, int top, BitSet leftOut, int[] allowed) {
        this.vector = vector;
        this.cosine = cosine;
        this.leftOut = leftOut;
        this.allowed = allowed;
        this.best = new Best(top);
        // Rounding adds at most d 2^-24 of the product of the lengths, and there is room for that of the lengths too.
        reach = Vectors.length(vector) * (1 + (vector.length + 8) * 0x1p-23);
    }

    float[] vector() {
        return vector;
    }

    boolean cosine() {
        return cosine;
    }

    /** Null if all are. */
    int[] allowed() {
        return allowed;
    }

    /**
     * Whether an item may still be found whose vector is that long, or shorter: by Cauchy and Schwarz no product is
     * greater than that of the lengths. An equal score may be, for its row may be smaller.
     */
    boolean reaches(float length) {
        if (cosine || !best.isFull()) {
            return true;
        }
        // Lengths whose product is no float may make scores that are infinite, and equal.
        double worst = Math.min(best.worst(), Float.MAX_VALUE);
        return !(reach * length + vector.length * (double) Float.MIN_VALUE < worst);
    }

    /** Takes the first {@code size} scores, whose rows are at {@code from} of {@code rows}. */
    void take(float[] scores, int size, int[] rows, int from) {
        float worst = best.worst();
        for (int j = 0; j < size; j++) {
            if (scores[j] >= worst) {
                take(scores[j], rows[from + j]);
                worst = best.worst();
            }
        }
    }

    void take(float score, int row) {
        if (!leftOut.get(row)) {
            best.offer(score, row);
        }
    }

    /** What was found, the best first. */
    List<Recommendation> found(Ids items) {
        long[] entries = best.ascending();
        List<Recommendation> found = new ArrayList<>(entries.length);
        for (int n = entries.length - 1; n >= 0; n--) {
            found.add(new Recommendation(items.get(Best.row(entries[n])), Best.score(entries[n])));
        }
        return List.copyOf(found);
    }
}

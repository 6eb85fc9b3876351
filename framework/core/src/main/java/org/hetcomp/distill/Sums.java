package org.hetcomp.distill;

/** Sums of many float32 numbers. */
public final class Sums {
    private static final int EIGHT = 8;
    // So that floats add up to no more than their digits bear.
    private static final int PART = 4096;

    private Sums() {}

    /**
     * The sum of the first numbers.
     *
     * @param count how many
     */
    public static double of(float[] values, int count) {
        double sum = 0;
        for (int from = 0; from < count; from += PART) {
            sum += part(values, from, Math.min(count, from + PART));
        }
        return sum;
    }

    /** Eight sums side by side: a single one waits for each addition before the next, and HotSpot makes vector instructions of neither. */
    private static double part(float[] values, int from, int to) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int j = from;
        for (; j + EIGHT <= to; j += EIGHT) {
            s0 += values[j];
            s1 += values[j + 1];
            s2 += values[j + 2];
            s3 += values[j + 3];
            s4 += values[j + 4];
            s5 += values[j + 5];
            s6 += values[j + 6];
            s7 += values[j + 7];
        }
        double sum = (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
        for (; j < to; j++) {
            sum += values[j];
        }
        return sum;
    }
}

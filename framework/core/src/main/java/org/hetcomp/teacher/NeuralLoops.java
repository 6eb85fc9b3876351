package org.hetcomp.teacher;

import java.util.Arrays;

/**
 * Loops of NeuMF's network over some hundred users or items at a time, in arrays of their own that stay in the nearest cache. HotSpot
 * makes vector instructions of loops without comparisons whose arrays are all read and written from their beginning: with an offset
 * into one of them they take twice as long. Of sums it makes none, so that eight are added up side by side.
 */
final class NeuralLoops {
    /** How long the arrays are. */
    static final int TILE = 384;

    private static final int FOUR = 4;
    // So much times anything that is not all but 0 is above 1.
    private static final float STEEP = 1e30f;

    private NeuralLoops() {}

    /** Puts max(0, x + term) in {@code into}: the half of y + |y| is y or 0 exactly. */
    static void rectified(float[] x, float term, float[] into, int size) {
        for (int j = 0; j < size; j++) {
            float y = x[j] + term;
            into[j] = 0.5f * (y + Math.abs(y));
        }
    }

    /** Adds max(0, x) times a weight. */
    static void addRectified(float[] x, float weight, float[] sums, int size) {
        float half = 0.5f * weight;
        for (int j = 0; j < size; j++) {
            sums[j] += half * (x[j] + Math.abs(x[j]));
        }
    }

    /** Puts a constant plus the sum of some rows, each times its weight, in {@code into}. */
    static void weighted(float[][] rows, float[] weights, float constant, float[] into, int size) {
        Arrays.fill(into, 0, size, constant);
        int k = 0;
        for (; k + FOUR <= weights.length; k += FOUR) {
            addFour(rows, k, weights, into, size);
        }
        for (; k < weights.length; k++) {
            addOne(rows[k], weights[k], into, size);
        }
    }

    private static void addFour(float[][] rows, int k, float[] weights, float[] into, int size) {
        float[] r0 = rows[k];
        float[] r1 = rows[k + 1];
        float[] r2 = rows[k + 2];
        float[] r3 = rows[k + 3];
        float w0 = weights[k];
        float w1 = weights[k + 1];
        float w2 = weights[k + 2];
        float w3 = weights[k + 3];
        for (int j = 0; j < size; j++) {
            into[j] += w0 * r0[j] + w1 * r1[j] + w2 * r2[j] + w3 * r3[j];
        }
    }

    private static void addOne(float[] row, float weight, float[] into, int size) {
        for (int j = 0; j < size; j++) {
            into[j] += weight * row[j];
        }
    }

    /**
     * Goes back through a unit that gave max(0, x) times a weight: puts max(0, x) in the place of x, and slope times weight where x
     * is above 0 in {@code into}.
     */
    static void back(float[] x, float[] slope, float weight, float[] into, int size) {
        for (int j = 0; j < size; j++) {
            float y = 0.5f * (x[j] + Math.abs(x[j]));
            into[j] = slope[j] * weight * Math.min(STEEP * y, 1f);
            x[j] = y;
        }
    }

    /** Puts 0 in the places of slopes where the unit gave 0, and adds what is left to some sums. */
    static void addBack(float[] unit, float[] slope, float[] sums, int size) {
        for (int j = 0; j < size; j++) {
            float x = slope[j] * Math.min(STEEP * unit[j], 1f);
            slope[j] = x;
            sums[j] += x;
        }
    }

    /** Adds the inner products of an array with eight rows, from the k-th on, to sums from {@code at} on. */
    static void addEight(float[] x, float[][] rows, int k, double[] sums, int at, int size) {
        float[] r0 = rows[k];
        float[] r1 = rows[k + 1];
        float[] r2 = rows[k + 2];
        float[] r3 = rows[k + 3];
        float[] r4 = rows[k + 4];
        float[] r5 = rows[k + 5];
        float[] r6 = rows[k + 6];
        float[] r7 = rows[k + 7];
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int j = 0; j < size; j++) {
            float y = x[j];
            s0 += y * r0[j];
            s1 += y * r1[j];
            s2 += y * r2[j];
            s3 += y * r3[j];
            s4 += y * r4[j];
            s5 += y * r5[j];
            s6 += y * r6[j];
            s7 += y * r7[j];
        }
        sums[at] += s0;
        sums[at + 1] += s1;
        sums[at + 2] += s2;
        sums[at + 3] += s3;
        sums[at + 4] += s4;
        sums[at + 5] += s5;
        sums[at + 6] += s6;
        sums[at + 7] += s7;
    }
}

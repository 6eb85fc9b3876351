package org.hetcomp.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Items' vectors by columns, {@code float32 [d][items]}, so that loops over items read neighbours and HotSpot makes vector
 * instructions of them: one array a column, four of them at a time, as {@code hetcomp-student} found to be fastest.
 */
final class Columns implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int LANES = 256;
    private static final int EIGHT = 8;
    private static final int PART = 4096;

    private final float[][] columns;

    /** Takes columns as they are. */
    Columns(float[][] columns) {
        this.columns = columns;
    }

    static Columns zeros(int dim, int items) {
        return new Columns(new float[dim][items]);
    }

    int dim() {
        return columns.length;
    }

    int items() {
        return columns[0].length;
    }

    /** A column; live. */
    float[] column(int k) {
        return columns[k];
    }

    /** The length that no item's vector is beyond. */
    float longest() {
        double most = 0;
        for (int j = 0; j < items(); j++) {
            double square = 0;
            for (float[] column : columns) {
                square += (double) column[j] * column[j];
            }
            most = Math.max(most, square);
        }
        return Math.nextUp((float) Math.sqrt(most));
    }

    /** Inner products of a vector {@code [d]} and all items. */
    void scores(float[] vector, float[] into) {
        Arrays.fill(into, 0);
        int k = 0;
        for (; k + 4 <= columns.length; k += 4) {
            addFour(k, vector[k], vector[k + 1], vector[k + 2], vector[k + 3], into);
        }
        for (; k < columns.length; k++) {
            add(columns[k], vector[k], into);
        }
    }

    private void addFour(int k, float v0, float v1, float v2, float v3, float[] into) {
        float[] c0 = columns[k];
        float[] c1 = columns[k + 1];
        float[] c2 = columns[k + 2];
        float[] c3 = columns[k + 3];
        for (int j = 0; j < into.length; j++) {
            into[j] = into[j] + v0 * c0[j] + v1 * c1[j] + v2 * c2[j] + v3 * c3[j];
        }
    }

    private static void add(float[] column, float value, float[] into) {
        for (int j = 0; j < into.length; j++) {
            into[j] += value * column[j];
        }
    }

    /** Adds the items' weights times a vector {@code [d]} to the items' vectors. */
    void addOuter(float[] weights, float[] vector) {
        for (int k = 0; k < columns.length; k++) {
            add(weights, vector[k], columns[k]);
        }
    }

    /**
     * The sum of the items' vectors, each times its weight, times a factor, added to {@code into [d]}. Eight columns at a time, each a
     * chain of additions of its own: HotSpot 17 makes no vector instructions of such sums, in lanes either (12 ns an item at d = 16
     * where this takes 3). In parts, so that floats add up to no more than their digits bear.
     */
    void addSum(float[] weights, float factor, float[] into) {
        double[] sums = new double[columns.length];
        for (int from = 0; from < weights.length; from += PART) {
            int to = Math.min(weights.length, from + PART);
            int k = 0;
            for (; k + EIGHT <= columns.length; k += EIGHT) {
                addEight(weights, k, from, to, sums);
            }
            for (; k < columns.length; k++) {
                float sum = 0;
                for (int j = from; j < to; j++) {
                    sum += weights[j] * columns[k][j];
                }
                sums[k] += sum;
            }
        }
        for (int k = 0; k < sums.length; k++) {
            into[k] += factor * (float) sums[k];
        }
    }

    private void addEight(float[] weights, int k, int from, int to, double[] sums) {
        float[] c0 = columns[k];
        float[] c1 = columns[k + 1];
        float[] c2 = columns[k + 2];
        float[] c3 = columns[k + 3];
        float[] c4 = columns[k + 4];
        float[] c5 = columns[k + 5];
        float[] c6 = columns[k + 6];
        float[] c7 = columns[k + 7];
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        for (int j = from; j < to; j++) {
            float weight = weights[j];
            s0 += weight * c0[j];
            s1 += weight * c1[j];
            s2 += weight * c2[j];
            s3 += weight * c3[j];
            s4 += weight * c4[j];
            s5 += weight * c5[j];
            s6 += weight * c6[j];
            s7 += weight * c7[j];
        }
        sums[k] += s0;
        sums[k + 1] += s1;
        sums[k + 2] += s2;
        sums[k + 3] += s3;
        sums[k + 4] += s4;
        sums[k + 5] += s5;
        sums[k + 6] += s6;
        sums[k + 7] += s7;
    }

    /** The sum of all, in lanes that are added side by side; one sum in order would not be vectorised. */
    static double sum(float[] values) {
        float[] lanes = new float[LANES];
        int j = 0;
        for (; j + LANES <= values.length; j += LANES) {
            for (int l = 0; l < LANES; l++) {
                lanes[l] += values[j + l];
            }
        }
        double sum = total(lanes);
        for (; j < values.length; j++) {
            sum += values[j];
        }
        return sum;
    }

    private static double total(float[] lanes) {
        double sum = 0;
        for (float lane : lanes) {
            sum += lane;
        }
        return sum;
    }
}

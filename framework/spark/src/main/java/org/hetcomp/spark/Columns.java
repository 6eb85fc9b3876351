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

    /** The sum of the items' vectors, each times its weight, added to {@code into [d]}. */
    void addSum(float[] weights, float factor, float[] into) {
        float[] lanes = new float[LANES];
        for (int k = 0; k < columns.length; k++) {
            into[k] += factor * (float) product(weights, columns[k], lanes);
        }
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

    private static double product(float[] weights, float[] column, float[] lanes) {
        Arrays.fill(lanes, 0);
        int j = 0;
        for (; j + LANES <= weights.length; j += LANES) {
            for (int l = 0; l < LANES; l++) {
                lanes[l] += weights[j + l] * column[j + l];
            }
        }
        double sum = total(lanes);
        for (; j < weights.length; j++) {
            sum += weights[j] * column[j];
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

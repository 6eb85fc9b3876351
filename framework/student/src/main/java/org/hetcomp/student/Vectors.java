package org.hetcomp.student;

/** Lengths of vectors, in double: the squares of all floats are in its range. */
final class Vectors {
    private Vectors() {}

    static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    /** A vector of length 1 in the same direction; zero stays zero. */
    static float[] unit(float[] vector) {
        double length = length(vector);
        float[] unit = new float[vector.length];
        for (int k = 0; k < unit.length && length > 0; k++) {
            unit[k] = (float) (vector[k] / length);
        }
        return unit;
    }
}

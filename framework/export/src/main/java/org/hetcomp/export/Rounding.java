package org.hetcomp.export;

import ai.djl.util.Float16Utils;
import java.util.function.IntFunction;
import org.hetcomp.io.DataException;

/** How the numbers of vectors become those of a smaller type. */
enum Rounding {
    /** They stay as they are. */
    NONE {
        @Override
        Row row(float[] vector, float largest) {
            return new Row(vector, 1);
        }
    },
    /** IEEE 754's binary16, to the nearest. */
    HALF {
        @Override
        Row row(float[] vector, float largest) {
            float[] values = new float[vector.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = Float16Utils.halfToFloat(Float16Utils.floatToHalf(vector[k]));
            }
            return new Row(values, 1);
        }

        @Override
        float limit() {
            return 65504;
        }
    },
    /** bfloat16, the upper half of a float32, to the nearest, of two as near to the even one. */
    BRAIN {
        @Override
        Row row(float[] vector, float largest) {
            float[] values = new float[vector.length];
            for (int k = 0; k < values.length; k++) {
                int bits = Float.floatToRawIntBits(vector[k]);
                values[k] = Float.intBitsToFloat(bits + 0x7fff + (bits >>> 16 & 1) & 0xffff0000);
            }
            return new Row(values, 1);
        }

        @Override
        float limit() {
            // What is above would round to infinity.
            return 0x1.fep127f;
        }
    },
    /** int8 with one scale for all rows, so that products of whole numbers rank as those of the vectors do. */
    BYTES {
        @Override
        Row row(float[] vector, float largest) {
            return bytes(vector, largest);
        }
    },
    /** int8 with a scale for each row. */
    BYTES_BY_ROW {
        @Override
        Row row(float[] vector, float largest) {
            return bytes(vector, largest(vector));
        }
    };

    private static final int MOST = 127;

    /**
     * A vector rounded.
     *
     * @param largest absolute value of all numbers of all rows that are to have one scale
     */
    abstract Row row(float[] vector, float largest);

    /** The largest absolute value that fits. */
    float limit() {
        return Float.MAX_VALUE;
    }

    /** The largest absolute value among so many rows. */
    static float largest(int rows, IntFunction<float[]> vectors) {
        float largest = 0;
        for (int row = 0; row < rows; row++) {
            largest = Math.max(largest, largest(vectors.apply(row)));
        }
        return largest;
    }

    /**
     * Checks the largest absolute value.
     *
     * @param side whose vectors they are, for the message
     * @throws DataException if it does not fit
     */
    void requireHeld(float largest, String side) {
        if (largest > limit()) {
            throw new DataException(
                    "a number of the vectors of " + side + ", " + largest + ", is beyond what the type holds, "
                            + limit(),
                    "bits",
                    "export it with --bits 32");
        }
    }

    private static Row bytes(float[] vector, float largest) {
        float scale = largest / MOST;
        float[] values = new float[vector.length];
        // Where even the largest is no more than a few of the smallest floats, there is nothing to scale.
        if (scale < Float.MIN_NORMAL) {
            return new Row(values, 1);
        }
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.max(-MOST, Math.min(MOST, Math.round(vector[k] / scale)));
        }
        return new Row(values, scale);
    }

    static float largest(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}

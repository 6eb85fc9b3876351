package org.hetcomp.io;

import java.util.Arrays;

/**
 * An array in Java's memory on its way to or from a file: float32 or int32, row after row.
 *
 * @param shape the dimensions
 * @param floats the values if it is float32, else null
 * @param ints the values if it is int32, else null
 */
public record Tensor(long[] shape, float[] floats, int[] ints) implements Values {
    /** Checks that the values fill the shape. */
    public Tensor {
        long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if ((floats == null) == (ints == null) || size != (floats == null ? ints.length : floats.length)) {
            throw new IllegalArgumentException("values do not fill the shape " + Arrays.toString(shape));
        }
    }

    /** A float32 array. */
    public static Tensor of(float[] values, long... shape) {
        return new Tensor(shape, values, null);
    }

    /** An int32 array. */
    public static Tensor of(int[] values, long... shape) {
        return new Tensor(shape, null, values);
    }

    /** Where its first value lies that is NaN or infinite; -1 if there is none. */
    public int firstNotFinite() {
        if (floats != null) {
            for (int at = 0; at < floats.length; at++) {
                if (!Float.isFinite(floats[at])) {
                    return at;
                }
            }
        }
        return -1;
    }

    @Override
    public long bytes() {
        return 4L * (floats == null ? ints.length : floats.length);
    }
}

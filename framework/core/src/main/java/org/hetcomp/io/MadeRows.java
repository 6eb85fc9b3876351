package org.hetcomp.io;

import java.util.Arrays;

/**
 * An int32 array that is made a row at a time while it is written, so that it need not fit Java's memory.
 *
 * @param shape the dimensions; the last is a row's length
 * @param row makes them
 */
public record MadeRows(long[] shape, Row row) implements Values {
    /** Checks that rows have a length. */
    public MadeRows {
        if (shape.length == 0 || shape[shape.length - 1] > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("no rows in the shape " + Arrays.toString(shape));
        }
    }

    /** Makes rows, in their order. */
    public interface Row {
        /**
         * Makes one.
         *
         * @param number from 0
         * @param into receives it; has what an earlier row left there
         */
        void make(long number, int[] into);
    }

    /** Values of a row. */
    public int length() {
        return (int) shape[shape.length - 1];
    }

    /** How many rows. */
    public long count() {
        return Arrays.stream(shape).limit(shape.length - 1L).reduce(1, Math::multiplyExact);
    }

    @Override
    public long bytes() {
        return Math.multiplyExact(4L * length(), count());
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.hetcomp.backend.Backend;

/** {@link UnitRows} in Java, some rows at a time, where an engine's operators go through all of them a dozen times. */
final class UnitRowsInJava implements UnitRows {
    // Numbers that are worked on at a time: they stay in the nearest cache.
    private static final int BLOCK = 2048;
    private static final int FOUR = 4;

    private final Backend backend;
    private final NDManager owner;
    private final NDArray unit;
    private final int d;
    private final int most;
    private final float[] lengths;

    UnitRowsInJava(Backend backend, NDManager owner, NDArray rows) {
        this.backend = backend;
        this.owner = owner;
        Shape shape = rows.getShape();
        lengths = new float[Math.toIntExact(shape.get(0))];
        d = Math.toIntExact(shape.get(1));
        most = Math.max(1, BLOCK / d);
        unit = owner.create(shape);
        FloatBuffer from = backend.floats(rows);
        FloatBuffer to = backend.ownFloats(unit);
        float[] some = new float[most * d];
        for (int first = 0; first < lengths.length; first += most) {
            int count = Math.min(most, lengths.length - first);
            from.get(first * d, some, 0, count * d);
            for (int r = 0; r < count; r++) {
                float length = (float) Math.sqrt(product(some, some, r * d) + SMALL);
                lengths[first + r] = length;
                float times = 1 / length;
                for (int j = r * d; j < (r + 1) * d; j++) {
                    some[j] *= times;
                }
            }
            to.put(first * d, some, 0, count * d);
        }
    }

    @Override
    public NDArray unit() {
        return unit;
    }

    @Override
    public NDArray back(NDArray slopes, float[] decay) {
        NDArray gradient = owner.create(unit.getShape());
        FloatBuffer units = backend.floats(unit);
        FloatBuffer from = backend.floats(slopes);
        FloatBuffer to = backend.ownFloats(gradient);
        float[] unitRows = new float[most * d];
        float[] some = new float[most * d];
        for (int first = 0; first < lengths.length; first += most) {
            int count = Math.min(most, lengths.length - first);
            units.get(first * d, unitRows, 0, count * d);
            from.get(first * d, some, 0, count * d);
            for (int r = 0; r < count; r++) {
                float length = lengths[first + r];
                float times = 1 / length;
                // The row itself is its length times its unit.
                float along = 2 * decay[first + r] * length - product(some, unitRows, r * d) * times;
                for (int j = r * d; j < (r + 1) * d; j++) {
                    some[j] = some[j] * times + unitRows[j] * along;
                }
            }
            to.put(first * d, some, 0, count * d);
        }
        return gradient;
    }

    /** The inner product of rows that begin at a place; HotSpot makes no vector instructions of sums, four go side by side. */
    private float product(float[] left, float[] right, int from) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = from;
        for (int last = from + d - d % FOUR; j < last; j += FOUR) {
            s0 += left[j] * right[j];
            s1 += left[j + 1] * right[j + 1];
            s2 += left[j + 2] * right[j + 2];
            s3 += left[j + 3] * right[j + 3];
        }
        for (; j < from + d; j++) {
            s0 += left[j] * right[j];
        }
        return s0 + s1 + (s2 + s3);
    }
}

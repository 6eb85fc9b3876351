package org.hetcomp.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.hetcomp.data.Interactions;

/**
 * Sparse matrices by coordinates. DJL's createCoo leaves the coordinates in a Java buffer that nothing keeps alive, so that they are
 * overwritten some time later; copies in native memory stay.
 */
final class SparseCoo {
    private SparseCoo() {}

    /**
     * One of a pattern.
     *
     * @param owner of it
     * @param values in the pattern's order
     */
    static NDArray of(NDManager owner, float[] values, Interactions pattern) {
        long[][] coordinates = new long[2][pattern.size()];
        for (int row = 0; row < pattern.users(); row++) {
            for (int p = pattern.start(row); p < pattern.end(row); p++) {
                coordinates[0][p] = row;
                coordinates[1][p] = pattern.ids()[p];
            }
        }
        return of(owner, values, coordinates, new Shape(pattern.users(), pattern.items()));
    }

    /**
     * One of these numbers.
     *
     * @param owner of it
     * @param values {@code [n]}
     * @param coordinates {@code [2][n]} rows and columns
     */
    static NDArray of(NDManager owner, float[] values, long[][] coordinates, Shape shape) {
        try (NDArray javaValues = owner.create(values);
                NDArray javaIndex = owner.create(coordinates);
                NDArray nativeValues = javaValues.duplicate();
                NDArray nativeIndex = javaIndex.duplicate()) {
            return JniUtils.createSparseCoo((PtNDArray) nativeIndex, (PtNDArray) nativeValues, shape);
        }
    }
}

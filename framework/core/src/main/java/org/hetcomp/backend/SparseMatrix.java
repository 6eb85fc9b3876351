package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;

/**
 * A sparse matrix on a device, made by {@link Backend#sparse}.
 *
 * @param values the engine's own form of it
 * @param rows number of rows
 * @param columns number of columns
 */
public record SparseMatrix(NDArray values, int rows, int columns) implements AutoCloseable {
    @Override
    public void close() {
        values.close();
    }
}

package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/** Measures spans of time. */
final class Timer {
    private final long begin = System.nanoTime();

    /** Seconds since it was made. */
    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Waits until a matrix is there by reading one cell: one engine computes behind the caller's back. */
    static void await(NDArray matrix) {
        try (NDArray cell = matrix.get(new NDIndex("0, 0"))) {
            cell.getFloat();
        }
    }
}

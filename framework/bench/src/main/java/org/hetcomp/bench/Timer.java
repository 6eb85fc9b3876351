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

    /** Waits until an array is there by reading one number: one engine computes behind the caller's back. */
    static void await(NDArray array) {
        try (NDArray first = array.get(new NDIndex(new long[array.getShape().dimension()]))) {
            first.getFloat();
        }
    }
}

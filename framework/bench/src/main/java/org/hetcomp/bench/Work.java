package org.hetcomp.bench;

import java.util.Map;

/** A task with its inputs made, ready to be repeated on one backend. */
interface Work extends AutoCloseable {
    /** One repetition, waited for to its end; a number for each metric of the task. */
    double[] run();

    /** Numbers of the first repetition that all backends must agree on, by name. */
    default Map<String, float[]> sample() {
        return Map.of();
    }

    /** What else a reader of the figures wants to know of the model that was measured, by name. */
    default Map<String, Number> details() {
        return Map.of();
    }

    @Override
    default void close() {}
}

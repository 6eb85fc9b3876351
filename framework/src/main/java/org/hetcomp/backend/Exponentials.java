package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;

/**
 * Exponentials of a matrix, each row in a unit of its own that is the engine's choice; made by
 * {@link Backend#exponentials}. A row's unit is found from any cell whose exponential is known.
 *
 * @param values {@code [m, n] float32}, above or equal 0
 * @param sums {@code [m, 1] float32}, the rows' sums in the rows' units
 */
public record Exponentials(NDArray values, NDArray sums) {}

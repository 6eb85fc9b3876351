package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;

/**
 * Places in a matrix, made by {@link Backend#cells}.
 *
 * @param index the engine's own form of the places
 * @param size how many there are
 * @param height rows of the matrix they belong to
 * @param width columns of the matrix they belong to
 */
public record Cells(NDArray index, int size, int height, int width) {}

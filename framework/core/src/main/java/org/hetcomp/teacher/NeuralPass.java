package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;

/** What NeuMF's network adds to the scores of a step's pairs, and the way back to what it is made of. */
interface NeuralPass {
    /**
     * The first layer of a step, whose two halves are added for each pair; with gradient, as the layers behind it.
     *
     * @param users {@code [r, h1]} the users' half, its bias included
     * @param places {@code [n]} which user each pair's is
     * @param items {@code [k, h1]} the items' half
     * @param positives {@code [n]} which item each pair's is
     * @param negatives {@code [m]} which items are sampled for all users
     */
    record First(NDArray users, int[] places, NDArray items, int[] positives, int[] negatives) {}

    /**
     * The layers behind it.
     *
     * @param layer {@code [h2, h1]}
     * @param bias {@code [1, h2]}
     * @param output {@code [1, h2]}
     */
    record Behind(NDArray layer, NDArray bias, NDArray output) {}

    /** What each pair's user and item are given; {@code [n, 1]}. */
    NDArray near();

    /** What each user and each sampled item are given; {@code [r, m]}. */
    NDArray far();

    /**
     * A scalar to go backward from, whose gradient is the loss's.
     *
     * @param toNear {@code [n, 1]} the loss's derivatives to {@link #near}
     * @param toFar {@code [r, m]} its derivatives to {@link #far}
     */
    NDArray surrogate(NDArray toNear, NDArray toFar);
}

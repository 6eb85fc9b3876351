package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;

/** What NeuMF's network adds to the scores of a step's pairs, and the way back to what it is made of. */
interface NeuralPass extends AutoCloseable {
    /**
     * The first layer of a step, whose two halves are added for each pair.
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

    /**
     * Derivatives, each as what it is of.
     *
     * @param users {@code [r, h1]}
     * @param items {@code [k, h1]}
     * @param layer {@code [h2, h1]}
     * @param bias {@code [1, h2]}
     * @param output {@code [1, h2]}
     */
    record Slopes(NDArray users, NDArray items, NDArray layer, NDArray bias, NDArray output) {}

    /** What each pair's user and item are given; {@code [n, 1]}. */
    NDArray near();

    /** What each user and each sampled item are given; {@code [r, m]}. */
    NDArray far();

    /**
     * The loss's derivatives to all that it is made of; called once.
     *
     * @param toNear {@code [n, 1]} its derivatives to {@link #near}
     * @param toFar {@code [r, m]} its derivatives to {@link #far}
     */
    Slopes back(NDArray toNear, NDArray toFar);

    @Override
    void close();
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.hetcomp.backend.Backend;

/**
 * Rows of length 1 and the way back through them, without autograd: with u = w / |w| and g a loss's derivative to u, that to w is (g - (g . u) u)
 * / |w|. A row of zeros stays one.
 */
interface UnitRows {
    /** What is added to a row's squared length. */
    float SMALL = 1e-12f;

    /**
     * Of some rows, in Java where they lie within its reach.
     *
     * @param owner of all that is returned
     * @param rows {@code [k, d]}, not changed
     */
    static UnitRows of(Backend backend, NDManager owner, NDArray rows) {
        return backend.ownFloats(rows) == null
                ? new UnitRowsByEngine(backend, owner, rows)
                : new UnitRowsInJava(backend, owner, rows);
    }

    /** The rows at length 1; {@code [k, d]}. */
    NDArray unit();

    /**
     * A loss's derivatives to the rows.
     *
     * @param slopes {@code [k, d]} its derivatives to {@link #unit}; not changed
     * @param decay {@code [k]} weight of each row's squared norm, which is part of the loss
     * @return {@code [k, d]}
     */
    NDArray back(NDArray slopes, float[] decay);
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;

/**
 * Sums over rows, and what is made of them, as products with ones. One engine reduces and broadcasts an array by looking at each number's
 * place, forward and backward, which takes it several times as long as a product; the other does either in about the same time. All
 * carry gradients.
 */
final class RowSums {
    private RowSums() {}

    /** Sums of the rows of {@code [k, d]}; {@code [k, 1]}. */
    static NDArray of(Backend backend, NDArray rows) {
        return backend.scores(rows, ones(rows, 1, rows.getShape().get(1)));
    }

    /** The sum of all of {@code [k, d]}; a scalar. */
    static NDArray total(Backend backend, NDArray rows) {
        return of(backend, rows).sum();
    }

    /** A column {@code [k, 1]} in each of d columns; {@code [k, d]}. */
    static NDArray spread(Backend backend, NDArray column, long d) {
        return backend.scores(column, ones(column, d, 1));
    }

    /** Rows of length 1; a row of zeros stays one. {@code [k, d]}. */
    static NDArray unit(Backend backend, NDArray rows) {
        NDArray length = of(backend, rows.square()).add(UnitRows.SMALL).sqrt();
        return rows.div(spread(backend, length, rows.getShape().get(1)));
    }

    private static NDArray ones(NDArray like, long height, long width) {
        NDManager owner = like.getManager();
        return owner.ones(new Shape(height, width));
    }
}

package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;

/** {@link UnitRows} by the engine's operators, as a GPU takes them. */
final class UnitRowsByEngine implements UnitRows {
    private final Backend backend;
    private final NDManager owner;
    private final NDArray rows;
    // [k, d], each row's length in all its places.
    private final NDArray length;
    private final NDArray unit;

    UnitRowsByEngine(Backend backend, NDManager owner, NDArray rows) {
        this.backend = backend;
        this.owner = owner;
        this.rows = rows;
        length = spread(RowSums.of(backend, rows.square()).add(SMALL).sqrt());
        unit = rows.div(length);
    }

    private NDArray spread(NDArray column) {
        return RowSums.spread(backend, column, rows.getShape().get(1));
    }

    @Override
    public NDArray unit() {
        return unit;
    }

    @Override
    public NDArray back(NDArray slopes, float[] decay) {
        NDArray along = spread(RowSums.of(backend, slopes.mul(unit)));
        NDArray weight = spread(owner.create(decay, new Shape(decay.length, 1)).mul(2f));
        return slopes.sub(unit.mul(along)).divi(length).addi(rows.mul(weight));
    }
}

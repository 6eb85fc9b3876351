package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** {@link RowMoves} by operators of the engine, wherever the tables lie. */
record EngineRows(Backend backend, RowMoves.Tables tables) implements RowMoves {
    private record Copies(Backend backend, Tables tables, int[] ids, Tables rows) implements Met {
        @Override
        public NDArray weights() {
            return rows.weights();
        }

        @Override
        public void move(NDArray gradient, AdamStep numbers) {
            backend.adam(rows.weights(), gradient, rows.mean(), rows.square(), numbers);
            write();
        }

        void write() {
            backend.putRows(tables.weights(), ids, rows.weights());
            backend.putRows(tables.mean(), ids, rows.mean());
            backend.putRows(tables.square(), ids, rows.square());
        }
    }

    @Override
    public void stepAll(NDArray gradient, AdamStep numbers) {
        backend.adam(tables.weights(), gradient, tables.mean(), tables.square(), numbers);
    }

    @Override
    public Copies meet(NDManager owner, int[] ids, Away away) {
        NDArray weights = backend.rows(owner, tables.weights(), ids);
        NDArray mean = backend.rows(owner, tables.mean(), ids);
        NDArray square = backend.rows(owner, tables.square(), ids);
        if (away != null) {
            Shape column = new Shape(ids.length, 1);
            weights.subi(mean.div(square.sqrt().add(away.epsilon())).mul(owner.create(away.moved(), column)));
            mean.muli(owner.create(away.keptMean(), column));
            square.muli(owner.create(away.keptSquare(), column));
        }
        return new Copies(backend, tables, ids, new Tables(weights, mean, square));
    }

    @Override
    public void catchUp(int[] ids, Away away) {
        try (NDManager scope = tables.mean().getManager().newSubManager()) {
            meet(scope, ids, away).write();
        }
    }

    @Override
    public void step(NDManager scope, int[] ids, NDArray gradient, AdamStep numbers) {
        meet(scope, ids, null).move(gradient, numbers);
    }
}

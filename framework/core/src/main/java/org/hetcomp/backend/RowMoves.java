package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * How some rows of a table and of its moments are read, moved by {@link AdamStep} and written: by the engine's operators, which copy all of
 * them between each two, or in Java where the tables lie within its reach.
 */
interface RowMoves {
    /**
     * A table and its moments, all {@code [n, d] float32}.
     *
     * @param weights without gradient
     * @param mean first moments
     * @param square second moments
     */
    record Tables(NDArray weights, NDArray mean, NDArray square) {}

    /**
     * What steps in which they were not met do to rows, each {@code [k]}: {@code weights -= moved mean / (sqrt(square) + epsilon)}, then
     * moments are multiplied by what is kept.
     */
    record Away(float[] moved, float[] keptMean, float[] keptSquare, float epsilon) {}

    /** Rows that a step has met. */
    interface Met {
        /** Their weights, {@code [k, d]}, which may be changed before {@link #move}: a copy, or of all rows the table itself. */
        NDArray weights();

        /**
         * Moves the weights, and writes them and their moments into the tables.
         *
         * @param gradient {@code [k, d]}; not changed
         */
        void move(NDArray gradient, AdamStep numbers);
    }

    /** All rows in their order: the table itself. */
    record Whole(RowMoves moves, NDArray weights) implements Met {
        @Override
        public void move(NDArray gradient, AdamStep numbers) {
            moves.stepAll(gradient, numbers);
        }
    }

    /** Those for a backend. */
    static RowMoves of(Backend backend, Tables tables) {
        return backend.ownFloats(tables.weights()) == null
                ? new EngineRows(backend, tables)
                : new HostRows(backend, tables);
    }

    /**
     * Rows as they are at the beginning of a step.
     *
     * @param owner of the copies
     * @param ids {@code [k]} distinct
     * @param away what they missed; null for nothing
     */
    Met meet(NDManager owner, int[] ids, Away away);

    /** Writes what rows missed into the tables. */
    void catchUp(int[] ids, Away away);

    /**
     * Moves rows that missed nothing.
     *
     * @param scope of copies, which are not needed afterwards
     * @param gradient {@code [k, d]}; not changed
     */
    void step(NDManager scope, int[] ids, NDArray gradient, AdamStep numbers);

    /**
     * Moves all rows.
     *
     * @param gradient {@code [n, d]}, or as the table; not changed
     */
    void stepAll(NDArray gradient, AdamStep numbers);
}

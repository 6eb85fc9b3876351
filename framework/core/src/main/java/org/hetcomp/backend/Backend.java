package org.hetcomp.backend;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import org.hetcomp.data.Interactions;

/**
 * An open engine on a device: a manager, and the few operators on which DJL's engines differ in result, in gradient or
 * in cost. Everything else is said in NDArray calls that were measured to agree.
 *
 * <p>Ids and cells are checked in Java before they reach an engine: one engine wraps or clips a bad one silently.
 * Unless an operator says otherwise, its result belongs to the manager of its first NDArray argument (attach parameters
 * to a step's manager with {@code tempAttach} first), is float32 and carries gradients inside a
 * {@link #collector}. What is worked on side by side, on {@link #lanes}, shares no part of an array
 * that any of it changes.
 */
public interface Backend extends AutoCloseable {
    /** Numbers that a buffer of Java's can have. */
    int MOST_FLOATS = Integer.MAX_VALUE / Float.BYTES;

    /** The engine's name as users write it, lower case. */
    String name();

    /** The version of the native library. */
    String version();

    /** Where the arrays live. */
    Device device();

    /** How many threads there are to use: an operator's, or those of lanes side by side. */
    int threads();

    /** Threads that work side by side, where this has more than one of its own to use. */
    Lanes lanes();

    /** The manager that everything of this backend hangs on; closed with it. */
    NDManager manager();

    /**
     * Rows of a table.
     *
     * @param manager owner of the result
     * @param table {@code [n, d] float32}
     * @param ids {@code [k]}, each in {@code 0 .. n - 1}; repeated ids are fine, their gradients add up
     * @return {@code [k, d] float32}, a copy
     * @throws IndexOutOfBoundsException if an id is outside the table
     */
    NDArray rows(NDManager manager, NDArray table, int[] ids);

    /**
     * Overwrites rows of a table in place; not inside a gradient collector.
     *
     * @param table {@code [n, d] float32}
     * @param ids {@code [k]} distinct rows
     * @param rows {@code [k, d] float32}
     * @throws IndexOutOfBoundsException if an id is outside the table
     */
    void putRows(NDArray table, int[] ids, NDArray rows);

    /**
     * Adds rows up by id: {@code result[ids[j]] += rows[j]}; no gradient.
     *
     * @param rows {@code [k, d] float32}
     * @param ids {@code [k]}, repeated ids add up
     * @param height rows of the result
     * @return {@code [height, d] float32}
     * @throws IndexOutOfBoundsException if an id is not in {@code 0 .. height - 1}
     */
    NDArray scatterAdd(NDArray rows, int[] ids, int height);

    /**
     * Places in a matrix, in the form the engine wants them in, for {@link #at} and {@link #put}.
     *
     * @param manager owner of the result
     * @param rows {@code [k]} row of each cell
     * @param columns {@code [k]} column of each cell
     * @param height rows of the matrix
     * @param width columns of the matrix
     * @throws IndexOutOfBoundsException if a cell is outside the matrix
     */
    Cells cells(NDManager manager, int[] rows, int[] columns, int height, int width);

    /**
     * Values at cells.
     *
     * @param matrix {@code [height, width] float32}
     * @return {@code [k] float32}
     */
    NDArray at(NDArray matrix, Cells cells);

    /**
     * Overwrites cells in place; not inside a gradient collector.
     *
     * @param matrix {@code [height, width] float32}
     * @param cells distinct places
     * @param values {@code [k] float32}
     */
    void put(NDArray matrix, Cells cells, NDArray values);

    /**
     * {@code left right^T}: the scores of users against items.
     *
     * @param left {@code [m, d] float32}
     * @param right {@code [n, d] float32}
     * @return {@code [m, n] float32}
     */
    NDArray scores(NDArray left, NDArray right);

    /**
     * {@link #scores} of which no gradient is asked, inside a collector too, where one engine can then take a faster way.
     *
     * @param left {@code [m, d] float32}
     * @param right {@code [n, d] float32}
     * @return {@code [m, n] float32}
     */
    default NDArray plainScores(NDArray left, NDArray right) {
        return scores(left, right);
    }

    /**
     * {@code left right^T + bias} of which no gradient is asked.
     *
     * @param left {@code [m, d] float32}
     * @param right {@code [n, d] float32}
     * @param bias {@code [1, n] float32}
     * @return {@code [m, n] float32}
     */
    default NDArray plainScores(NDArray left, NDArray right, NDArray bias) {
        return plainScores(left, right).addi(bias);
    }

    /**
     * {@code weights rows}: per row of {@code weights} a weighted sum of rows; no gradient.
     *
     * @param weights {@code [m, n] float32}
     * @param rows {@code [n, d] float32}
     * @return {@code [m, d] float32}
     */
    NDArray weightedSum(NDArray weights, NDArray rows);

    /**
     * {@code weights^T rows} without a transposed copy of {@code weights}; no gradient.
     *
     * @param weights {@code [m, n] float32}
     * @param rows {@code [m, d] float32}
     * @return {@code [n, d] float32}
     */
    NDArray transposedSum(NDArray weights, NDArray rows);

    /**
     * A sparse matrix with the pattern of {@code pattern}.
     *
     * @param manager owner of its arrays
     * @param pattern rows x columns
     * @param values {@code [pattern.size()]} in the pattern's order
     */
    SparseMatrix sparse(NDManager manager, Interactions pattern, float[] values);

    /**
     * Sparse x dense, with a gradient to the dense factor that never makes the sparse one dense.
     *
     * @param left {@code [m, n]}
     * @param right {@code [n, d] float32}
     * @return {@code [m, d] float32}, in the manager of {@code left}
     */
    NDArray multiply(SparseMatrix left, NDArray right);

    /** Whether large products by {@link #multiply} take longer than plain Java does, which asks for no gradient. */
    default boolean isSparseSlow() {
        return false;
    }

    /**
     * The k largest values of each row with their columns, on the device; ids are exact beyond 2^24. The order of equal
     * values is the engine's own.
     *
     * @param scores {@code [m, n] float32}
     * @param k at most n
     * @return values {@code [m, k] float32} and columns {@code [m, k] int64}, best first
     */
    NDList topK(NDArray scores, int k);

    /**
     * One step of {@link Adam} in place, with its decays: {@code mean} and {@code square} take {@code gradient + l2 weights}
     * in, and {@code weights -= rate mean / (sqrt(square) + epsilon)}. In the engine's own operator, which makes fewer passes
     * over the arrays than single operations do.
     *
     * @param weights any shape, float32
     * @param gradient as the weights; not changed
     * @param mean as the weights, first moment
     * @param square as the weights, second moment
     * @param numbers step size and weights
     */
    void adam(NDArray weights, NDArray gradient, NDArray mean, NDArray square, AdamStep numbers);

    /**
     * {@code array x factor}, with gradient. Inside a collector {@code mul}, {@code div} and {@code pow} of a number are
     * not safe: on one engine the number lies in a Java buffer that may be collected before the backward pass reads it.
     *
     * @param array any shape, float32
     * @return as the array
     */
    NDArray scale(NDArray array, double factor);

    /**
     * A parameter's gradient of the last backward pass. A live view on one engine: use it before the next pass.
     *
     * @return as the parameter, in the parameter's current manager
     */
    NDArray gradient(NDArray parameter);

    /**
     * Tracks no gradients on the calling thread outside a collector, from now on: one engine does so by itself on the
     * thread alone that loaded it, and elsewhere lets no parameter be changed in place.
     */
    void trackNothing();

    /**
     * Of how many threads operators are that the calling thread calls, from now on. On one engine a thread that has called none yet
     * takes over what was said last, by whomever, so that who says less than {@link #threads} says that again in the end, as {@link Lanes}
     * does. Where an engine computes in threads of its own it means nothing (docs/add-an-engine.md).
     *
     * @param threads from 1
     */
    void useThreads(int threads);

    /**
     * Tracks gradients on the calling thread until it is closed. Several threads may each have one, unlike the collectors of {@code
     * Engine.newGradientCollector}, of which one engine has one at a time.
     */
    GradientCollector collector();

    /** Sets a parameter's gradient to zero where the engine would add the next one to it. */
    void clearGradient(NDArray parameter);

    /**
     * An array's numbers for Java to read, row after row, once the engine is done with them: the array's own memory where
     * it lies within Java's reach, else a copy. Valid while the array is open.
     *
     * @param array any shape, float32, dense
     * @return {@code array.size()} numbers from position 0 on; not to be written
     */
    FloatBuffer floats(NDArray array);

    /**
     * An array's own memory for Java to read and to write, once the engine is done with it; outside any gradient collector. Valid while the
     * array is open.
     *
     * @param array any shape, float32, row after row in memory as arrays are made: no view of another one
     * @return {@code array.size()} numbers from position 0 on; null where they are out of Java's reach: on a GPU, or more than {@link
     *     #MOST_FLOATS}
     */
    FloatBuffer ownFloats(NDArray array);

    /** Closes the manager and all that hangs on it. */
    @Override
    void close();
}

package org.hetcomp.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Products of matrices: oneDNN's where that is faster and no gradient is asked for, else those of {@code matMul}, which are MKL's on CPUs.
 *
 * @param oneDnn null where it is not faster
 */
record Products(OneDnn oneDnn) {
    /** Columns of which {@code matMul} computes a multiple at full speed. */
    private static final int LANES = 16;

    NDArray scores(NDArray left, NDArray right) {
        // Which arrays are part of a graph is not to be found out.
        return JniUtils.isGradMode() ? byMatMul(left, right) : plainScores(left, right);
    }

    NDArray plainScores(NDArray left, NDArray right) {
        return isForOneDnn(left, right, right.getShape().get(0)) ? oneDnn.product(left, right) : byMatMul(left, right);
    }

    private static NDArray byMatMul(NDArray left, NDArray right) {
        try (NDArray transposed = right.transpose()) {
            return left.matMul(transposed);
        }
    }

    NDArray weightedSum(NDArray weights, NDArray rows) {
        long d = rows.getShape().get(1);
        if (isForOneDnn(weights, rows, d)) {
            try (NDArray transposed = rows.transpose()) {
                return oneDnn.product(weights, transposed);
            }
        }
        return multiplied(weights, rows);
    }

    /** Not oneDNN's, which copies the weights into an order of its own first, to memory that it gives back each time. */
    NDArray transposedSum(NDArray weights, NDArray rows) {
        try (NDArray transposed = weights.transpose()) {
            return multiplied(transposed, rows);
        }
    }

    private boolean isForOneDnn(NDArray left, NDArray right, long columns) {
        return oneDnn != null && left.size() * columns >= OneDnn.LEAST && right.size() <= OneDnn.MOST;
    }

    // A product with 6 or 8 columns takes two to three times as long as one with 16; of one column it is that with a
    // vector.
    private static NDArray multiplied(NDArray weights, NDArray rows) {
        long d = rows.getShape().get(1);
        if (d == 1) {
            try (NDArray column = rows.reshape(rows.size());
                    NDArray sum = weights.matMul(column)) {
                return sum.reshape(weights.getShape().get(0), 1);
            }
        }
        if (d % LANES == 0) {
            return weights.matMul(rows);
        }
        try (NDArray wide = widened(rows);
                NDArray sum = weights.matMul(wide)) {
            return narrowed(sum, d);
        }
    }

    private static NDArray widened(NDArray rows) {
        long missing = LANES - rows.getShape().get(1) % LANES;
        try (NDArray zeros = rows.getManager().zeros(new Shape(rows.getShape().get(0), missing))) {
            return rows.concat(zeros, 1);
        }
    }

    private static NDArray narrowed(NDArray sum, long columns) {
        try (NDArray view = sum.get(new NDIndex(":, :{}", columns))) {
            return view.duplicate();
        }
    }
}

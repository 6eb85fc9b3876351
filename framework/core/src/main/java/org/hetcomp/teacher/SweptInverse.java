package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;

/**
 * The inverse of {@code X X^T + lambda I} of sparse X, its rows and columns weighted, by sweeps (Beaton; Goodnight, A Tutorial on the SWEEP Operator, The American
 * Statistician 1979): what Gauss and Jordan do, which needs no other pivots where the matrix is positive, of blocks in place of
 * numbers. It stays symmetric on its way, so that half of its blocks are kept, and all of its work of order n^3 are products of
 * blocks, n^3 multiplications and additions in all, which the engine makes in float32. The block on the diagonal is inverted in
 * doubles.
 */
final class SweptInverse {
    private static final int BLOCK = 256;

    private final Backend backend;
    private final Interactions rows;
    private final Interactions columns;
    private final float[] rowWeights;
    private final float[] columnWeights;
    private final int n;
    private final int blocks;
    private final NDArray[][] tiles;

    /**
     * Of X.
     *
     * @param rows X, {@code n x m}
     * @param columns the same transposed
     * @param rowWeights {@code [n]}, what each row is multiplied by
     * @param columnWeights {@code [m]}
     */
    SweptInverse(Backend backend, Interactions rows, Interactions columns, float[] rowWeights, float[] columnWeights) {
        this.backend = backend;
        this.rows = rows;
        this.columns = columns;
        this.rowWeights = rowWeights;
        this.columnWeights = columnWeights;
        n = rows.users();
        blocks = (n + BLOCK - 1) / BLOCK;
        tiles = new NDArray[blocks][];
    }

    /**
     * Inverts.
     *
     * @param lambda above 0
     * @return {@code [n][n]}
     * @throws DivergedException if lambda is too small for float32
     */
    float[][] of(double lambda) {
        try (NDManager scope = backend.manager().newSubManager()) {
            for (int i = 0; i < blocks; i++) {
                tiles[i] = products(scope, i, lambda);
            }
            for (int k = 0; k < blocks; k++) {
                sweep(scope, k);
            }
            return taken();
        }
    }

    private int size(int block) {
        return Math.min(BLOCK, n - block * BLOCK);
    }

    /** A row of blocks up to the diagonal. */
    private NDArray[] products(NDManager scope, int i, double lambda) {
        float[][] parts = new float[i + 1][];
        for (int j = 0; j <= i; j++) {
            parts[j] = new float[size(i) * size(j)];
        }
        for (int r = 0; r < size(i); r++) {
            int row = i * BLOCK + r;
            for (int p = rows.start(row); p < rows.end(row); p++) {
                int column = rows.ids()[p];
                float weight = rowWeights[row] * columnWeights[column] * columnWeights[column];
                for (int q = columns.start(column); q < columns.end(column); q++) {
                    int other = columns.ids()[q];
                    int j = other / BLOCK;
                    if (j <= i) {
                        parts[j][r * size(j) + other % BLOCK] += weight * rowWeights[other];
                    }
                }
            }
            parts[i][r * size(i) + r] += (float) lambda;
        }
        NDArray[] row = new NDArray[i + 1];
        for (int j = 0; j <= i; j++) {
            row[j] = array(scope, parts[j], size(i), size(j));
        }
        return row;
    }

    private static NDArray array(NDManager owner, float[] values, int height, int width) {
        // One of the engine's own is aligned, so that products add up in the same order in every run.
        try (NDArray java = owner.create(values, new Shape(height, width))) {
            return java.duplicate();
        }
    }

    private void sweep(NDManager scope, int k) {
        try (NDManager step = scope.newSubManager()) {
            NDArray middle = array(step, inverted(tiles[k][k].toFloatArray(), size(k)), size(k), size(k));
            NDArray[] column = new NDArray[blocks];
            NDArray[] turned = new NDArray[blocks];
            for (int i = 0; i < blocks; i++) {
                NDArray tile = i < k ? tiles[k][i] : tiles[i][k];
                tile.attach(step);
                column[i] = i < k ? tile.transpose() : tile;
                turned[i] = i == k ? middle.neg() : backend.weightedSum(column[i], middle);
            }
            for (int i = 0; i < blocks; i++) {
                for (int j = 0; j <= i; j++) {
                    if (i != k && j != k) {
                        try (NDArray product = backend.scores(turned[i], column[j])) {
                            tiles[i][j].subi(product);
                        }
                    }
                }
            }
            for (int i = 0; i < blocks; i++) {
                NDArray tile = i < k ? turned[i].transpose().duplicate() : turned[i];
                tile.attach(scope);
                tiles[Math.max(i, k)][Math.min(i, k)] = tile;
            }
        }
    }

    private static float[] inverted(float[] block, int size) {
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        DMatrixRMaj inverse = new DMatrixRMaj(size, size);
        for (int at = 0; at < block.length; at++) {
            matrix.data[at] = block[at];
        }
        if (!CommonOps_DDRM.invertSPD(matrix, inverse)) {
            throw new DivergedException("an inverse has no solution in float32: take more weight decay");
        }
        float[] inverted = new float[block.length];
        for (int at = 0; at < block.length; at++) {
            inverted[at] = (float) inverse.data[at];
        }
        return inverted;
    }

    /** The inverse, which the sweeps leave with its sign turned; tiles are let go. */
    private float[][] taken() {
        float[][] inverse = new float[n][n];
        for (int i = 0; i < blocks; i++) {
            for (int j = 0; j <= i; j++) {
                float[] tile = tiles[i][j].toFloatArray();
                tiles[i][j].close();
                for (int at = 0; at < tile.length; at++) {
                    int row = i * BLOCK + at / size(j);
                    int column = j * BLOCK + at % size(j);
                    inverse[row][column] = -tile[at];
                    inverse[column][row] = -tile[at];
                }
            }
        }
        return inverse;
    }
}

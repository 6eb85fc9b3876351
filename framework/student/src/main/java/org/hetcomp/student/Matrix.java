package org.hetcomp.student;

import java.io.IOException;
import java.nio.FloatBuffer;

/** A matrix {@code [rows, dim] float32} that stays in its file, mapped in pieces of whole rows. Immutable. */
final class Matrix {
    /** The largest dimension that is read. */
    static final int WIDEST = 4096;

    private final FloatBuffer[] pieces;
    private final int rowsOfPiece;
    private final int rows;
    private final int dim;

    private Matrix(FloatBuffer[] pieces, int rowsOfPiece, int rows, int dim) {
        this.pieces = pieces;
        this.rowsOfPiece = rowsOfPiece;
        this.rows = rows;
        this.dim = dim;
    }

    /**
     * Maps a matrix and looks through it.
     *
     * @param name of the array, for messages
     * @param begin where its first value lies; all of it has to be in the file
     * @throws StudentException if a number is not finite
     */
    static Matrix read(Content file, String name, long begin, int rows, int dim) throws IOException {
        int rowsOfPiece = Content.PIECE / (4 * dim);
        FloatBuffer[] pieces = new FloatBuffer[(rows - 1) / rowsOfPiece + 1];
        for (int p = 0; p < pieces.length; p++) {
            long from = (long) p * rowsOfPiece;
            long size = Math.min(rowsOfPiece, rows - from);
            pieces[p] = file.part(begin + 4 * from * dim, 4 * size * dim).asFloatBuffer();
        }
        Matrix matrix = new Matrix(pieces, rowsOfPiece, rows, dim);
        float[] values = new float[dim];
        for (int row = 0; row < rows; row++) {
            matrix.row(row, values);
            requireFinite(values, name, row, file);
        }
        return matrix;
    }

    private static void requireFinite(float[] values, String name, int row, Content file) {
        float sum = 0;
        for (float value : values) {
            // Zero of what is finite, NaN of what is not.
            sum += value * 0f;
        }
        if (sum != 0) {
            throw StudentException.damaged("a number in row " + row + " of " + name + " is not finite", file.where());
        }
    }

    int rows() {
        return rows;
    }

    int dim() {
        return dim;
    }

    /** Copies a row into {@code into [dim]}. */
    void row(int row, float[] into) {
        pieces[row / rowsOfPiece].get(row % rowsOfPiece * dim, into, 0, dim);
    }
}

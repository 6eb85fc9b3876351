package org.hetcomp.student;

import java.io.IOException;

/**
 * A vector in the place of a user's, from the user's items alone: {@code u = x Q M + x E + b}, x the user's row of ones over the
 * root of their number, Q the items' vectors, M and E and b what {@code distill} fitted to the users that it had. Immutable.
 */
final class Encoder {
    private final float[][] map;
    private final float[] offset;
    private final Matrix items;

    private Encoder(float[][] map, float[] offset, Matrix items) {
        this.map = map;
        this.offset = offset;
        this.items = items;
    }

    /**
     * Reads {@code map [d, d]}, {@code offset [1, d]} and, where it is there, {@code items [items, d]}.
     *
     * @throws StudentException if one does not fit the student
     */
    static Encoder read(Content file, int items, int dim) throws IOException {
        TensorFile arrays = TensorFile.read(file);
        Matrix map = fitting(arrays, "map", dim, dim, file);
        Matrix offset = fitting(arrays, "offset", 1, dim, file);
        float[][] rows = new float[dim][dim];
        for (int k = 0; k < dim; k++) {
            map.row(k, rows[k]);
        }
        float[] first = new float[dim];
        offset.row(0, first);
        return new Encoder(rows, first, arrays.has("items") ? fitting(arrays, "items", items, dim, file) : null);
    }

    private static Matrix fitting(TensorFile arrays, String name, int rows, int dim, Content file) throws IOException {
        Matrix matrix = arrays.matrix(name, rows);
        if (matrix.dim() != dim) {
            throw StudentException.damaged(
                    name + " has " + matrix.dim() + " dimensions, the student " + dim, file.where());
        }
        return matrix;
    }

    /**
     * The vector {@code [d]} of who has these items.
     *
     * @param rows of the items, ascending and distinct, at least one
     */
    float[] vector(int[] rows, Catalogue catalogue) {
        int dim = offset.length;
        double[] had = new double[dim];
        double[] sum = new double[dim];
        float[] own = new float[dim];
        for (int row : rows) {
            add(had, catalogue.vector(row));
            if (items != null) {
                items.row(row, own);
                add(sum, own);
            }
        }
        for (int l = 0; l < dim; l++) {
            for (int k = 0; k < dim; k++) {
                sum[k] += had[l] * map[l][k];
            }
        }
        double root = Math.sqrt(rows.length);
        float[] vector = new float[dim];
        for (int k = 0; k < dim; k++) {
            vector[k] = (float) (sum[k] / root + offset[k]);
        }
        return vector;
    }

    private static void add(double[] sum, float[] vector) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += vector[k];
        }
    }
}

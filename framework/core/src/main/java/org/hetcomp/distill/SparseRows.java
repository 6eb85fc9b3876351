package org.hetcomp.distill;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A sparse matrix in plain Java, row after row; its products are made by all cores at once and are the same on any number of them.
 *
 * @param starts {@code [rows + 1]}: where each row begins in the other two
 * @param columns each entry's column
 * @param values each entry
 * @param width number of columns
 */
record SparseRows(int[] starts, int[] columns, float[] values, int width) {
    private static final int BLOCK = 256;

    /** Number of rows. */
    int height() {
        return starts.length - 1;
    }

    /**
     * This matrix times a table.
     *
     * @param table {@code [width, k]}
     * @return {@code [height, k]}
     */
    float[] times(float[] table, int k) {
        float[] product = new float[Math.multiplyExact(height(), k)];
        IntStream.range(0, (height() + BLOCK - 1) / BLOCK).parallel().forEach(block -> {
            double[] sum = new double[k];
            for (int row = block * BLOCK; row < Math.min(height(), (block + 1) * BLOCK); row++) {
                Arrays.fill(sum, 0);
                for (int at = starts[row]; at < starts[row + 1]; at++) {
                    int from = columns[at] * k;
                    for (int j = 0; j < k; j++) {
                        sum[j] += (double) values[at] * table[from + j];
                    }
                }
                for (int j = 0; j < k; j++) {
                    product[row * k + j] = (float) sum[j];
                }
            }
        });
        return product;
    }

    /** The same with rows for columns. */
    SparseRows transposed() {
        int[] begins = new int[width + 1];
        for (int column : columns) {
            begins[column + 1]++;
        }
        Arrays.parallelPrefix(begins, Integer::sum);
        int[] next = Arrays.copyOf(begins, width);
        int[] rows = new int[columns.length];
        float[] turned = new float[columns.length];
        for (int row = 0; row < height(); row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                int to = next[columns[at]]++;
                rows[to] = row;
                turned[to] = values[at];
            }
        }
        return new SparseRows(begins, rows, turned, height());
    }
}

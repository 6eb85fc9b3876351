package org.hetcomp.distill;

import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The strongest singular vectors of a sparse matrix, by subspace iteration from random vectors (Halko, Martinsson and Tropp, SIAM
 * Review 2011, algorithm 4.4). Columns stand in falling order of their singular values; those of no strength are 0.
 *
 * @param left {@code [height, size]}, orthonormal columns
 * @param strengths {@code [size]} singular values
 * @param right {@code [width, size]}, orthonormal columns
 */
record Spectrum(float[] left, double[] strengths, float[] right) {
    private static final int SPARE = 8;
    private static final int ROUNDS = 8;
    private static final int BLOCK = 4096;
    /** Squares of singular values below this share of the greatest are rounding. */
    private static final double NOTHING = 1e-10;

    /**
     * Of a matrix.
     *
     * @param size how many, at least 1; fewer where the matrix has fewer rows or columns
     */
    static Spectrum of(SparseRows matrix, int size, long seed) {
        int least = Math.min(matrix.height(), matrix.width());
        int k = Math.min(size + SPARE, least);
        SparseRows turned = matrix.transposed();
        Random random = new Random(seed);
        float[] right = new float[Math.multiplyExact(matrix.width(), k)];
        for (int j = 0; j < right.length; j++) {
            right[j] = (float) random.nextGaussian();
        }
        float[] left = new float[0];
        for (int round = 0; round < ROUNDS; round++) {
            float[] product = matrix.times(right, k);
            left = new Axes(product, k).unit(product, k);
            right = turned.times(left, k);
        }
        Axes axes = new Axes(right, k);
        int kept = Math.min(size, k);
        double[] strengths = IntStream.range(0, kept)
                .mapToDouble(j -> Math.sqrt(axes.squares()[j]))
                .toArray();
        return new Spectrum(turn(left, axes.turn(), k, kept), strengths, axes.unit(right, kept));
    }

    /** Eigenvectors of a table's inner products, {@code [k, k]} by column, and their eigenvalues, falling. */
    private record Axes(double[] turn, double[] squares, int k) {
        Axes(float[] table, int k) {
            this(new double[k * k], new double[k], k);
            EigenDecomposition_F64<DMatrixRMaj> spectrum = DecompositionFactory_DDRM.eig(k, true, true);
            if (!spectrum.decompose(new DMatrixRMaj(k, k, true, products(table, k)))) {
                throw new ArithmeticException("lists hold what is no number, so that they have no spectrum");
            }
            int[] order = IntStream.range(0, k)
                    .boxed()
                    .sorted((a, b) -> Double.compare(
                            spectrum.getEigenvalue(b).getReal(),
                            spectrum.getEigenvalue(a).getReal()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int j = 0; j < k; j++) {
                squares[j] = Math.max(0, spectrum.getEigenvalue(order[j]).getReal());
                DMatrixRMaj vector = spectrum.getEigenVector(order[j]);
                for (int c = 0; c < k; c++) {
                    turn[c * k + j] = vector.get(c, 0);
                }
            }
        }

        /** The table's first columns along these axes, each of length 1 or, where there is nothing, 0. */
        float[] unit(float[] table, int kept) {
            double[] scaled = turn.clone();
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < k; j++) {
                    scaled[c * k + j] = squares[j] > NOTHING * squares[0] ? turn[c * k + j] / Math.sqrt(squares[j]) : 0;
                }
            }
            return Spectrum.turn(table, scaled, k, kept);
        }
    }

    private static double[] products(float[] table, int k) {
        int rows = table.length / k;
        double[][] parts = IntStream.range(0, (rows + BLOCK - 1) / BLOCK)
                .parallel()
                .mapToObj(block -> {
                    double[] sum = new double[k * k];
                    for (int row = block * BLOCK; row < Math.min(rows, (block + 1) * BLOCK); row++) {
                        for (int a = 0; a < k; a++) {
                            double of = table[row * k + a];
                            for (int b = 0; b < k; b++) {
                                sum[a * k + b] += of * table[row * k + b];
                            }
                        }
                    }
                    return sum;
                })
                .toArray(double[][]::new);
        double[] sum = new double[k * k];
        for (double[] part : parts) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += part[j];
            }
        }
        return sum;
    }

    private static float[] turn(float[] table, double[] turn, int k, int kept) {
        int rows = table.length / k;
        float[] turned = new float[rows * kept];
        IntStream.range(0, rows).parallel().forEach(row -> {
            for (int j = 0; j < kept; j++) {
                double sum = 0;
                for (int c = 0; c < k; c++) {
                    sum += table[row * k + c] * turn[c * k + j];
                }
                turned[row * kept + j] = (float) sum;
            }
        });
        return turned;
    }
}

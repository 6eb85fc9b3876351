package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Interactions;

/**
 * Half a sweep of implicit ALS: new rows of one side's table by least squares, the other side's held fast. Row r with items S
 * becomes the minimum of {@code sum over S of (x . y - 1)^2 + unobserved sum over all of (x . y)^2 + l2 c |x|^2}, where
 * {@code c = |S| + unobserved n} (Hu, Koren and Volinsky, ICDM 2008, in the form and with the regularisation of Rendle et al.,
 * Revisiting the Performance of iALS on Item Recommendation Benchmarks, RecSys 2022, section 3.2).
 *
 * <p>Inner products stay as they are when both tables are turned alike, so they are turned till the sum over all is a diagonal:
 * a row then costs nothing of order d^2, and some steps of conjugate gradients from where it was (Takács, Pilászy and Tikk,
 * RecSys 2011), with the diagonal as preconditioner, all but solve it. The engine makes the products of whole tables; rows are
 * solved in Java, all cores at once, the same on any number of them.
 *
 * @param backend where the tables lie
 * @param unobserved weight of what no one has, above 0
 * @param l2 weight of the regularisation, above 0
 */
record RidgeRows(Backend backend, double unobserved, double l2) {
    private static final int BLOCK = 512;

    /** Checks the weights. */
    RidgeRows {
        if (!(unobserved > 0) || !(l2 > 0)) {
            throw new IllegalArgumentException("the weights of what no one has, " + unobserved
                    + ", and of the regularisation, " + l2 + ", must be above 0");
        }
    }

    /**
     * Solves all rows of a table and turns both.
     *
     * @param had what each row has, {@code rows x others}
     * @param rows name of the table {@code [rows, d]} that is solved
     * @param others name of the table {@code [others, d]} that is held fast
     */
    void solve(Interactions had, Parameters tables, String rows, String others) {
        float[] solved;
        float[] fast;
        double[] squares;
        int d = Math.toIntExact(tables.get(rows).getShape().get(1));
        try (NDManager step = backend.manager().newSubManager()) {
            tables.lend(step);
            NDArray table = tables.get(others);
            EigenDecomposition_F64<DMatrixRMaj> spectrum =
                    spectrum(backend.transposedSum(table, table).toFloatArray(), d);
            squares = new double[d];
            float[] vectors = new float[d * d];
            for (int k = 0; k < d; k++) {
                squares[k] = Math.max(0, spectrum.getEigenvalue(k).real);
                DMatrixRMaj vector = spectrum.getEigenVector(k);
                for (int j = 0; j < d; j++) {
                    vectors[j * d + k] = (float) vector.get(j, 0);
                }
            }
            NDArray turn = step.create(vectors, new Shape(d, d)).duplicate();
            fast = backend.weightedSum(table, turn).toFloatArray();
            solved = backend.weightedSum(tables.get(rows), turn).toFloatArray();
        }
        solve(had, solved, fast, squares);
        tables.set(rows, solved);
        tables.set(others, fast);
    }

    private static EigenDecomposition_F64<DMatrixRMaj> spectrum(float[] gram, int d) {
        DMatrixRMaj matrix = new DMatrixRMaj(d, d);
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < d; k++) {
                matrix.set(j, k, 0.5 * ((double) gram[j * d + k] + gram[k * d + j]));
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> spectrum = DecompositionFactory_DDRM.eig(d, true, true);
        if (!spectrum.decompose(matrix)) {
            throw new DivergedException("the tables hold what is no number, so that least squares has no solution");
        }
        return spectrum;
    }

    private void solve(Interactions had, float[] rows, float[] others, double[] squares) {
        IntStream.range(0, (had.users() + BLOCK - 1) / BLOCK).parallel().forEach(b -> {
            int end = Math.min(had.users(), (b + 1) * BLOCK);
            RidgeRow row = new RidgeRow(squares.length);
            for (int r = b * BLOCK; r < end; r++) {
                row.solve(rows, r, others, had, weights(squares, weight(had, r)));
            }
        });
    }

    /**
     * The sum that both halves of a sweep make smaller.
     *
     * @param byRow {@code rows x columns}
     * @param byColumn the same transposed
     * @param rows name of the table {@code [rows, d]}
     * @param columns name of the table {@code [columns, d]}
     */
    double objective(Interactions byRow, Interactions byColumn, Parameters tables, String rows, String columns) {
        try (NDManager step = backend.manager().newSubManager()) {
            tables.lend(step);
            NDArray left = tables.get(rows);
            NDArray right = tables.get(columns);
            double all = backend.transposedSum(left, left)
                    .mul(backend.transposedSum(right, right))
                    .sum()
                    .getFloat();
            float[] x = left.toFloatArray();
            float[] y = right.toFloatArray();
            int d = x.length / byRow.users();
            double missed = sum(byRow.users(), r -> missed(byRow, r, x, y, d));
            return missed + unobserved * all + decay(byRow, x) + decay(byColumn, y);
        }
    }

    private static double product(float[] x, int at, float[] y, int begin, int d) {
        double product = 0;
        for (int k = 0; k < d; k++) {
            product += (double) x[at + k] * y[begin + k];
        }
        return product;
    }

    private static double missed(Interactions had, int row, float[] x, float[] y, int d) {
        double missed = 0;
        for (int p = had.start(row); p < had.end(row); p++) {
            double miss = 1 - product(x, row * d, y, had.ids()[p] * d, d);
            missed += miss * miss;
        }
        return missed;
    }

    private double decay(Interactions had, float[] rows) {
        int d = rows.length / had.users();
        return sum(had.users(), r -> weight(had, r) * product(rows, r * d, rows, r * d, d));
    }

    // Each block by itself and then in their order: the same on any number of cores.
    private static double sum(int rows, IntToDoubleFunction term) {
        double[] sums = new double[(rows + BLOCK - 1) / BLOCK];
        IntStream.range(0, sums.length).parallel().forEach(b -> {
            for (int r = b * BLOCK; r < Math.min(rows, (b + 1) * BLOCK); r++) {
                sums[b] += term.applyAsDouble(r);
            }
        });
        double sum = 0;
        for (double one : sums) {
            sum += one;
        }
        return sum;
    }

    private double weight(Interactions had, int row) {
        return l2 * (had.count(row) + unobserved * had.items());
    }

    private float[] weights(double[] squares, double decay) {
        float[] weights = new float[squares.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) (unobserved * squares[k] + decay);
        }
        return weights;
    }
}

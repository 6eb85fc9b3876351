package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    private static final int ROWS = 70;
    private static final int COLUMNS = 50;

    private static SparseRows random(int each) {
        Random random = new Random(5);
        int[] starts = new int[ROWS + 1];
        int[] columns = new int[ROWS * each];
        float[] values = new float[ROWS * each];
        for (int row = 0; row < ROWS; row++) {
            starts[row + 1] = starts[row] + each;
            int[] order = Lists.permutation(COLUMNS, random);
            for (int j = 0; j < each; j++) {
                columns[starts[row] + j] = order[j];
                values[starts[row] + j] = random.nextFloat() * (row % 7 + 1) / (order[j] % 5 + 1);
            }
        }
        return new SparseRows(starts, columns, values, COLUMNS);
    }

    private static double[][] dense(SparseRows rows) {
        double[][] dense = new double[rows.height()][rows.width()];
        for (int row = 0; row < rows.height(); row++) {
            for (int at = rows.starts()[row]; at < rows.starts()[row + 1]; at++) {
                dense[row][rows.columns()[at]] = rows.values()[at];
            }
        }
        return dense;
    }

    @Test
    void isThatOfADecompositionOfTheWholeMatrix() {
        SparseRows rows = random(9);
        double[][] left = dense(rows);
        Spectrum spectrum = Spectrum.of(rows, 4, 1);
        double[] exact = singularValues(left);
        for (int j = 0; j < 4; j++) {
            assertEquals(exact[j], spectrum.strengths()[j], 1e-3 * exact[0]);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    left[row][column] -=
                            spectrum.left()[row * 4 + j] * spectrum.strengths()[j] * spectrum.right()[column * 4 + j];
                }
            }
        }
        double least = Arrays.stream(exact).skip(4).map(value -> value * value).sum();
        double squares = Arrays.stream(left)
                .flatMapToDouble(Arrays::stream)
                .map(x -> x * x)
                .sum();
        assertEquals(Math.sqrt(least), Math.sqrt(squares), 1e-3 * Math.sqrt(least));
    }

    private static double[] singularValues(double[][] matrix) {
        SingularValueDecomposition_F64<DMatrixRMaj> exact =
                DecompositionFactory_DDRM.svd(ROWS, COLUMNS, false, false, true);
        assertTrue(exact.decompose(new DMatrixRMaj(matrix)));
        double[] falling = exact.getSingularValues().clone();
        Arrays.sort(falling);
        for (int j = 0; j < falling.length / 2; j++) {
            double last = falling[falling.length - 1 - j];
            falling[falling.length - 1 - j] = falling[j];
            falling[j] = last;
        }
        return falling;
    }

    @Test
    void ofAMatrixOfLowRankTheRestIsNothing() {
        int[] starts = {0, 2, 4, 6};
        SparseRows rows = new SparseRows(starts, new int[] {0, 2, 0, 2, 0, 2}, new float[] {1, 2, 2, 4, 3, 6}, 5);
        Spectrum spectrum = Spectrum.of(rows, 9, 1);
        assertEquals(3, spectrum.strengths().length);
        assertEquals(Math.sqrt(5 * 14), spectrum.strengths()[0], 1e-4);
        assertEquals(0, spectrum.strengths()[1], 1e-3);
        for (int row = 0; row < 3; row++) {
            assertEquals((row + 1) / Math.sqrt(14), Math.abs(spectrum.left()[row * 3]), 1e-5);
        }
        assertEquals(0, spectrum.right()[1], 0);
    }

    @Test
    void turnedTwiceItIsTheSame() {
        SparseRows rows = random(5);
        SparseRows turned = rows.transposed();
        double[][] dense = dense(rows);
        double[][] across = dense(turned);
        float[] table = new float[COLUMNS * 3];
        for (int j = 0; j < table.length; j++) {
            table[j] = j % 11 - 5;
        }
        float[] times = rows.times(table, 3);
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < 3; k++) {
                double sum = 0;
                for (int column = 0; column < COLUMNS; column++) {
                    assertEquals(dense[row][column], across[column][row]);
                    sum += dense[row][column] * table[column * 3 + k];
                }
                assertEquals(sum, times[row * 3 + k], 1e-4);
            }
        }
    }

    @Test
    void aStartScoresWhatIsListedAndLeavesTheRestOfItsColumns() {
        Rankings observed = Lists.rankings(new int[][] {{0}, {1}, {2}, {3}});
        Rankings unobserved = Lists.rankings(new int[][] {{1, 2}, {0, 2}, {1, 0}, {4, 5}});
        Tables start = Tables.of(new Supervision(observed, unobserved), 1, 7, 8);
        double sum = 0;
        for (int u = 0; u < 4; u++) {
            for (int i : unobserved.row(u)) {
                sum += score(start, u, i);
            }
        }
        assertEquals(5, sum / 8, 1e-3);
        assertTrue(score(start, 3, 5) > 1 && Math.abs(score(start, 3, 1)) < 1e-3, Arrays.toString(start.item));
        assertArrayEquals(new float[8], Arrays.copyOfRange(start.item, 6 * 8, 7 * 8), "in nobody's list");
        assertNull(SpectralStart.of(new Supervision(Rankings.empty(3, 2), Rankings.empty(3, 2)), 1, 7, 8, 1));
    }

    @Test
    void aPartOfTheUsersSayTheDirections() {
        int[][] had = {{0}, {0}, {1}, {1}, {2}, {2}, {3}, {3}};
        int[][] had2 = {{1, 2}, {1, 2}, {0, 2}, {0, 2}, {1, 0}, {1, 0}, {4, 5}, {4, 5}};
        Supervision twice = new Supervision(Lists.rankings(had), Lists.rankings(had2));
        Tables all = Tables.of(twice, 1, 7, 3);
        Tables half = Tables.of(twice, 2, 7, 3);
        for (int u = 0; u < 8; u++) {
            for (int i = 0; i < 7; i++) {
                assertEquals(score(all, u, i, 3), score(half, u, i, 3), 1e-2);
            }
        }
        // Who is not among them has a row all the same, even of what nobody of them has.
        int[][] odd = {{0}, {6}, {1}, {5}};
        Tables other = Tables.of(new Supervision(Lists.rankings(odd), Lists.rankings(odd)), 2, 7, 2);
        for (float x : other.user) {
            assertTrue(Float.isFinite(x));
        }
    }

    /** Where lists begin of which those so far apart count, users in parts of three, which say the same as all at once. */
    private record Tables(float[] user, float[] item) {
        static Tables of(Supervision lists, int stride, int items, int dim) {
            SpectralStart start = SpectralStart.of(lists, stride, items, dim, 1);
            float[] user = start.users(lists, 0);
            assertArrayEquals(user, start.users(lists, 0, 3));
            return new Tables(user, start.items());
        }
    }

    private static double score(Tables start, int user, int item) {
        return score(start, user, item, 8);
    }

    private static double score(Tables start, int user, int item, int d) {
        double score = 0;
        for (int j = 0; j < d; j++) {
            score += start.user[user * d + j] * start.item[item * d + j];
        }
        return score;
    }
}

package org.hetcomp.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hetcomp.data.Interactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What every engine's Backend must do: values, gradients, refusals. Whoever adds an engine subclasses this. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class BackendContract extends EngineTest {
    private final Random random = new Random(8);
    private NDManager step;

    @BeforeEach
    void begin() {
        step = backend.manager().newSubManager();
    }

    @AfterEach
    void end() {
        if (step != null) {
            step.close();
        }
    }

    private float[] floats(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private NDArray array(float[] values, long... shape) {
        return step.create(values, new Shape(shape));
    }

    private static void close(float[] expected, NDArray computed) {
        assertArrayEquals(expected, computed.toFloatArray(), 1e-4f);
    }

    /** Holds the engine's gradient to central differences of the same function. */
    private void holdGradient(float[] start, Shape shape, Function<NDArray, NDArray> function) {
        NDArray x = step.create(start, shape);
        x.setRequiresGradient(true);
        for (int pass = 0; pass < 2; pass++) {
            // The second pass finds an old gradient that must not be added to.
            backend.clearGradient(x);
            try (GradientCollector collector = backend.collector()) {
                collector.backward(function.apply(x));
            }
        }
        float[] gradient = backend.gradient(x).toFloatArray();
        double h = 1e-2;
        for (int i = 0; i < start.length; i += 1 + start.length / 40) {
            double[] side = new double[2];
            for (int s = 0; s < 2; s++) {
                float[] moved = start.clone();
                moved[i] += (float) (s == 0 ? -h : h);
                side[s] = function.apply(step.create(moved, shape)).getFloat();
            }
            double expected = (side[1] - side[0]) / (2 * h);
            assertEquals(expected, gradient[i], 2e-2 * Math.max(1, Math.abs(expected)), "gradient " + i);
        }
    }

    /** A scalar in which every element has a slope of its own. */
    private NDArray weighted(NDArray result, NDArray weights) {
        return result.mul(weights).sum();
    }

    /** A factor that lay in a Java buffer nobody holds would be overwritten by the buffers that are made here. */
    @Test
    void aScaledArrayHasItsGradientAfterACollection() {
        NDArray x = array(new float[] {3, -2}, 2);
        x.setRequiresGradient(true);
        List<ByteBuffer> others = new ArrayList<>();
        for (int pass = 0; pass < 5; pass++) {
            backend.clearGradient(x);
            try (GradientCollector collector = backend.collector()) {
                NDArray scaled = backend.scale(backend.scale(x, 0.5), -3);
                close(new float[] {-4.5f, 3}, scaled);
                NDArray sum = scaled.sum();
                System.gc();
                for (int b = 0; b < 2000; b++) {
                    others.add(ByteBuffer.allocateDirect(4)
                            .order(ByteOrder.nativeOrder())
                            .putFloat(0, 1e30f));
                }
                collector.backward(sum);
            }
            close(new float[] {-1.5f, -1.5f}, backend.gradient(x));
        }
        assertEquals(10_000, others.size());
    }

    @Test
    void rowsAreCopiesWithGradients() {
        float[] table = floats(5 * 3);
        int[] ids = {4, 0, 4, 2};
        NDArray rows = backend.rows(step, array(table, 5, 3), ids);
        assertEquals(new Shape(4, 3), rows.getShape());
        float[] expected = new float[12];
        for (int j = 0; j < 4; j++) {
            System.arraycopy(table, ids[j] * 3, expected, j * 3, 3);
        }
        close(expected, rows);
        NDArray weights = array(floats(12), 4, 3);
        holdGradient(
                table, new Shape(5, 3), x -> weighted(backend.rows(step, x, ids).square(), weights));
        NDArray source = array(table, 5, 3);
        backend.rows(step, source, ids).muli(5f);
        close(table, source);
    }

    @Test
    void badIdsAndCellsAreRefused() {
        NDArray table = array(floats(15), 5, 3);
        NDArray rows = array(floats(6), 2, 3);
        for (int bad : new int[] {-1, 5, Integer.MIN_VALUE}) {
            int[] ids = {0, bad};
            assertThrows(IndexOutOfBoundsException.class, () -> backend.rows(step, table, ids));
            assertThrows(IndexOutOfBoundsException.class, () -> backend.putRows(table, ids, rows));
            assertThrows(IndexOutOfBoundsException.class, () -> backend.scatterAdd(rows, ids, 5));
            assertThrows(IndexOutOfBoundsException.class, () -> backend.cells(step, ids, new int[2], 5, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> backend.cells(step, new int[2], ids, 9, 5));
        }
    }

    @Test
    void putRowsWritesInPlace() {
        float[] table = floats(15);
        float[] rows = floats(6);
        NDArray array = array(table, 5, 3);
        backend.putRows(array, new int[] {3, 1}, array(rows, 2, 3));
        float[] expected = table.clone();
        System.arraycopy(rows, 0, expected, 9, 3);
        System.arraycopy(rows, 3, expected, 3, 3);
        close(expected, array);
    }

    @Test
    void scatterAddAddsRepeatedIdsTheSameEachTime() {
        int k = 3000;
        int[] ids = random.ints(k, 0, 20).toArray();
        float[] rows = floats(k * 4);
        double[] sums = new double[21 * 4];
        for (int j = 0; j < k; j++) {
            for (int d = 0; d < 4; d++) {
                sums[ids[j] * 4 + d] += rows[j * 4 + d];
            }
        }
        float[] first = backend.scatterAdd(array(rows, k, 4), ids, 21).toFloatArray();
        assertEquals(sums.length, first.length);
        for (int i = 0; i < sums.length; i++) {
            assertEquals(sums[i], first[i], 1e-3);
        }
        for (int repeat = 0; repeat < 10; repeat++) {
            assertArrayEquals(
                    first, backend.scatterAdd(array(rows, k, 4), ids, 21).toFloatArray(), "bit for bit");
        }
    }

    @Test
    void cellsAreReadWithGradientsAndWrittenInPlace() {
        int[] rows = {0, 2, 2, 3};
        int[] columns = {4, 0, 1, 3};
        float[] matrix = floats(20);
        Cells cells = backend.cells(step, rows, columns, 4, 5);
        NDArray array = array(matrix, 4, 5);
        close(new float[] {matrix[4], matrix[10], matrix[11], matrix[18]}, backend.at(array, cells));
        NDArray weights = array(floats(4), 4);
        holdGradient(matrix, new Shape(4, 5), x -> weighted(backend.at(x, cells).square(), weights));
        Cells twice = backend.cells(step, new int[] {1, 1, 0}, new int[] {2, 2, 0}, 4, 5);
        NDArray three = array(floats(3), 3);
        holdGradient(matrix, new Shape(4, 5), x -> weighted(backend.at(x, twice).square(), three));
        backend.put(array, cells, array(new float[] {1, 2, 3, 4}, 4));
        matrix[4] = 1;
        matrix[10] = 2;
        matrix[11] = 3;
        matrix[18] = 4;
        close(matrix, array);
    }

    @Test
    void productsAreThoseOfPlainJava() {
        float[] left = floats(7 * 3);
        float[] right = floats(9 * 3);
        float[] weights = floats(7 * 9);
        NDArray l = array(left, 7, 3);
        NDArray r = array(right, 9, 3);
        NDArray w = array(weights, 7, 9);
        float[] scores = new float[63];
        float[] sum = new float[21];
        float[] transposed = new float[27];
        for (int m = 0; m < 7; m++) {
            for (int n = 0; n < 9; n++) {
                for (int d = 0; d < 3; d++) {
                    scores[m * 9 + n] += left[m * 3 + d] * right[n * 3 + d];
                    sum[m * 3 + d] += weights[m * 9 + n] * right[n * 3 + d];
                    transposed[n * 3 + d] += weights[m * 9 + n] * left[m * 3 + d];
                }
            }
        }
        close(scores, backend.scores(l, r));
        close(scores, backend.plainScores(l, r));
        float[] bias = floats(9);
        close(biased(scores, bias), backend.plainScores(l, r, array(bias, 1, 9)));
        close(sum, backend.weightedSum(w, r));
        close(transposed, backend.transposedSum(w, l));
        close(left, l);
        close(weights, w);
        holdGradient(left, new Shape(7, 3), x -> weighted(backend.scores(x, r).square(), w));
        holdGradient(right, new Shape(9, 3), x -> weighted(backend.scores(l, x).square(), w));
    }

    private static float[] biased(float[] scores, float[] bias) {
        float[] sum = scores.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += bias[j % bias.length];
        }
        return sum;
    }

    @Test
    void readsAnArraysNumbers() {
        float[] values = floats(7 * 5);
        NDArray whole = array(values, 7, 5);
        FloatBuffer read = backend.floats(whole.mul(2f));
        assertEquals(values.length, read.remaining());
        for (int j = 0; j < values.length; j++) {
            assertEquals(2 * values[j], read.get(j));
        }
        NDArray transposed = whole.transpose();
        FloatBuffer turned = backend.floats(transposed);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 7; column++) {
                assertEquals(values[column * 5 + row], turned.get(row * 7 + column));
            }
        }
    }

    @Test
    void multipliesWithAnyNumberOfColumns() {
        for (int d : new int[] {1, 6, 15, 16, 17}) {
            float[] weights = floats(4 * 9);
            float[] rows = floats(9 * d);
            float[] sum = new float[4 * d];
            float[] left = floats(4 * d);
            float[] back = new float[9 * d];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 9; j++) {
                    for (int k = 0; k < d; k++) {
                        sum[i * d + k] += weights[i * 9 + j] * rows[j * d + k];
                        back[j * d + k] += weights[i * 9 + j] * left[i * d + k];
                    }
                }
            }
            NDArray w = array(weights, 4, 9);
            close(sum, backend.weightedSum(w, array(rows, 9, d)));
            close(back, backend.transposedSum(w, array(left, 4, d)));
        }
    }

    private static Interactions pattern(int rows, int columns, int each, Random random) {
        int[][] ids = new int[rows][];
        for (int row = 0; row < rows; row++) {
            ids[row] =
                    random.ints(0, columns).distinct().limit(row % (each + 1)).toArray();
        }
        return Interactions.of(columns, ids);
    }

    @Test
    void sparseProductIsThatOfPlainJavaWithAGradient() {
        Interactions pattern = pattern(8, 11, 5, random);
        float[] values = floats(pattern.size());
        float[] dense = floats(11 * 3);
        float[] expected = new float[8 * 3];
        for (int row = 0; row < 8; row++) {
            for (int p = pattern.start(row); p < pattern.end(row); p++) {
                for (int d = 0; d < 3; d++) {
                    expected[row * 3 + d] += values[p] * dense[pattern.ids()[p] * 3 + d];
                }
            }
        }
        try (SparseMatrix matrix = backend.sparse(step, pattern, values)) {
            close(expected, backend.multiply(matrix, array(dense, 11, 3)));
            NDArray weights = array(floats(24), 8, 3);
            holdGradient(
                    dense,
                    new Shape(11, 3),
                    x -> weighted(backend.multiply(matrix, x).square(), weights));
        }
    }

    // First, because memory that another test has freed would hide what this one takes.
    @Order(1)
    @Test
    void sparseGradientNeverMakesTheMatrixDense() {
        int n = 12_000;
        Interactions pattern = pattern(n, n, 4, random);
        float[] values = floats(pattern.size());
        try (SparseMatrix matrix = backend.sparse(step, pattern, values)) {
            NDArray x = array(floats(n * 4), n, 4);
            x.setRequiresGradient(true);
            long before = Resident.megabytes();
            for (int pass = 0; pass < 2; pass++) {
                try (GradientCollector collector = backend.collector()) {
                    collector.backward(backend.multiply(matrix, x).sum());
                }
                backend.gradient(x).toFloatArray();
            }
            // Dense it would take 576 MB.
            long grown = Resident.peakMegabytes() - before;
            assertTrue(grown < 300, () -> "grew by " + grown + " MB");
        }
    }

    @Test
    void topKIsBestFirst() {
        float[] scores = {3, 9, 1, 7, 5, -2, 8, -4, 6, 0};
        NDList top = backend.topK(array(scores, 2, 5), 3);
        close(new float[] {9, 7, 5, 8, 6, 0}, top.get(0));
        assertArrayEquals(new long[] {1, 3, 4, 1, 3, 4}, top.get(1).toLongArray());
    }

    @Test
    void topKIdsAreExactBeyondFloats() {
        int n = (1 << 24) + 3;
        float[] scores = new float[n];
        int[] best = {n - 1, 1 << 24, n - 2, (1 << 24) - 1, 7};
        for (int r = 0; r < best.length; r++) {
            scores[best[r]] = 10 - r;
        }
        NDList top = backend.topK(array(scores, 1, n), best.length);
        assertArrayEquals(
                Arrays.stream(best).asLongStream().toArray(), top.get(1).toLongArray());
    }

    @Test
    void namesItselfAndItsDevice() {
        assertEquals(engine(), backend.name());
        assertEquals(DEVICE, Devices.name(backend.device()));
        assertTrue(Backends.names().contains(engine()));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Backends.open("abacus", BackendOptions.cpu()));
        assertTrue(e.getMessage().contains(engine()), e.getMessage());
    }

    @Test
    void rowsThatAreAwayMoveAsUnderAdamOfTheWholeTable() {
        int height = 30;
        float[] start = floats(height * 3);
        Random random = new Random(4);
        try (Parameters whole = new Parameters(backend);
                Parameters table = new Parameters(backend)) {
            whole.add("w", new Shape(height, 3), start);
            table.add("w", new Shape(height, 3), start);
            try (Adam adam = new Adam(backend, whole, 0.01, 0);
                    RowAdam rows = new RowAdam(backend, table.get("w"))) {
                for (int t = 1; t <= 400; t++) {
                    // The last rows are met a few times in the beginning, so that they are away for long.
                    int[] ids = random.ints(0, t < 20 ? height : 20)
                            .distinct()
                            .limit(3)
                            .sorted()
                            .toArray();
                    double rate = 0.01 * (1 - t / 500.0);
                    float[] gradient = floats(ids.length * 3);
                    float[] all = new float[height * 3];
                    for (int j = 0; j < ids.length; j++) {
                        System.arraycopy(gradient, j * 3, all, ids[j] * 3, 3);
                    }
                    adam.learningRate(rate);
                    adam.step("w", array(all, height, 3));
                    try (NDManager step = backend.manager().newSubManager()) {
                        RowAdam.Rows met = rows.begin(step, ids, rate, 0);
                        rows.move(met, step.create(gradient, new Shape(ids.length, 3)));
                    }
                }
                rows.catchUp();
                assertArrayEquals(whole.get("w").toFloatArray(), table.get("w").toFloatArray(), 2e-4f);
            }
        }
    }

    @Test
    void rowsMovedInJavaAreThoseThatTheEngineMoves() {
        assumeFalse(backend.device().isGpu(), "rows of a GPU are moved by the engine");
        // One number a row, some rows at a time, and a row that is more than is worked on at a time.
        for (int d : new int[] {1, 70, 1500}) {
            holdRowsMovedInJava(d);
        }
    }

    private void holdRowsMovedInJava(int d) {
        int height = 60;
        int[] ids = random.ints(0, height).distinct().limit(45).toArray();
        int[] others = random.ints(0, height).distinct().limit(20).toArray();
        RowMoves.Tables engines = tables(height, d);
        RowMoves.Tables ours = new RowMoves.Tables(
                engines.weights().duplicate(),
                engines.mean().duplicate(),
                engines.square().duplicate());
        float[] before = engines.weights().toFloatArray();
        RowMoves byEngine = new EngineRows(backend, engines);
        RowMoves inJava = new HostRows(backend, ours);
        AdamStep numbers = AdamStep.of(0.01, 0.1, 3);
        NDArray gradient = array(floats(ids.length * d), ids.length, d);
        try (NDManager step = backend.manager().newSubManager()) {
            RowMoves.Met one = byEngine.meet(step, ids, away(ids.length));
            RowMoves.Met other = inJava.meet(step, ids, away(ids.length));
            close(one.weights().toFloatArray(), other.weights());
            // Nothing is written till they are moved, and what was done to the copies counts.
            assertArrayEquals(before, ours.weights().toFloatArray());
            one.weights().muli(0.5f);
            other.weights().muli(0.5f);
            one.move(gradient, numbers);
            other.move(gradient, numbers);
            byEngine.catchUp(others, away(others.length));
            inJava.catchUp(others, away(others.length));
            byEngine.step(step, ids, gradient, numbers);
            inJava.step(step, ids, gradient, numbers);
            NDArray turned = array(floats(height * d), d, height);
            byEngine.stepAll(turned.transpose(), numbers);
            inJava.stepAll(turned.transpose(), numbers);
        }
        close(engines.weights().toFloatArray(), ours.weights());
        close(engines.mean().toFloatArray(), ours.mean());
        close(engines.square().toFloatArray(), ours.square());
        assertThrows(IndexOutOfBoundsException.class, () -> inJava.meet(backend.manager(), new int[] {height}, null));
    }

    @Test
    void javaWritesIntoAnArraysOwnMemory() {
        NDArray array = array(floats(6), 2, 3);
        FloatBuffer own = backend.ownFloats(array);
        assertEquals(backend.device().isGpu(), own == null);
        if (own != null) {
            own.put(4, 7f);
            assertEquals(7f, array.toFloatArray()[4]);
            assertEquals(14f, array.mul(2f).toFloatArray()[4]);
        }
    }

    private RowMoves.Tables tables(int height, int d) {
        float[] squares = floats(height * d);
        for (int j = 0; j < squares.length; j++) {
            squares[j] *= squares[j];
        }
        return new RowMoves.Tables(
                array(floats(height * d), height, d), array(floats(height * d), height, d), array(squares, height, d));
    }

    /** Rows that missed more or less. */
    private static RowMoves.Away away(int count) {
        float[] moved = new float[count];
        float[] mean = new float[count];
        float[] square = new float[count];
        for (int j = 0; j < count; j++) {
            moved[j] = 0.001f * j;
            mean[j] = 1f / (1 + j);
            square[j] = 1f / (1 + 0.1f * j);
        }
        return new RowMoves.Away(moved, mean, square, 1e-4f);
    }

    @Test
    void adamRefusesAGradientOfAnotherSize() {
        try (Parameters parameters = new Parameters(backend)) {
            parameters.add("w", new Shape(6, 2), floats(12));
            try (Adam adam = new Adam(backend, parameters, 0.1, 0)) {
                float[] before = parameters.get("w").toFloatArray();
                for (int rows : new int[] {5, 7}) {
                    NDArray wrong = array(floats(2 * rows), rows, 2);
                    assertThrows(IllegalArgumentException.class, () -> adam.step("w", wrong));
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> adam.stepRows("w", new int[] {0, 1, 2, 3, 4, 5}, wrong, 1));
                }
                assertArrayEquals(before, parameters.get("w").toFloatArray());
            }
        }
    }

    @Test
    void adamIsThatOfPlainJava() {
        float[] start = floats(6 * 2);
        double[] expected = new double[12];
        Arrays.setAll(expected, i -> start[i]);
        double[] mean = new double[12];
        double[] square = new double[12];
        try (Parameters parameters = new Parameters(backend)) {
            parameters.add("w", new Shape(6, 2), start);
            try (Adam adam = new Adam(backend, parameters, 0.1, 0.01)) {
                for (int t = 1; t <= 6; t++) {
                    boolean all = t % 2 == 1;
                    int[] ids = all ? new int[] {0, 1, 2, 3, 4, 5} : new int[] {5, 0, 2};
                    float[] gradient = floats(ids.length * 2);
                    NDArray g = array(gradient, ids.length, 2);
                    if (all) {
                        adam.step("w", g);
                    } else {
                        adam.stepRows("w", ids, g, 10 + t);
                    }
                    for (int j = 0; j < gradient.length; j++) {
                        int i = ids[j / 2] * 2 + j % 2;
                        double slope = gradient[j] + 0.01 * expected[i];
                        int steps = all ? (t + 1) / 2 : 10 + t;
                        mean[i] = 0.9 * mean[i] + 0.1 * slope;
                        square[i] = 0.999 * square[i] + 0.001 * slope * slope;
                        double m = mean[i] / (1 - Math.pow(0.9, steps));
                        double v = square[i] / (1 - Math.pow(0.999, steps));
                        expected[i] -= 0.1 * m / (Math.sqrt(v) + 1e-8);
                    }
                    close(gradient, g);
                }
                assertEquals(3, adam.steps().get("w"));
            }
            float[] computed = parameters.get("w").toFloatArray();
            for (int i = 0; i < 12; i++) {
                assertEquals(expected[i], computed[i], 1e-5);
            }
        }
    }

    @Test
    void stepsLeaveNothingBehind() {
        int rows = 1000;
        Interactions pattern = pattern(rows, rows, 4, random);
        float[] values = floats(pattern.size());
        int[] ids = random.ints(600, 0, rows).toArray();
        int[] distinct = Arrays.stream(ids).distinct().toArray();
        try (Parameters parameters = new Parameters(backend);
                SparseMatrix matrix = backend.sparse(step, pattern, values)) {
            NDArray w = parameters.addNormal("w", new Shape(rows, 32), 0.1, random);
            parameters.requireGradients();
            try (Adam adam = new Adam(backend, parameters, 1e-3, 1e-4)) {
                List<NDManager> managers = List.of(backend.manager(), step, w.getManager());
                long[] before = null;
                long resident = 0;
                for (int t = 0; t < 200; t++) {
                    if (t % 20 == 0) {
                        // An engine's way in from Java leaves buffers that only the collector frees.
                        System.gc();
                    }
                    if (t == 20) {
                        before = counts(managers);
                        resident = Resident.megabytes();
                    }
                    everyOperator(parameters, matrix, ids, distinct, adam);
                }
                assertArrayEquals(before, counts(managers));
                long grown = Resident.megabytes() - resident;
                assertTrue(grown < 60, () -> "grew by " + grown + " MB");
            }
        }
    }

    private static long[] counts(List<NDManager> managers) {
        return managers.stream()
                .mapToLong(manager -> manager.getManagedArrays().size())
                .toArray();
    }

    @Test
    void eachThreadTracksGradientsOfItsOwn() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Callable<float[]> work = () -> {
            try (NDManager own = backend.manager().newSubManager()) {
                NDArray x = own.create(new float[] {1, 2, 3});
                x.setRequiresGradient(true);
                try (GradientCollector collector = backend.collector()) {
                    both.countDown();
                    assertTrue(both.await(60, TimeUnit.SECONDS), "the other one never began");
                    collector.backward(x.square().sum());
                }
                // Not tracked any more: on one engine this would be refused.
                x.subi(0f);
                return backend.gradient(x).toFloatArray();
            }
        };
        try (Lanes lanes = new Lanes(backend, 2)) {
            Future<float[]> one = lanes.begin(1, work);
            Future<float[]> other = lanes.begin(1, work);
            assertArrayEquals(new float[] {2, 4, 6}, one.get());
            assertArrayEquals(new float[] {2, 4, 6}, other.get());
        }
    }

    /** All pieces have ended when one's failure is told, which is the first one's in their order. */
    @Test
    void piecesOfWorkEndBeforeAFailureIsTold() throws Exception {
        List<Integer> ended = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch failed = new CountDownLatch(1);
        try (Lanes lanes = new Lanes(backend, 2)) {
            IllegalArgumentException failure = assertThrows(
                    IllegalArgumentException.class,
                    () -> lanes.each(1, List.of(0, 1, 2, 3), piece -> {
                        if (piece == 1) {
                            failed.countDown();
                            throw new IllegalArgumentException("piece 1");
                        }
                        try {
                            // None of the others is at its end when the first fails.
                            assertTrue(failed.await(60, TimeUnit.SECONDS), "piece 1 never began");
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        if (piece == 3) {
                            throw new IllegalArgumentException("piece 3");
                        }
                        ended.add(piece);
                        return piece;
                    }));
            assertEquals("piece 1", failure.getMessage());
            assertEquals(List.of(0, 2), ended.stream().sorted().toList());
            assertThrows(
                    OutOfMemoryError.class,
                    () -> lanes.each(1, List.of(0, 1), piece -> {
                        throw new OutOfMemoryError("drawn up");
                    }));
            assertEquals(List.of(0, 2, 4), lanes.each(1, List.of(0, 1, 2), piece -> 2 * piece));
            for (int beside : new int[] {1, 2}) {
                List<Integer> done = Collections.synchronizedList(new ArrayList<>());
                lanes.spread(beside, 5, done::add);
                assertEquals(List.of(0, 1, 2, 3, 4), done.stream().sorted().toList());
                int many = 1 << 30;
                AtomicInteger begun = new AtomicInteger();
                assertThrows(
                        IllegalArgumentException.class,
                        () -> lanes.spread(beside, many, piece -> {
                            begun.incrementAndGet();
                            if (piece == 2) {
                                throw new IllegalArgumentException("piece 2");
                            }
                        }));
                assertTrue(begun.get() > 2 && begun.get() < many, begun + " pieces were begun");
            }
            // Within a lane there is no waiting for another one.
            assertEquals(
                    List.of(1, 2),
                    lanes.begin(1, () -> lanes.each(1, List.of(0, 1), piece -> piece + 1))
                            .get());
        }
    }

    private void everyOperator(Parameters parameters, SparseMatrix matrix, int[] ids, int[] distinct, Adam adam) {
        try (NDManager inner = step.newSubManager()) {
            parameters.lend(inner);
            NDArray w = parameters.get("w");
            try (GradientCollector collector = backend.collector()) {
                NDArray x = backend.multiply(matrix, w);
                x.attach(inner);
                NDArray y = backend.rows(inner, x, ids);
                collector.backward(y.square().sum());
            }
            adam.stepAll();
            NDArray rows = backend.rows(inner, w, distinct);
            NDArray scores = backend.scores(rows, w);
            Cells cells = backend.cells(inner, new int[] {0, 1}, new int[] {5, 6}, distinct.length, 1000);
            backend.put(scores, cells, backend.at(scores, cells).mul(2f));
            NDArray values = scores.softmax(1);
            backend.weightedSum(values, w);
            NDArray back = backend.transposedSum(values, rows);
            backend.topK(back, 3);
            adam.stepRows("w", distinct, backend.rows(inner, back, distinct), 3);
            backend.putRows(w, distinct, rows);
            backend.scatterAdd(backend.rows(inner, w, ids), ids, 1000).toFloatArray();
        }
    }
}

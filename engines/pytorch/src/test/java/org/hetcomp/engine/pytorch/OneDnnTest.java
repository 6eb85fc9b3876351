package org.hetcomp.engine.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.NativeEnvironment;
import org.hetcomp.backend.Resident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneDnnTest {
    private final Random random = new Random(5);
    private Backend backend;
    private NDManager step;

    @BeforeEach
    void open() {
        backend = Backends.open("pytorch", BackendOptions.cpu());
        backend.trackNothing();
        step = backend.manager().newSubManager();
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private NDArray array(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) random.nextGaussian();
        }
        return step.create(values, new Shape(rows, columns)).duplicate();
    }

    /** {@code left right^T} in doubles. */
    private static float[] product(NDArray left, NDArray right) {
        float[] a = left.toFloatArray();
        float[] b = right.toFloatArray();
        int m = (int) left.getShape().get(0);
        int n = (int) right.getShape().get(0);
        int d = (int) left.getShape().get(1);
        float[] product = new float[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < d; k++) {
                    sum += (double) a[i * d + k] * b[j * d + k];
                }
                product[i * n + j] = (float) sum;
            }
        }
        return product;
    }

    /** Whether or not the processor here is one for it. */
    @Test
    void productsAreThoseOfPlainJava() throws IOException {
        OneDnn oneDnn = OneDnn.of(step);
        for (int[] size : new int[][] {{1, 1, 1}, {3, 5, 2}, {130, 257, 16}, {83, 129, 65}}) {
            NDArray left = array(size[0], size[2]);
            NDArray right = array(size[1], size[2]);
            NDArray product = oneDnn.product(left, right);
            assertEquals(new Shape(size[0], size[1]), product.getShape());
            assertSame(step, product.getManager());
            assertArrayEquals(product(left, right), product.toFloatArray(), 1e-4f);
            NDArray turned = array(size[2], size[1]).transpose();
            assertArrayEquals(
                    product(left, turned), oneDnn.product(left, turned).toFloatArray(), 1e-4f);
        }
    }

    /** What a step does with it: it is changed in place, and is part of a graph as a constant. */
    @Test
    void aProductIsAnArrayLikeAnyOther() throws IOException {
        OneDnn oneDnn = OneDnn.of(step);
        NDArray left = array(4, 3);
        NDArray right = array(2, 3);
        NDArray weights = array(4, 2);
        weights.setRequiresGradient(true);
        NDArray product;
        try (GradientCollector collector = backend.collector()) {
            product = oneDnn.product(left, right).muli(2f);
            collector.backward(weights.mul(product).sum());
        }
        assertArrayEquals(product.toFloatArray(), backend.gradient(weights).toFloatArray(), 1e-6f);
    }

    /** Large enough for it, where a gradient is asked for. */
    @Test
    void scoresThatArePartOfAGraphHaveAGradient() {
        NDArray large = array(256, 256);
        NDArray tracked = array(256, 256);
        tracked.setRequiresGradient(true);
        try (GradientCollector collector = backend.collector()) {
            NDArray doubled = backend.scale(tracked, 2);
            collector.backward(backend.scores(large, doubled).sum());
        }
        float[] sums = large.sum(new int[] {0}).toFloatArray();
        float[] gradient = backend.gradient(tracked).toFloatArray();
        for (int k = 0; k < 256; k++) {
            assertEquals(2 * sums[k], gradient[k], 1e-3f);
        }
    }

    /** By whichever way the processor here takes, of sizes beyond which there are two. */
    @Test
    void largeProductsOfTheBackendAreThoseOfPlainJava() {
        NDArray weights = array(128, 4999);
        NDArray users = array(128, 16);
        NDArray items = array(4999, 16);
        assertArrayEquals(product(users, items), backend.scores(users, items).toFloatArray(), 1e-4f);
        assertArrayEquals(
                product(users, items), backend.plainScores(users, items).toFloatArray(), 1e-4f);
        assertArrayEquals(
                product(weights, items.transpose().duplicate()),
                backend.weightedSum(weights, items).toFloatArray(),
                2e-3f);
        NDArray sum = backend.transposedSum(weights, users);
        assertSame(step, sum.getManager());
        assertArrayEquals(
                product(weights.transpose().duplicate(), users.transpose().duplicate()), sum.toFloatArray(), 1e-3f);
        assertArrayEquals(sum.toFloatArray(), rowByRow(sum), 0);
    }

    /** As Java reads an array where it lies. */
    private float[] rowByRow(NDArray array) {
        float[] values = new float[(int) array.size()];
        backend.floats(array).get(values);
        return values;
    }

    /** Of each shape that is remembered there is a copy of the right factor: 600 MB of these. */
    @Test
    void shapesThatDoNotComeAgainAreForgotten() throws IOException {
        assumeTrue(
                OneDnn.SHAPES.equals(NativeEnvironment.get(OneDnn.CACHE)),
                "MKL is fast, or the user has said how many");
        OneDnn oneDnn = OneDnn.of(step);
        for (int n = 0; n < 20; n++) {
            multiply(oneDnn, 15_000 + n);
        }
        long before = Resident.megabytes();
        for (int n = 0; n < 150; n++) {
            multiply(oneDnn, 16_000 + n);
        }
        long more = Resident.megabytes() - before;
        assertTrue(more < 200, () -> more + " MB more");
    }

    private void multiply(OneDnn oneDnn, int columns) {
        try (NDManager scope = step.newSubManager()) {
            oneDnn.product(scope.ones(new Shape(64, 64)), scope.ones(new Shape(columns, 64)));
        }
    }
}

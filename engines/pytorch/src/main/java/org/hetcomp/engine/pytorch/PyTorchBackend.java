package org.hetcomp.engine.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.AdamStep;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.backend.Ids;
import org.hetcomp.backend.Lanes;
import org.hetcomp.backend.SparseMatrix;
import org.hetcomp.data.Interactions;

/** The operators as PyTorch wants them. Cells are positions in the flattened matrix, sparse matrices are COO. */
final class PyTorchBackend implements Backend {
    private static final float NO_CLIPPING = -1;

    private final Engine engine;
    private final Device device;
    private final int threads;
    private final NDManager manager;
    private final Lanes lanes;
    private final Products products;

    PyTorchBackend(Engine engine, Device device, int threads) {
        this.engine = engine;
        this.device = device;
        this.threads = threads;
        this.manager = engine.newBaseManager(device);
        this.lanes = Lanes.of(this);
        this.products = new Products(OneDnn.where(manager, device));
    }

    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public String version() {
        return engine.getVersion();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }

    @Override
    public NDManager manager() {
        return manager;
    }

    @Override
    public NDArray rows(NDManager owner, NDArray table, int[] ids) {
        // Not closed here: the backward pass reads the ids, and they lie in Java's memory while the array is open.
        NDArray index = owner.create(Ids.check(ids, table.getShape().get(0)));
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public void putRows(NDArray table, int[] ids, NDArray rows) {
        try (NDArray index =
                longs(table.getManager(), Ids.check(ids, table.getShape().get(0)))) {
            table.set(new NDIndex("{}", index), rows);
        }
    }

    @Override
    public NDArray scatterAdd(NDArray rows, int[] ids, int height) {
        Ids.check(ids, height);
        return device.isGpu() && ids.length > 0
                ? addedByGradient(rows, ids, height)
                : addedByProduct(rows, ids, height);
    }

    // On a GPU a sparse product adds in the order in which its threads come, and so to other bits each time.
    static NDArray addedByGradient(NDArray rows, int[] ids, int height) {
        NDManager owner = rows.getManager();
        boolean tracked = JniUtils.isGradMode();
        JniUtils.setGradMode(true);
        try (NDArray table = owner.zeros(new Shape(height, rows.getShape().get(1)));
                NDArray index = owner.create(ids)) {
            table.setRequiresGradient(true);
            try (NDArray read =
                    Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow()) {
                JniUtils.backward((PtNDArray) read, (PtNDArray) rows, false, false);
            }
            return table.getGradient();
        } finally {
            JniUtils.setGradMode(tracked);
        }
    }

    static NDArray addedByProduct(NDArray rows, int[] ids, int height) {
        NDManager owner = rows.getManager();
        int k = ids.length;
        long[][] coordinates = new long[2][k];
        for (int j = 0; j < k; j++) {
            coordinates[0][j] = ids[j];
            coordinates[1][j] = j;
        }
        float[] ones = new float[k];
        Arrays.fill(ones, 1f);
        try (NDArray sum = SparseCoo.of(owner, ones, coordinates, new Shape(height, k))) {
            return sum.matMul(rows);
        }
    }

    @Override
    public Cells cells(NDManager owner, int[] rows, int[] columns, int height, int width) {
        Ids.check(rows, height);
        Ids.check(columns, width);
        long[] flat = new long[rows.length];
        for (int j = 0; j < flat.length; j++) {
            flat[j] = (long) rows[j] * width + columns[j];
        }
        return new Cells(owner.create(flat), flat.length, height, width);
    }

    @Override
    public NDArray at(NDArray matrix, Cells cells) {
        return matrix.take(cells.index());
    }

    @Override
    public void put(NDArray matrix, Cells cells, NDArray values) {
        try (NDArray flat = matrix.reshape(-1)) {
            flat.set(new NDIndex("{}", cells.index()), values);
        }
    }

    @Override
    public NDArray scores(NDArray left, NDArray right) {
        return products.scores(left, right);
    }

    @Override
    public NDArray plainScores(NDArray left, NDArray right) {
        return products.plainScores(left, right);
    }

    @Override
    public NDArray weightedSum(NDArray weights, NDArray rows) {
        return products.weightedSum(weights, rows);
    }

    @Override
    public NDArray transposedSum(NDArray weights, NDArray rows) {
        return products.transposedSum(weights, rows);
    }

    @Override
    public SparseMatrix sparse(NDManager owner, Interactions pattern, float[] values) {
        NDArray coo = SparseCoo.of(owner, values, pattern);
        return new SparseMatrix(coo, pattern.users(), pattern.items());
    }

    @Override
    public NDArray multiply(SparseMatrix left, NDArray right) {
        return left.values().matMul(right);
    }

    @Override
    public boolean isSparseSlow() {
        return !device().isGpu();
    }

    @Override
    public NDList topK(NDArray scores, int k) {
        return scores.topK(k, 1, true, true);
    }

    @Override
    public void adam(NDArray weights, NDArray gradient, NDArray mean, NDArray square, AdamStep numbers) {
        JniUtils.adamUpdate(
                (PtNDArray) weights,
                (PtNDArray) gradient,
                (PtNDArray) mean,
                (PtNDArray) square,
                (float) numbers.rate(),
                (float) numbers.rate(),
                (float) numbers.l2(),
                1f,
                NO_CLIPPING,
                (float) Adam.BETA1,
                (float) Adam.BETA2,
                (float) numbers.epsilon(),
                false);
    }

    @Override
    public NDArray scale(NDArray array, double factor) {
        // Kept open by its manager: mul(Number) closes its constant at once, and the graph still points to its memory.
        return array.mul(array.getManager().create((float) factor));
    }

    @Override
    public NDArray gradient(NDArray parameter) {
        return parameter.getGradient();
    }

    @Override
    public void trackNothing() {
        JniUtils.setGradMode(false);
    }

    @Override
    public void useThreads(int many) {
        // A thread takes over what was set last at its first look, and so at another time than now if it had not looked
        // before.
        JniUtils.getNumThreads();
        JniUtils.setNumThreads(many);
    }

    @Override
    public GradientCollector collector() {
        return new ThreadCollector();
    }

    @Override
    public void clearGradient(NDArray parameter) {
        JniUtils.zeroGrad((PtNDArray) parameter);
    }

    @Override
    public FloatBuffer floats(NDArray array) {
        return array.toByteBuffer(true).asFloatBuffer();
    }

    @Override
    public FloatBuffer ownFloats(NDArray array) {
        return device.isGpu() || array.size() > MOST_FLOATS ? null : floats(array);
    }

    @Override
    public void close() {
        lanes.close();
        manager.close();
    }

    private static NDArray longs(NDManager owner, int[] ids) {
        long[] longs = new long[ids.length];
        for (int j = 0; j < ids.length; j++) {
            longs[j] = ids[j];
        }
        return owner.create(longs);
    }
}

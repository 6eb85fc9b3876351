package org.hetcomp.engine.mxnet;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.training.GradientCollector;
import ai.djl.util.PairList;
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

/** The operators as MXNet wants them. Cells are coordinates [2, k] int32, sparse matrices are CSR. */
final class MxNetBackend implements Backend {
    private final Engine engine;
    private final Device device;
    private final int threads;
    private final NDManager manager;
    private final Lanes lanes;

    MxNetBackend(Engine engine, Device device, int threads) {
        this.engine = engine;
        this.device = device;
        this.threads = threads;
        this.manager = engine.newBaseManager(device);
        this.lanes = Lanes.of(this);
    }

    @Override
    public String name() {
        return "mxnet";
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
        NDArray index = owner.create(Ids.check(ids, table.getShape().get(0)));
        return Embedding.embedding(index, table, SparseFormat.DENSE).singletonOrThrow();
    }

    @Override
    public void putRows(NDArray table, int[] ids, NDArray rows) {
        Ids.check(ids, table.getShape().get(0));
        NDManager owner = table.getManager();
        try (NDArray index = owner.create(ids, new Shape(1, ids.length))) {
            owner.invoke("_scatter_set_nd", new NDArray[] {table, rows, index}, new NDArray[] {table}, shape(table));
        }
    }

    @Override
    public NDArray scatterAdd(NDArray rows, int[] ids, int height) {
        Ids.check(ids, height);
        long[] offsets = new long[height + 1];
        for (int id : ids) {
            offsets[id + 1]++;
        }
        for (int id = 0; id < height; id++) {
            offsets[id + 1] += offsets[id];
        }
        long[] next = offsets.clone();
        long[] members = new long[ids.length];
        for (int j = 0; j < ids.length; j++) {
            members[(int) next[ids[j]]++] = j;
        }
        float[] ones = new float[ids.length];
        Arrays.fill(ones, 1f);
        // A product with one thread per row: _backward_gather_nd adds in whatever order its threads arrive.
        NDManager owner = rows.getManager();
        Shape shape = new Shape(height, ids.length);
        try (NDArray sum = owner.createCSR(FloatBuffer.wrap(ones), offsets, members, shape)) {
            PairList<String, Object> parameters = new PairList<>();
            parameters.add("forward_stype", "default");
            NDArray result = invoke("dot", parameters, sum, rows);
            result.attach(owner);
            return result;
        }
    }

    @Override
    public Cells cells(NDManager owner, int[] rows, int[] columns, int height, int width) {
        int k = rows.length;
        int[] coordinates = new int[2 * k];
        System.arraycopy(Ids.check(rows, height), 0, coordinates, 0, k);
        System.arraycopy(Ids.check(columns, width), 0, coordinates, k, k);
        return new Cells(owner.create(coordinates, new Shape(2, k)), k, height, width);
    }

    @Override
    public NDArray at(NDArray matrix, Cells cells) {
        return matrix.gatherNd(cells.index());
    }

    @Override
    public void put(NDArray matrix, Cells cells, NDArray values) {
        matrix.getManager()
                .invoke(
                        "_scatter_set_nd",
                        new NDArray[] {matrix, values, cells.index()},
                        new NDArray[] {matrix},
                        shape(matrix));
    }

    @Override
    public NDArray scores(NDArray left, NDArray right) {
        return invoke("FullyConnected", layer(right, false), left, right);
    }

    @Override
    public NDArray plainScores(NDArray left, NDArray right, NDArray bias) {
        // To add a row to all others takes an operator of its own half as long as the product.
        try (NDArray vector = bias.reshape(bias.size())) {
            return invoke("FullyConnected", layer(right, true), left, right, vector);
        }
    }

    private static PairList<String, Object> layer(NDArray weights, boolean biased) {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add("no_bias", biased ? "False" : "True");
        parameters.add("flatten", "False");
        parameters.add("num_hidden", weights.getShape().get(0));
        return parameters;
    }

    @Override
    public NDArray weightedSum(NDArray weights, NDArray rows) {
        try (NDArray transposed = rows.transpose()) {
            return scores(weights, transposed);
        }
    }

    @Override
    public NDArray transposedSum(NDArray weights, NDArray rows) {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add("transpose_a", "True");
        // A batch's product is oneDNN's: dot is another's, and takes more than twice as long.
        try (NDArray left = NativeData.asBatch((MxNDArray) weights);
                NDArray right = NativeData.asBatch((MxNDArray) rows);
                NDArray sum = invoke("batch_dot", parameters, left, right)) {
            return sum.squeeze(0);
        }
    }

    @Override
    public SparseMatrix sparse(NDManager owner, Interactions pattern, float[] values) {
        NDArray csr = owner.createCSR(
                FloatBuffer.wrap(values),
                longs(pattern.offsets()),
                longs(pattern.ids()),
                new Shape(pattern.users(), pattern.items()));
        return new SparseMatrix(csr, pattern.users(), pattern.items());
    }

    @Override
    public NDArray multiply(SparseMatrix left, NDArray right) {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add("forward_stype", "default");
        // A dense factor that is a parameter used nowhere else would make the backward pass densify the sparse one.
        try (NDArray factor = right.mul(1f)) {
            return invoke("dot", parameters, left.values(), factor);
        }
    }

    @Override
    public NDList topK(NDArray scores, int k) {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add("k", k);
        parameters.add("axis", 1);
        parameters.add("ret_typ", "both");
        parameters.add("is_ascend", "0");
        // The default, float32, holds ids exactly up to 2^24 only.
        parameters.add("dtype", "int64");
        return scores.getManager().invoke("topk", new NDList(scores), parameters);
    }

    @Override
    public void adam(NDArray weights, NDArray gradient, NDArray mean, NDArray square, AdamStep numbers) {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add("lr", (float) numbers.rate());
        parameters.add("beta1", (float) Adam.BETA1);
        parameters.add("beta2", (float) Adam.BETA2);
        parameters.add("epsilon", (float) numbers.epsilon());
        parameters.add("wd", (float) numbers.l2());
        parameters.add("lazy_update", "False");
        weights.getManager()
                .invoke(
                        "adam_update",
                        new NDArray[] {weights, gradient, mean, square},
                        new NDArray[] {weights},
                        parameters);
    }

    @Override
    public NDArray scale(NDArray array, double factor) {
        return array.mul((float) factor);
    }

    @Override
    public NDArray gradient(NDArray parameter) {
        return parameter.getGradient();
    }

    @Override
    public void trackNothing() {
        // Nothing is tracked outside a collector here.
    }

    @Override
    public void useThreads(int many) {
        NativeThreads.use(many);
    }

    @Override
    public GradientCollector collector() {
        return engine.newGradientCollector();
    }

    @Override
    public void clearGradient(NDArray parameter) {
        // A backward pass overwrites here.
    }

    @Override
    public FloatBuffer floats(NDArray array) {
        return device.isGpu() ? array.toByteBuffer().asFloatBuffer() : NativeData.of((MxNDArray) array);
    }

    @Override
    public FloatBuffer ownFloats(NDArray array) {
        if (device.isGpu() || array.size() > MOST_FLOATS) {
            return null;
        }
        // Whatever still reads it must be done too.
        ((MxNDArray) array).waitToWrite();
        return NativeData.of((MxNDArray) array);
    }

    @Override
    public void close() {
        lanes.close();
        manager.close();
    }

    private static NDArray invoke(String operator, PairList<String, Object> parameters, NDArray... inputs) {
        return inputs[0]
                .getManager()
                .invoke(operator, new NDList(inputs), parameters)
                .get(0);
    }

    private static PairList<String, Object> shape(NDArray array) {
        PairList<String, Object> parameters = new PairList<>();
        parameters.add("shape", array.getShape());
        return parameters;
    }

    private static long[] longs(int[] ids) {
        long[] longs = new long[ids.length];
        for (int j = 0; j < ids.length; j++) {
            longs[j] = ids[j];
        }
        return longs;
    }
}

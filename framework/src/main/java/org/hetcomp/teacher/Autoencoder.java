package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.SparseMatrix;
import org.hetcomp.data.Interactions;

/** rows are what is encoded (users for ae, items for iae), columns what is reconstructed. */
final class Autoencoder implements AutoCloseable {
    static final float DROPOUT = Float.parseFloat(System.getProperty("drop", "0.5"));
    static final float BETA = Float.parseFloat(System.getProperty("beta", "0.2"));
    static final int ANNEAL = Integer.getInteger("anneal", 200);

    final Backend backend;
    final Interactions rows;
    final TeacherOptions options;
    final Parameters parameters;
    final Adam adam;
    final Random random;
    int steps;

    Autoencoder(Backend backend, Interactions rows, TeacherOptions options, long seed) {
        this.backend = backend;
        this.rows = rows;
        this.options = options;
        random = new Random(seed);
        int n = rows.items();
        int d = options.dim();
        int h = hidden();
        parameters = new Parameters(backend);
        parameters.addNormal("encoder1", new Shape(n, h), Math.sqrt(2.0 / (n + h)), random);
        parameters.addZeros("encoder1.bias", new Shape(1, h));
        parameters.addNormal("encoder2", new Shape(h, 2 * d), Math.sqrt(2.0 / (h + 2 * d)), random);
        parameters.addZeros("encoder2.bias", new Shape(1, 2 * d));
        if (deep()) {
            parameters.addNormal("decoder1", new Shape(d, h), Math.sqrt(2.0 / (d + h)), random);
            parameters.addZeros("decoder1.bias", new Shape(1, h));
        }
        parameters.addNormal("decoder2", new Shape(n, out()), Math.sqrt(2.0 / (n + out())), random);
        parameters.addZeros("decoder2.bias", new Shape(1, n));
        parameters.arrays().forEach((name, array) -> array.setRequiresGradient(!name.startsWith("decoder2")));
        adam = new Adam(backend, parameters, options.learningRate(), 0);
    }

    int hidden() {
        return Integer.getInteger("hidden", 200);
    }

    boolean deep() {
        return Boolean.getBoolean("deep");
    }

    int out() {
        return deep() ? hidden() : options.dim();
    }

    double epoch() {
        int[] order = IntStream.range(0, rows.users()).filter(u -> rows.count(u) > 0).toArray();
        for (int p = order.length - 1; p > 0; p--) {
            int o = random.nextInt(p + 1);
            int t = order[p];
            order[p] = order[o];
            order[o] = t;
        }
        double sum = 0;
        for (int begin = 0; begin < order.length; begin += options.batch()) {
            int[] batch = java.util.Arrays.copyOfRange(order, begin, Math.min(order.length, begin + options.batch()));
            sum += step(batch);
        }
        return sum / order.length;
    }

    private SparseMatrix input(NDManager step, int[] batch, float dropout) {
        int[][] lists = new int[batch.length][];
        int total = 0;
        for (int r = 0; r < batch.length; r++) {
            int[] row = rows.row(batch[r]);
            if (dropout > 0) {
                row = IntStream.of(row).filter(i -> random.nextFloat() >= dropout).toArray();
            }
            lists[r] = row;
            total += row.length;
        }
        float[] values = new float[total];
        int at = 0;
        for (int r = 0; r < batch.length; r++) {
            float v = (float) (1 / Math.sqrt(Math.max(1, rows.count(batch[r]))) / (1 - dropout));
            for (int j = 0; j < lists[r].length; j++) {
                values[at++] = v;
            }
        }
        return backend.sparse(step, Interactions.of(rows.items(), lists), values);
    }

    private NDArray statistics(NDManager step, int[] batch, float dropout) {
        SparseMatrix x = input(step, batch, dropout);
        NDArray first = backend.multiply(x, parameters.get("encoder1")).add(parameters.get("encoder1.bias")).tanh();
        return first.matMul(parameters.get("encoder2")).add(parameters.get("encoder2.bias"));
    }

    private NDArray decode(NDArray z) {
        return deep() ? z.matMul(parameters.get("decoder1")).add(parameters.get("decoder1.bias")).tanh() : z;
    }

    NDArray code(NDManager step, int[] batch) {
        return decode(statistics(step, batch, 0).get(new NDIndex(":, 0:" + options.dim())));
    }

    NDArray codes(NDManager owner) {
        int n = rows.users();
        int d = out();
        float[] codes = new float[n * d];
        for (int begin = 0; begin < n; begin += 1024) {
            int size = Math.min(1024, n - begin);
            try (NDManager s = owner.newSubManager()) {
                parameters.lend(s);
                int from = begin;
                NDArray code = code(s, IntStream.range(from, from + size).toArray());
                System.arraycopy(code.toFloatArray(), 0, codes, from * d, size * d);
            }
        }
        return owner.create(codes, new Shape(n, d));
    }

    private double step(int[] batch) {
        steps++;
        int d = options.dim();
        int b = batch.length;
        try (NDManager step = backend.manager().newSubManager()) {
            parameters.lend(step);
            NDArray w = parameters.get("decoder2");
            NDArray bias = parameters.get("decoder2.bias");
            float[] eps = new float[b * d];
            for (int i = 0; i < eps.length; i++) {
                eps[i] = (float) random.nextGaussian();
            }
            double anneal = BETA * Math.min(1, steps / (double) ANNEAL);
            double value;
            NDArray gradW;
            NDArray gradB;
            try (GradientCollector collector = step.getEngine().newGradientCollector()) {
                NDArray statistics = statistics(step, batch, DROPOUT);
                NDArray mu = statistics.get(new NDIndex(":, 0:" + d));
                NDArray logvar = statistics.get(new NDIndex(":, " + d + ":"));
                NDArray z = mu.add(logvar.mul(0.5f).exp().mul(step.create(eps, new Shape(b, d))));
                NDArray h = decode(z);
                NDArray kl = logvar.add(1f).sub(mu.square()).sub(logvar.exp()).sum().mul(-0.5f);
                // head by hand
                NDArray hs = h.stopGradient();
                NDArray p = backend.scores(hs, w).addi(bias).softmax(1);
                int nnz = 0;
                for (int r : batch) {
                    nnz += rows.count(r);
                }
                int[] rr = new int[nnz];
                int[] cc = new int[nnz];
                float[] counts = new float[b];
                int at = 0;
                for (int r = 0; r < b; r++) {
                    counts[r] = rows.count(batch[r]);
                    for (int q = rows.start(batch[r]); q < rows.end(batch[r]); q++) {
                        rr[at] = r;
                        cc[at++] = rows.ids()[q];
                    }
                }
                Cells cells = backend.cells(step, rr, cc, b, rows.items());
                NDArray at0 = backend.at(p, cells);
                value = -at0.add(1e-20f).log().sum().getFloat();
                // G = n * p - x = n * (p - x / n)
                float[] inv = new float[nnz];
                for (int q = 0; q < nnz; q++) {
                    inv[q] = 1f / counts[rr[q]];
                }
                NDArray g = p;
                backend.put(g, cells, at0.sub(step.create(inv)));
                NDArray n = step.create(counts, new Shape(b, 1)).mul(1f / b);
                NDArray gradH = backend.weightedSum(g, w).mul(n);
                gradW = backend.transposedSum(g, hs.mul(n));
                gradB = backend.scores(n.transpose(), g.transpose());
                collector.backward(h.mul(gradH.stopGradient()).sum().add(kl.mul((float) (anneal / b))));
            }
            NDArray l2 = parameters.get("encoder1");
            for (var e : parameters.arrays().entrySet()) {
                NDArray g = e.getKey().equals("decoder2") ? gradW : e.getKey().equals("decoder2.bias") ? gradB : backend.gradient(e.getValue());
                if (options.l2() > 0 && !e.getKey().endsWith("bias")) {
                    g = g.add(e.getValue().mul((float) options.l2()));
                }
                adam.step(e.getKey(), g);
                if (!e.getKey().startsWith("decoder2")) {
                    backend.clearGradient(e.getValue());
                }
            }
            return value;
        }
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
    }
}

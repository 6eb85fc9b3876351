package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Unfinished;

/** {@link NeuralPass} by the engine's operators and its autograd, as a GPU takes it. */
final class NeuralPassByEngine implements NeuralPass {
    private final Backend backend;
    private final NDArray users;
    private final NDArray items;
    private final Behind behind;
    private final GradientCollector collector;
    private final NDArray near;
    private final NDArray far;

    NeuralPassByEngine(Backend backend, NDManager step, First first, Behind behind) {
        this.backend = backend;
        users = leaf(step, first.users());
        items = leaf(step, first.items());
        this.behind = new Behind(leaf(step, behind.layer()), leaf(step, behind.bias()), leaf(step, behind.output()));
        collector = backend.collector();
        try (Unfinished made = new Unfinished()) {
            made.hold(collector);
            NDArray own = backend.rows(step, users, first.places()).add(backend.rows(step, items, first.positives()));
            near = network(withOnes(step, own));
            NDArray negatives = backend.rows(step, items, first.negatives());
            far = network(grid(step, users, negatives)).reshape(users.getShape().get(0), first.negatives().length);
            made.finished();
        }
    }

    private static NDArray leaf(NDManager step, NDArray array) {
        NDArray leaf = array.duplicate();
        leaf.attach(step);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    @Override
    public NDArray near() {
        return near.stopGradient();
    }

    @Override
    public NDArray far() {
        return far.stopGradient();
    }

    @Override
    public Slopes back(NDArray toNear, NDArray toFar) {
        collector.backward(near.mul(toNear).sum().add(RowSums.total(backend, far.mul(toFar))));
        return new Slopes(
                backend.gradient(users),
                backend.gradient(items),
                backend.gradient(behind.layer()),
                backend.gradient(behind.bias()),
                backend.gradient(behind.output()));
    }

    @Override
    public void close() {
        collector.close();
    }

    /**
     * The first layer of every user with every item, {@code [r m, h1 + 1]}, the last column 1. Written as a product, whose derivative
     * is two more: that of a sum over broadcast rows takes one engine ten times as long.
     *
     * @param users {@code [r, h1]}
     * @param items {@code [m, h1]}
     */
    private static NDArray grid(NDManager step, NDArray users, NDArray items) {
        int r = Math.toIntExact(users.getShape().get(0));
        int h1 = Math.toIntExact(users.getShape().get(1));
        int m = Math.toIntExact(items.getShape().get(0));
        int width = h1 + 1;
        float[] copies = new float[h1 * m * width];
        for (int k = 0; k < h1; k++) {
            for (int i = 0; i < m; i++) {
                copies[(k * m + i) * width + k] = 1;
            }
        }
        NDArray ofItems = withOnes(step, items).reshape(1, (long) m * width);
        NDArray both = NDArrays.concat(new NDList(step.create(copies, new Shape(h1, (long) m * width)), ofItems), 0);
        return withOnes(step, users).matMul(both).reshape((long) r * m, width);
    }

    private static NDArray withOnes(NDManager step, NDArray rows) {
        return NDArrays.concat(
                new NDList(rows, step.ones(new Shape(rows.getShape().get(0), 1))), 1);
    }

    /** What the network gives, {@code [n, 1]}, of the first layer with a column of ones {@code [n, h1 + 1]}. */
    private NDArray network(NDArray hidden) {
        NDArray bias = behind.bias().reshape(behind.bias().size(), 1);
        NDArray layer = NDArrays.concat(new NDList(behind.layer(), bias), 1);
        NDArray second = backend.scores(Activation.relu(hidden), layer);
        return backend.scores(Activation.relu(second), behind.output());
    }
}

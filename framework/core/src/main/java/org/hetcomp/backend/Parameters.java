package org.hetcomp.backend;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.hetcomp.io.Tensor;

/**
 * A model's named arrays, all float32, in the order they were added. They live in a manager of their own until closed.
 */
public final class Parameters implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    public Parameters(Backend backend) {
        manager = backend.manager().newSubManager();
    }

    private Parameters(NDManager manager) {
        this.manager = manager;
    }

    /** Adds an array with these values, row after row. */
    public NDArray add(String name, Shape shape, float[] values) {
        if (arrays.containsKey(name)) {
            throw new IllegalArgumentException("parameter " + name + " occurs twice");
        }
        NDArray array;
        // An array made from Java lies where Java put it; one of the engine's own is aligned, so that products add up
        // in the same order in every run.
        try (NDArray java = manager.create(values, shape)) {
            array = java.duplicate();
        }
        arrays.put(name, array);
        return array;
    }

    /** Adds an array of normal numbers around 0, drawn in Java so that every engine starts equal. */
    public NDArray addNormal(String name, Shape shape, double deviation, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return add(name, shape, values);
    }

    /** Adds an array of zeros. */
    public NDArray addZeros(String name, Shape shape) {
        return add(name, shape, new float[Math.toIntExact(shape.size())]);
    }

    /**
     * The array of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public NDArray get(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("no parameter " + name + "; there are " + arrays.keySet());
        }
        return array;
    }

    /** All arrays by name, in order. */
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }

    /** Copies of all arrays by name, in Java's memory. */
    public Map<String, Tensor> tensors() {
        return tensors(arrays);
    }

    /**
     * Copies of arrays, in their order, in Java's memory.
     *
     * @param arrays float32
     */
    public static Map<String, Tensor> tensors(Map<String, NDArray> arrays) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        arrays.forEach((name, array) ->
                tensors.put(name, Tensor.of(floats(array), array.getShape().getShape())));
        return tensors;
    }

    /**
     * A copy of an array that stays open, in Java's memory. Where the array is on a GPU, its own {@code toFloatArray} would
     * leave a second copy beside it until its manager closes.
     *
     * @param array float32
     */
    public static float[] floats(NDArray array) {
        if (!array.getDevice().isGpu()) {
            return array.toFloatArray();
        }
        try (NDArray host = array.toDevice(Device.cpu(), true)) {
            return host.toFloatArray();
        }
    }

    /** Number of floats in all arrays. */
    public long size() {
        return arrays.values().stream().mapToLong(NDArray::size).sum();
    }

    /** Lets gradients flow to all arrays. */
    public void requireGradients() {
        arrays.values().forEach(array -> array.setRequiresGradient(true));
    }

    /** Lends the arrays to a step's manager, so that what is derived from them closes with the step. */
    public void lend(NDManager step) {
        arrays.values().forEach(array -> array.tempAttach(step));
    }

    /** A copy of the arrays' values in a manager of their own. */
    public Parameters copy() {
        Parameters copy = new Parameters(manager.getParentManager().newSubManager());
        try (Unfinished made = new Unfinished()) {
            made.hold(copy);
            arrays.forEach((name, array) -> {
                NDArray values = made.hold(array.duplicate());
                values.attach(copy.manager);
                copy.arrays.put(name, values);
            });
            made.finished();
        }
        return copy;
    }

    /**
     * Overwrites the values of one array.
     *
     * @param values as many as it has, row after row
     */
    public void set(String name, float[] values) {
        NDArray array = get(name);
        // Copied into the array's own memory: set(float[]) would put Java's, unaligned, in its place on one engine.
        try (NDArray java = manager.create(values, array.getShape())) {
            array.set(new NDIndex(":"), java);
        }
    }

    /** Overwrites the values with those of another copy of the same model. */
    public void set(Parameters other) {
        arrays.forEach((name, array) -> array.set(new NDIndex(":"), other.get(name)));
    }

    @Override
    public void close() {
        manager.close();
    }
}

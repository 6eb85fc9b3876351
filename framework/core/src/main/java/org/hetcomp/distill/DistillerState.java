package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * A run at the end of an epoch, as plain arrays: what a resumed run needs to end bit for bit as if it had not stopped.
 *
 * @param floats {@code user}, {@code item}, the best ones so far as {@code best.user}, {@code best.item}, and Adam's
 *     moments {@code first.NAME}, {@code second.NAME}; row after row
 * @param ints the curriculum: {@code curriculum.selected [teachers * users]} and {@code curriculum.last
 *     [teachers * users * 2]}, the bits of doubles; absent without a curriculum
 * @param values {@code epoch}, {@code steps}, {@code bestEpoch}, {@code bestRecall} (of whatever measure the
 *     best epoch is chosen by), {@code misses} and seconds, as text
 */
public record DistillerState(Map<String, float[]> floats, Map<String, int[]> ints, Map<String, String> values) {
    /** Writes it to a safetensors file; the values go to its metadata, every array is flat. */
    public void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        floats.forEach((name, array) -> tensors.put(name, Tensor.of(array, array.length)));
        ints.forEach((name, array) -> tensors.put(name, Tensor.of(array, array.length)));
        Safetensors.write(file, tensors, values);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it cannot be read or is no such file; the message names it
     */
    public static DistillerState read(Path file) throws IOException {
        Map<String, float[]> floats = new LinkedHashMap<>();
        Map<String, int[]> ints = new LinkedHashMap<>();
        Safetensors.read(file).forEach((name, tensor) -> {
            if (tensor.floats() != null) {
                floats.put(name, tensor.floats());
            } else {
                ints.put(name, tensor.ints());
            }
        });
        return new DistillerState(floats, ints, Safetensors.metadata(file));
    }

    /** Overwrites an array with the values of that name. */
    void fill(String name, NDArray array) {
        float[] saved = floats.get(name);
        if (saved == null || saved.length != array.size()) {
            throw new IllegalArgumentException("the checkpoint has " + (saved == null ? "no" : saved.length)
                    + " numbers of " + name + " where " + array.size() + " belong");
        }
        // Copied into the array's own memory: set(float[]) would put Java's, unaligned, in its place on one engine.
        try (NDArray java = array.getManager().create(saved, array.getShape())) {
            array.set(new NDIndex(":"), java);
        }
    }

    int number(String name) {
        return Integer.parseInt(value(name));
    }

    double real(String name) {
        return Double.parseDouble(value(name));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the checkpoint has no " + name);
        }
        return value;
    }
}

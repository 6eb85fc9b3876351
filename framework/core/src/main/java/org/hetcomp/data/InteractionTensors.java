package org.hetcomp.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.io.Tensor;

/**
 * Interactions as files have them: CSR arrays {@code offsets [users + 1]} and {@code items [pairs]}, int32, under names that may
 * begin alike where a file has several.
 */
public final class InteractionTensors {
    private static final String OFFSETS = "offsets";
    private static final String ITEMS = "items";

    private InteractionTensors() {}

    /**
     * Adds some.
     *
     * @param prefix what both names begin with; empty for nothing
     */
    public static void add(Map<String, Tensor> tensors, String prefix, Interactions part) {
        tensors.put(prefix + OFFSETS, Tensor.of(part.offsets(), part.offsets().length));
        tensors.put(prefix + ITEMS, Tensor.of(part.ids(), part.ids().length));
    }

    /**
     * Finds some.
     *
     * @param file that they were read from, for messages
     * @param items how many items there are
     * @throws IOException if they are not there, or are none; the message names the file
     */
    public static Interactions of(Map<String, Tensor> tensors, String prefix, int items, Path file) throws IOException {
        try {
            return Interactions.of(items, ints(tensors, prefix + OFFSETS, file), ints(tensors, prefix + ITEMS, file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not say what users have: " + e.getMessage(), e);
        }
    }

    private static int[] ints(Map<String, Tensor> tensors, String name, Path file) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.ints() == null || tensor.shape().length != 1) {
            throw new IOException(file + " does not say what users have: it has no numbers of " + name);
        }
        return tensor.ints();
    }
}

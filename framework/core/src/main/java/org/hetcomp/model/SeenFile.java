package org.hetcomp.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.data.Interactions;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * What each user has, in train, valid or test, as it travels with a model: a safetensors file of CSR arrays, {@code offsets
 * [users + 1]} and {@code items [pairs]}, int32, rows and numbers as in the model's {@code users.tsv} and {@code items.tsv}.
 */
final class SeenFile {
    private static final String OFFSETS = "offsets";
    private static final String ITEMS = "items";

    private SeenFile() {}

    static void write(Path file, Interactions seen) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(OFFSETS, Tensor.of(seen.offsets(), seen.offsets().length));
        tensors.put(ITEMS, Tensor.of(seen.ids(), seen.ids().length));
        Safetensors.write(file, tensors, Map.of());
    }

    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read or is not of so many users and items; the message names the file
     */
    static Interactions read(Path file, int users, int items) throws IOException {
        Map<String, Tensor> tensors = Safetensors.read(file);
        int[] offsets = ints(file, tensors, OFFSETS);
        int[] ids = ints(file, tensors, ITEMS);
        if (offsets.length != users + 1) {
            throw new IOException(file + " is of " + (offsets.length - 1) + " users, not " + users);
        }
        try {
            return Interactions.of(items, offsets, ids);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not say what users have: " + e.getMessage(), e);
        }
    }

    private static int[] ints(Path file, Map<String, Tensor> tensors, String name) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.ints() == null || tensor.shape().length != 1) {
            throw new IOException(file + " does not say what users have: it has no numbers of " + name);
        }
        return tensor.ints();
    }
}

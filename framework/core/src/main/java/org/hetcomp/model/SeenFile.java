package org.hetcomp.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.data.InteractionTensors;
import org.hetcomp.data.Interactions;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * What each user has, in train, valid or test, as it travels with a model: a safetensors file of CSR arrays, {@code offsets
 * [users + 1]} and {@code items [pairs]}, int32, rows and numbers as in the model's {@code users.tsv} and {@code items.tsv}.
 */
final class SeenFile {
    private SeenFile() {}

    static void write(Path file, Interactions seen) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        InteractionTensors.add(tensors, "", seen);
        Safetensors.write(file, tensors, Map.of());
    }

    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read or is not of so many users and items; the message names the file
     */
    static Interactions read(Path file, int users, int items) throws IOException {
        Interactions seen = InteractionTensors.of(Safetensors.read(file), "", items, file);
        if (seen.users() != users) {
            throw new IOException(file + " is of " + seen.users() + " users, not " + users);
        }
        return seen;
    }
}

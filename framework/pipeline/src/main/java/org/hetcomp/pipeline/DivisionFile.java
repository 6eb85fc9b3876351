package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * How a run's data was divided, for a run of later that starts from it when the data has grown: a safetensors file of CSR arrays,
 * {@code train.offsets [users + 1]} and {@code train.items [pairs]}, int32, and the same of {@code valid} and {@code test}; rows and
 * numbers as in the student's {@code users.tsv} and {@code items.tsv}.
 */
final class DivisionFile {
    /** Its name in the folder of a run. */
    static final String FILE = "division.safetensors";

    private DivisionFile() {}

    static void write(Path file, Split split) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        add(tensors, "train", split.train());
        add(tensors, "valid", split.valid());
        add(tensors, "test", split.test());
        Safetensors.write(file, tensors, Map.of());
    }

    private static void add(Map<String, Tensor> tensors, String name, Interactions part) {
        tensors.put(name + ".offsets", Tensor.of(part.offsets(), part.offsets().length));
        tensors.put(name + ".items", Tensor.of(part.ids(), part.ids().length));
    }

    /**
     * Reads it.
     *
     * @param items how many items there are
     * @throws IOException if it cannot be read or is no division; the message names the file
     */
    static Split read(Path file, int items) throws IOException {
        Map<String, Tensor> tensors = Safetensors.read(file);
        try {
            return new Split(
                    part(file, tensors, "train", items),
                    part(file, tensors, "valid", items),
                    part(file, tensors, "test", items));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no division: " + e.getMessage(), e);
        }
    }

    private static Interactions part(Path file, Map<String, Tensor> tensors, String name, int items)
            throws IOException {
        Tensor offsets = tensors.get(name + ".offsets");
        Tensor ids = tensors.get(name + ".items");
        if (offsets == null || offsets.ints() == null || ids == null || ids.ints() == null) {
            throw new IOException(file + " is no division: it has no numbers of " + name);
        }
        return Interactions.of(items, offsets.ints(), ids.ints());
    }
}

package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.data.InteractionTensors;
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

    private static final String TRAIN = "train.";
    private static final String VALID = "valid.";
    private static final String TEST = "test.";

    private DivisionFile() {}

    static void write(Path file, Split split) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        InteractionTensors.add(tensors, TRAIN, split.train());
        InteractionTensors.add(tensors, VALID, split.valid());
        InteractionTensors.add(tensors, TEST, split.test());
        Safetensors.write(file, tensors, Map.of());
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
                    InteractionTensors.of(tensors, TRAIN, items, file),
                    InteractionTensors.of(tensors, VALID, items, file),
                    InteractionTensors.of(tensors, TEST, items, file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no division: " + e.getMessage(), e);
        }
    }
}

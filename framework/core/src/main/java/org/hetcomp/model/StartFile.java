package org.hetcomp.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/** The parameters with which a teacher's training ended, float32, under the names that its family gives them. */
final class StartFile {
    private StartFile() {}

    static void write(Path file, Map<String, Tensor> parameters, String id) throws IOException {
        Safetensors.write(file, parameters, Map.of("id", id));
    }

    /**
     * Reads them.
     *
     * @throws IOException if they cannot be read, or are no finite float32 numbers; the message names the file
     */
    static Map<String, Tensor> read(Path file) throws IOException {
        Map<String, Tensor> parameters = Safetensors.read(file);
        for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
            if (entry.getValue().floats() == null || entry.getValue().firstNotFinite() >= 0) {
                throw new IOException(file + " is nothing to start from: parameter " + entry.getKey()
                        + " is not of finite float32 numbers");
            }
        }
        return parameters;
    }
}

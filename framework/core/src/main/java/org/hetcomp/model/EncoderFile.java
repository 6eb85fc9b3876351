package org.hetcomp.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.distill.Encoder;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * How a student answers users that it never saw: {@code map [d, d]}, {@code offset [1, d]} and, where there is one, {@code items
 * [items, d]}, float32, as the student's reader wants them.
 */
final class EncoderFile {
    private EncoderFile() {}

    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read or is no encoder of so many items; the message names the file
     */
    static Encoder read(Path file, int items) throws IOException {
        Map<String, Tensor> tensors = Safetensors.read(file);
        int d = floats(file, tensors, "offset").length;
        Encoder read = new Encoder(
                floats(file, tensors, "map"),
                floats(file, tensors, "offset"),
                tensors.containsKey("items") ? floats(file, tensors, "items") : null,
                Double.NaN,
                Double.NaN);
        if (read.map().length != (long) d * d || (read.items() != null && read.items().length != (long) items * d)) {
            throw new IOException(file + " is no encoder of " + items + " items: its shapes do not fit");
        }
        return read;
    }

    private static float[] floats(Path file, Map<String, Tensor> tensors, String name) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null || tensor.floats() == null || tensor.firstNotFinite() >= 0) {
            throw new IOException(file + " is no encoder: it has no finite numbers of " + name);
        }
        return tensor.floats();
    }

    static void write(Path file, Encoder encoder) throws IOException {
        int d = encoder.offset().length;
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("map", Tensor.of(encoder.map(), d, d));
        tensors.put("offset", Tensor.of(encoder.offset(), 1, d));
        if (encoder.items() != null) {
            tensors.put("items", Tensor.of(encoder.items(), encoder.items().length / d, d));
        }
        Safetensors.write(file, tensors, Map.of());
    }
}

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

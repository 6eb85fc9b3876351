package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishOptionsTest {
    /** Lists of neighbours hold ids as floats: one that is rounded is another item. */
    @Test
    void whatNamesThingsIsNotRounded(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("parameters.safetensors");
        float[] ids = {259, 0, 65_537};
        float[] weights = {0.123456f, 3, 259.4f};
        Safetensors.write(
                file, Map.of("neighbour", Tensor.of(ids, 1, 3), "weight", Tensor.of(weights, 1, 3)), Map.of());
        new PublishOptions("set", "1", "MIT", 0, 8).round(file);
        Map<String, Tensor> rounded = Safetensors.read(file);
        assertArrayEquals(ids, rounded.get("neighbour").floats());
        assertNotEquals(weights[0], rounded.get("weight").floats()[0]);
        assertEquals(weights[2], rounded.get("weight").floats()[2], 1f);
    }
}

package org.hetcomp.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.data.Interactions;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenFileTest {
    @TempDir
    Path folder;

    @Test
    void comesBackAsItWas() throws IOException {
        Path file = folder.resolve(ModelFolder.SEEN);
        SeenFile.write(file, Interactions.of(5, new int[][] {{4, 0}, {}, {2}}));
        Interactions back = SeenFile.read(file, 3, 5);
        assertEquals(3, back.users());
        assertEquals(5, back.items());
        assertArrayEquals(new int[] {0, 4}, back.row(0));
        assertArrayEquals(new int[] {2}, back.row(2));
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Path file = folder.resolve(ModelFolder.SEEN);
        SeenFile.write(file, Interactions.of(5, new int[][] {{4, 0}, {}, {2}}));
        assertRefused(file, 2, 5);
        assertRefused(file, 3, 4);
        Safetensors.write(file, Map.of("offsets", Tensor.of(new int[] {0, 1}, 2)), Map.of());
        assertRefused(file, 1, 5);
        Safetensors.write(
                file,
                Map.of("offsets", Tensor.of(new int[] {0, 9}, 2), "items", Tensor.of(new int[] {1}, 1)),
                Map.of());
        assertRefused(file, 1, 5);
        // Beyond the end, and back to it.
        Safetensors.write(
                file,
                Map.of("offsets", Tensor.of(new int[] {0, 7, 5}, 3), "items", Tensor.of(new int[5], 5)),
                Map.of());
        assertRefused(file, 2, 5);
    }

    private static void assertRefused(Path file, int users, int items) {
        IOException e = assertThrows(IOException.class, () -> SeenFile.read(file, users, items));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
}

package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillerStateTest {
    @Test
    void comesBackFromItsFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("state.safetensors");
        new DistillerState(
                        Map.of("user", new float[] {0.1f, -2, Float.MIN_VALUE}),
                        Map.of("curriculum.selected", new int[] {3, 0, Integer.MIN_VALUE}),
                        Map.of("epoch", "12", "bestRecall", Double.toString(1 / 3.0)))
                .write(file);
        DistillerState read = DistillerState.read(file);
        assertEquals(Set.of("user"), read.floats().keySet());
        assertArrayEquals(new float[] {0.1f, -2, Float.MIN_VALUE}, read.floats().get("user"));
        assertEquals(Set.of("curriculum.selected"), read.ints().keySet());
        assertArrayEquals(new int[] {3, 0, Integer.MIN_VALUE}, read.ints().get("curriculum.selected"));
        assertEquals(12, read.number("epoch"));
        assertEquals(1 / 3.0, read.real("bestRecall"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> read.number("misses"));
        assertTrue(e.getMessage().contains("has no misses"), e.getMessage());
    }

    @Test
    void secondsAddUpByKind() {
        assertEquals(new Progress.Seconds(11, 22, 33), new Progress.Seconds(1, 2, 3).plus(10, 20, 30));
    }
}

package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.io.DataException;

/** Exports that are refused in one line, with nothing left behind. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(Export export, Path folder, String line) {
        assertEquals(
                line,
                assertThrows(DataException.class, () -> export.write(folder)).getMessage());
        assertFalse(Files.exists(folder));
    }
}

package org.hetcomp.backend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as Linux counts it. */
final class Resident {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Resident() {}

    /** What it holds now. */
    static long megabytes() {
        return read("VmRSS:");
    }

    /** The most it ever held. */
    static long peakMegabytes() {
        return read("VmHWM:");
    }

    private static long read(String key) {
        assumeTrue(Files.isReadable(STATUS), "memory is read from " + STATUS);
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

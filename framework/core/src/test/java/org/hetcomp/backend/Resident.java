package org.hetcomp.backend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as Linux counts it. */
public final class Resident {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Resident() {}

    /** What it holds now. */
    public static long megabytes() {
        return read("VmRSS:");
    }

    /** The most it ever held. */
    static long peakMegabytes() {
        return read("VmHWM:");
    }

    /**
     * What it holds now outside Java's heap.
     */
    public static long outsideTheHeapKilobytes() {
        for (int n = 0; n < 3; n++) {
            // What engines hold for Java is given back when Java forgets it.
            System.gc();
        }
        return kilobytes("VmRSS:") - heapKilobytes();
    }

    /** Resident pages of the mapping that has Java's heap in it. */
    private static long heapKilobytes() {
        long resident = 0;
        try {
            boolean inHeap = false;
            long largest = 0;
            for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
                if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                    String[] ends = line.substring(0, line.indexOf(' ')).split("-");
                    long from = Long.parseUnsignedLong(ends[0], 16);
                    // Compressed pointers keep the heap below 32 GB; libraries and what they take lie far above.
                    inHeap = from < 32L << 30 && line.contains("rw-p") && !line.contains("[heap]");
                    largest = Long.parseUnsignedLong(ends[1], 16) - from;
                } else if (inHeap && largest > 8 << 20 && line.startsWith("Rss:")) {
                    resident += Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resident;
    }

    private static long read(String key) {
        return kilobytes(key) / 1024;
    }

    private static long kilobytes(String key) {
        assumeTrue(Files.isReadable(STATUS), "memory is read from " + STATUS);
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.hetcomp.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has taken of the machine. */
public final class Resources {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Resources() {}

    /** The most memory so far: megabytes of the whole process where the system tells (Linux), else of Java's own. */
    public static long peakMegabytes() {
        try {
            if (Files.isReadable(STATUS)) {
                for (String line : Files.readAllLines(STATUS)) {
                    if (line.startsWith("VmHWM:")) {
                        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
                    }
                }
            }
        } catch (IOException e) {
            // Told below as elsewhere.
        }
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getPeakUsage().getUsed();
        }
        return bytes >> 20;
    }

    /** CPU seconds of all threads so far, native ones included; NaN where the system does not tell. */
    public static double cpuSeconds() {
        long nanos = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
        return nanos < 0 ? Double.NaN : nanos / 1e9;
    }
}

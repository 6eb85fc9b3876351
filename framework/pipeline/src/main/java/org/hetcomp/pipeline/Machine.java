package org.hetcomp.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What it was measured on.
 *
 * @param cpu its name, or the architecture where the system does not tell
 * @param cores as many as Java may use
 * @param memoryMb all there is
 * @param os name and architecture
 */
public record Machine(String cpu, int cores, long memoryMb, String os) {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    /** This one. */
    public static Machine here() {
        long bytes = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        String os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new Machine(name(), Runtime.getRuntime().availableProcessors(), bytes >> 20, os);
    }

    /** Processes that want a core, this one among them, mean over the last minute; null where the system does not tell. */
    public static Double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? null : load;
    }

    /** Whether a load leaves less than half of the cores to whoever begins. */
    public static boolean isBusy(Double load, int cores) {
        return load != null && load > 0.5 * cores;
    }

    private static String name() {
        try {
            if (Files.isReadable(CPUS)) {
                for (String line : Files.readAllLines(CPUS)) {
                    if (line.startsWith("model name")) {
                        return line.substring(line.indexOf(':') + 1).strip();
                    }
                }
            }
        } catch (IOException e) {
            // Told as elsewhere.
        }
        return System.getProperty("os.arch");
    }
}

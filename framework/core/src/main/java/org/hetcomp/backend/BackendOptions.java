package org.hetcomp.backend;

/**
 * How to open an engine.
 *
 * @param device {@code auto} (a usable GPU, else the CPU), {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param threads threads to use, an operator's or of several that work side by side, at least 1; taken when the engine first loads in this process
 */
public record BackendOptions(String device, int threads) {
    /** Checks both. */
    public BackendOptions {
        if (!device.matches("auto|cpu|gpu|gpu:[0-9]{1,4}")) {
            throw new IllegalArgumentException("device must be auto, cpu, gpu or gpu:N, not " + device);
        }
        if (threads < 1 || threads > 4096) {
            throw new IllegalArgumentException("threads must be from 1 to 4096, not " + threads);
        }
    }

    /** On the CPU with all its cores. */
    public static BackendOptions cpu() {
        return new BackendOptions("cpu", Runtime.getRuntime().availableProcessors());
    }
}

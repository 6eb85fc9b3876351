package org.hetcomp.cli;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backends;

/**
 * The options of every command.
 *
 * @param engine which DJL engine; {@code pytorch} by default
 * @param device {@code auto} (default), {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param threads 1 to 4096; as many as there are cores by default
 * @param seed decides what is drawn in training; 0 by default. It does not move the split: see {@link DataOptions}
 * @param json whether to answer with one JSON object
 * @param quiet whether to log warnings only
 * @param verbose whether to log details, and a failure's stack trace
 */
record CommonOptions(
        String engine, String device, int threads, long seed, boolean json, boolean quiet, boolean verbose) {
    static final int MOST_THREADS = 4096;
    static final String ENGINE = "pytorch";
    private static final String AUTO = "auto";

    /** Reads them. */
    static CommonOptions of(Arguments arguments) {
        boolean one = arguments.isOnOneBackend();
        String device = one ? arguments.text("device", AUTO) : AUTO;
        requireDevice(device, "--device");
        int cores = Runtime.getRuntime().availableProcessors();
        return new CommonOptions(
                one ? arguments.one("engine", Backends.names(), ENGINE) : ENGINE,
                device,
                one ? arguments.integer("threads", 1, MOST_THREADS, cores) : cores,
                arguments.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 0L),
                arguments.has("json"),
                arguments.has("quiet"),
                arguments.has("verbose"));
    }

    /** Checks that a device is written as one; whether it is there is another matter. */
    static void requireDevice(String device, String where) {
        if (!device.matches("auto|cpu|gpu|gpu:[0-9]{1,4}")) {
            throw CommandException.usage(
                    "unknown device " + Arguments.quote(device), where, "take one of auto, cpu, gpu, gpu:N");
        }
    }

    /** The same on that engine, device and number of threads. */
    CommonOptions on(String otherEngine, String otherDevice, int otherThreads) {
        return new CommonOptions(otherEngine, otherDevice, otherThreads, seed, json, quiet, verbose);
    }

    /** How they are declared. */
    static Options options() {
        Options options = new Options()
                .addOption(option("engine", "NAME", "pytorch (default) or mxnet"))
                .addOption(option("device", "NAME", "auto (default: a usable GPU, else the CPU), cpu, gpu or gpu:N"))
                .addOption(option("threads", "N", "threads, 1 to 4096 (default: the number of cores)"));
        withoutBackend().getOptions().forEach(options::addOption);
        return options;
    }

    /** Those of a command. */
    static Options options(Command command) {
        return command.isOnOneBackend() ? options() : withoutBackend();
    }

    private static Options withoutBackend() {
        return new Options()
                .addOption(option("seed", "N", "decides what training draws at random (default 0)"))
                .addOption(flag("json", "answer with one JSON object on stdout"))
                .addOption(flag("quiet", "no log but warnings, no progress"))
                .addOption(flag("verbose", "log details; stack traces of failures"))
                .addOption(flag("help", "show this"))
                .addOption(flag("version", "show the versions of hetcomp, DJL and the engines"));
    }

    /** An option with a value. */
    static Option option(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }

    /** An option without a value. */
    static Option flag(String name, String description) {
        return Option.builder().longOpt(name).desc(description).get();
    }
}

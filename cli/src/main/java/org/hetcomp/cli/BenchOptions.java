package org.hetcomp.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backends;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Suite;
import org.hetcomp.bench.Workload;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Lab;
import org.hetcomp.distill.Method;

/**
 * The options of {@code bench}, read.
 *
 * @param suites what to measure
 * @param candidates the backends, engines first, then devices, then threads
 * @param workload what to measure on
 * @param repetitions of each measurement
 * @param quick whether it is to be done within two minutes
 * @param teachers {@code train}, and teachers that were made before, as {@link TeacherSources} settles them
 * @param repositories where {@code zoo:} names are looked up
 * @param patience how long a process may take for one step
 */
record BenchOptions(
        List<Suite> suites,
        List<Candidate> candidates,
        Workload workload,
        int repetitions,
        boolean quick,
        String teachers,
        String repositories,
        Duration patience) {
    private static final String ALL = "all";
    private static final int FEWEST = 7;
    private static final int MOST = 10_000;
    private static final int MOST_ROWS = 10_000_000;
    private static final int MOST_DIM = 4096;
    private static final int MOST_SECONDS = 1_000_000;

    /** How they are declared. */
    static Options all() {
        Options options = new Options()
                .addOption(CommonOptions.option(
                        "suite",
                        "LIST",
                        "what to measure: " + String.join(", ", Suite.ids()) + "; all (default) are the first four"))
                .addOption(CommonOptions.option(
                        "engines", "LIST", "engines (default " + String.join(",", engines()) + ")"))
                .addOption(CommonOptions.option(
                        "devices",
                        "LIST",
                        "auto (default: a usable GPU, else the CPU), cpu, "
                                + "gpu, gpu:N; what is not there is told and left out"))
                .addOption(CommonOptions.option(
                        "threads", "LIST", "numbers of threads, 1 to 4096 (default: the number " + "of cores)"))
                .addOption(CommonOptions.flag("quick", "smaller and fewer, within two minutes"))
                .addOption(CommonOptions.option(
                        "repetitions",
                        "N",
                        "measurements of each, at least " + FEWEST + " (default 15, quick " + FEWEST
                                + "; growth alone: at least 1, default 3)"))
                .addOption(CommonOptions.option(
                        "items", "N", "items of the kernels' and of growth's data (default 25182)"))
                .addOption(CommonOptions.option("users", "N", "users of the same data (default 5219, quick 1000)"))
                .addOption(CommonOptions.option("dims", "LIST", "dimensions of students (default 6,16, quick 16)"))
                .addOption(CommonOptions.option("block", "N", "users of a step (default 256, quick 64)"))
                .addOption(CommonOptions.option(
                        "timeout",
                        "N",
                        "seconds after which a process that does not answer " + "counts as hung (default 600)"))
                .addOption(CommonOptions.option(
                        "teachers",
                        "LIST",
                        "teachers to distil and serve, as for distill "
                                + "(default: train them first; of lab those that come with hetcomp)"))
                .addOption(ZooOptions.repository())
                .addOption(Families.option())
                .addOption(CommonOptions.option("epochs", "N", "epochs of the distillation (default 10, quick 3)"))
                .addOption(DistillOptions.partition())
                .addOption(CommonOptions.option("top", "N", "items of a user to serve (default 10)"))
                .addOption(CommonOptions.option("baseline", "FILE", "results.json of an earlier run to compare with"))
                .addOption(CommonOptions.option("out", "DIR", "folder to write results.json to"));
        return DataOptions.addTo(options);
    }

    /** Reads them. */
    static BenchOptions of(Arguments arguments, CommonOptions common) {
        boolean quick = arguments.has("quick");
        List<Suite> suites = suites(arguments);
        // A repetition of growth is as long as its data are large.
        boolean grows = suites.equals(List.of(Suite.GROWTH));
        int items = arguments.integer("items", Workload.LEAST_ITEMS, MOST_ROWS, 25_182);
        int users = arguments.integer("users", 1, MOST_ROWS, quick ? 1000 : 5219);
        List<Integer> dims = numbers(arguments, "dims", MOST_DIM, quick ? "16" : "6,16");
        int block = arguments.integer("block", 1, MOST_ROWS, quick ? 64 : 256);
        DataSpec data = DataOptions.of(arguments, DataSpec.of(Lab.NAME)).settled();
        List<String> families = Families.of(arguments);
        int epochs = arguments.integer("epochs", 1, MOST_ROWS, quick ? 3 : 10);
        String partition = DistillOptions.partition(arguments, Method.HETCOMP).toString();
        int top = arguments.integer("top", 1, MOST, 10);
        Workload workload = Workload.on(data)
                .drawn(items, users)
                .shapes(dims, block)
                .seed(common.seed())
                .families(families, quick ? 300 : Integer.MAX_VALUE)
                .distillation(epochs, partition)
                .serving(quick ? 500 : 10_000, quick ? 20 : 200, top)
                .warmUp(grows ? 0 : quick ? 0.2 : 1)
                .build();
        return new BenchOptions(
                suites,
                candidates(arguments, common),
                workload,
                arguments.integer("repetitions", grows ? 1 : FEWEST, MOST, grows ? 3 : quick ? FEWEST : 15),
                quick,
                DistillOptions.teachers(arguments, workload.data(), Method.HETCOMP),
                ZooOptions.repositories(arguments),
                Duration.ofSeconds(arguments.integer("timeout", 1, MOST_SECONDS, 600)));
    }

    private static List<String> engines() {
        // The default engine of the other commands first.
        List<String> names = new ArrayList<>(Backends.names());
        names.sort((a, b) -> Boolean.compare(b.equals(CommonOptions.ENGINE), a.equals(CommonOptions.ENGINE)));
        return names;
    }

    private static List<Suite> suites(Arguments arguments) {
        List<String> known = new ArrayList<>(Suite.ids());
        known.add(ALL);
        Set<Suite> suites = new LinkedHashSet<>();
        for (String id : arguments.list("suite", ALL)) {
            Arguments.one("suite", "--suite", id, known);
            suites.addAll(id.equals(ALL) ? Suite.usual() : List.of(Suite.named(id)));
        }
        return List.copyOf(suites);
    }

    private static List<Candidate> candidates(Arguments arguments, CommonOptions common) {
        List<String> engines = arguments.list("engines", String.join(",", engines()));
        engines.forEach(engine -> Arguments.one("engine", "--engines", engine, Backends.names()));
        List<String> devices = arguments.list("devices", "auto");
        devices.forEach(device -> CommonOptions.requireDevice(device, "--devices"));
        String cores = Integer.toString(common.threads());
        List<Integer> threads = numbers(arguments, "threads", CommonOptions.MOST_THREADS, cores);
        List<Candidate> candidates = new ArrayList<>();
        for (String engine : engines) {
            for (String device : devices) {
                threads.forEach(number -> candidates.add(new Candidate(engine, device, number)));
            }
        }
        return candidates;
    }

    private static List<Integer> numbers(Arguments arguments, String name, int most, String otherwise) {
        return arguments.list(name, otherwise).stream()
                .map(text -> Math.toIntExact(Arguments.integer(text, "--" + name, 1, most)))
                .toList();
    }
}

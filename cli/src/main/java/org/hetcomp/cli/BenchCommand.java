package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.hetcomp.bench.Bench;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Models;
import org.hetcomp.bench.Session;
import org.hetcomp.bench.Skipped;
import org.hetcomp.bench.Suite;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.io.ScratchFolder;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Versions;
import org.hetcomp.pipeline.Machine;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.report.BenchReport;
import org.hetcomp.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bench}: measures backends against one another. */
final class BenchCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(BenchCommand.class);

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "measure engines, devices and threads against one another";
    }

    @Override
    public List<String> examples() {
        return List.of("bench --quick", "bench --suite kernels --threads 1,2 --baseline old/results.json");
    }

    @Override
    public boolean isOnOneBackend() {
        return false;
    }

    @Override
    public Options options() {
        return BenchOptions.all();
    }

    @Override
    public void run(Call call) throws IOException {
        BenchOptions options = BenchOptions.of(call.arguments(), call.common());
        Path out = BenchFiles.out(call.arguments());
        BenchResults baseline = BenchFiles.baseline(call.arguments());
        List<ModelFolder> given = BenchModels.given(options);
        ScratchFolder scratch = ScratchFolder.make("bench");
        Session session = new Session(
                options.repetitions(),
                options.patience(),
                scratch.path(),
                step -> call.console().status().show(step),
                call.events());
        Bench bench = new Bench(options.candidates(), session);
        Double load = Machine.load();
        int cores = Machine.here().cores();
        if (Machine.isBusy(load, cores)) {
            LOG.warn(
                    "{}",
                    String.format(
                            Locale.ROOT, "the machine is busy, load %.1f on %d cores: times get longer", load, cores));
        }
        boolean interrupted = false;
        try {
            measure(bench, options, new BenchModels(options, given, session));
        } catch (StoppedException e) {
            interrupted = true;
        } finally {
            scratch.close();
        }
        if (interrupted && bench.findings().results().isEmpty()) {
            throw CommandException.interrupted("interrupted, nothing is written", name(), "measure again");
        }
        BenchResults results = BenchResults.of(bench.findings(), options.workload())
                .versions(Versions.hetcomp(), Versions.djl())
                .command(
                        Main.program() + " bench "
                                + String.join(" ", call.arguments().words()),
                        options.quick())
                .load(load)
                .interrupted(interrupted)
                .baseline(baseline)
                .build();
        tell(call, results, out);
        if (interrupted) {
            throw CommandException.interrupted(
                    "interrupted, what was measured until then is " + (out == null ? "told" : "in " + out),
                    name(),
                    "measure again" + (out == null ? "" : " into another folder"));
        }
        requireNoFailure(results);
    }

    private static void tell(Call call, BenchResults results, Path out) throws IOException {
        if (out != null) {
            results.write(out);
            report(out);
        }
        if (!call.answer(results)) {
            call.console().out().print(BenchTable.of(results));
        }
    }

    /** Writes the page beside the results, which lie safe by then: one that cannot be written is told, no more. */
    private static void report(Path results) {
        try {
            BenchReport.write(results, results.resolveSibling(Reports.PAGE));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the report could not be written: {}", e.getMessage());
        }
    }

    private static void measure(Bench bench, BenchOptions options, BenchModels models) throws IOException {
        bench.probe(options.workload());
        bench.findings()
                .skipped()
                .forEach(one -> LOG.warn("{} on {} is left out: {}", one.engine(), one.device(), one.skipped()));
        Trained trained = new Trained(Models.NONE, null);
        if (options.suites().stream().anyMatch(Suite::takesTeachers)
                && !bench.candidates().isEmpty()) {
            trained = trained(models, options, bench);
        }
        for (Suite suite : options.suites()) {
            if (trained.failure() != null && suite.takesTeachers()) {
                bench.findings().skipped().add(Skipped.suite(suite, trained.failure()));
            } else if (!bench.candidates().isEmpty()) {
                LOG.info("measuring {}: {}", suite.id(), names(bench.candidates()));
                bench.run(suite, options.workload(), trained.models());
            }
        }
    }

    private static String names(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::toString).collect(Collectors.joining("; "));
    }

    /** The models, or why there are none. */
    private record Trained(Models models, ChildException failure) {}

    private static Trained trained(BenchModels models, BenchOptions options, Bench bench) throws IOException {
        boolean students = options.suites().stream().anyMatch(Suite::takesStudents);
        try {
            return new Trained(models.trained(bench.candidates(), students), null);
        } catch (ChildException e) {
            return new Trained(Models.NONE, e);
        }
    }

    private static void requireNoFailure(BenchResults results) {
        long failures = results.skipped().stream().filter(Skipped::failed).count();
        if (failures > 0) {
            throw CommandException.failure(
                    failures + (failures == 1 ? " measurement" : " measurements") + " failed",
                    "bench",
                    "what is skipped says why; all else was measured",
                    null);
        }
    }
}

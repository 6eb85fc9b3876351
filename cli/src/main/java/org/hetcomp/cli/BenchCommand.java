package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.hetcomp.bench.Bench;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Skipped;
import org.hetcomp.bench.Suite;
import org.hetcomp.bench.Workload;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.model.ModelFolder;
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
        return List.of(
                "bench --quick", "bench --suite kernels --threads 1,2 --baseline old/results.json");
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
        JsonObject baseline = BenchFiles.baseline(call.arguments());
        List<ModelFolder> given = BenchModels.given(options);
        Path scratch = Files.createTempDirectory("hetcomp-bench");
        Findings findings;
        try {
            findings = measured(call, options, given, scratch);
        } catch (InterruptedIOException e) {
            throw CommandException.interrupted("interrupted, nothing is written", name(), "measure again");
        } finally {
            BenchFiles.delete(scratch);
        }
        BenchAnswer answer = BenchAnswer.of(call, options, findings, baseline);
        if (out != null) {
            BenchFiles.write(out, answer.json());
            report(out);
        }
        call.console().status().erase();
        if (!call.answer(answer.json())) {
            call.console().out().print(BenchTable.of(answer));
        }
        requireNoFailure(findings);
    }

    /** Writes the page beside the results, which lie safe by then: one that cannot be written is told, no more. */
    private static void report(Path results) {
        try {
            BenchReport.write(results, results.resolveSibling(Reports.PAGE));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the report could not be written: {}", e.getMessage());
        }
    }

    private static Findings measured(Call call, BenchOptions options, List<ModelFolder> given, Path scratch)
            throws IOException {
        Bench bench = new Bench(
                options.candidates(),
                options.repetitions(),
                options.patience(),
                scratch,
                step -> call.console().status().show(step),
                call.events()::stopRequested);
        bench.probe(options.workload());
        bench.findings().skipped().forEach(one ->
                LOG.warn("{} on {} is left out: {}", one.engine(), one.device(), one.skipped()));
        Models models = new Models(options.workload(), null);
        if (options.suites().stream().anyMatch(Suite::takesTeachers) && !bench.candidates().isEmpty()) {
            models = models(new BenchModels(call, options, given, scratch), options, bench);
        }
        for (Suite suite : options.suites()) {
            if (models.failure() != null && suite.takesTeachers()) {
                bench.findings().skipped().add(Skipped.suite(suite, models.failure()));
            } else if (!bench.candidates().isEmpty()) {
                LOG.info("measuring {}: {}", suite.id(), names(bench.candidates()));
                bench.run(suite, models.workload());
            }
        }
        return bench.findings();
    }

    private static String names(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::toString).collect(Collectors.joining("; "));
    }

    /** The workload with its models, or why there are none. */
    private record Models(Workload workload, ChildException failure) {}

    private static Models models(BenchModels models, BenchOptions options, Bench bench) throws IOException {
        boolean students = options.suites().stream().anyMatch(Suite::takesStudents);
        try {
            return new Models(models.trained(bench.candidates(), students), null);
        } catch (ChildException e) {
            return new Models(options.workload(), e);
        }
    }

    private static void requireNoFailure(Findings findings) {
        long failures = findings.skipped().stream().filter(Skipped::failed).count();
        if (failures > 0) {
            throw CommandException.failure(
                    failures + (failures == 1 ? " measurement" : " measurements") + " failed",
                    "bench",
                    "what is skipped says why; all else was measured",
                    null);
        }
    }
}

package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.bench.Bench;
import org.hetcomp.bench.ChildException;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Skipped;
import org.hetcomp.bench.Suite;
import org.hetcomp.bench.Workload;
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
                "bench --quick", "bench --suite kernels --threads 1,2 --out runs/bench --baseline old/results.json");
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
        BenchModels.given(options);
        Path scratch = Files.createTempDirectory("hetcomp-bench");
        Findings findings;
        try {
            findings = measured(call, options, scratch);
        } finally {
            BenchFiles.delete(scratch);
        }
        BenchAnswer answer = BenchAnswer.of(call, options, findings, baseline);
        if (out != null) {
            BenchFiles.write(out, answer.json());
        }
        call.console().status().erase();
        if (!call.answer(answer.json())) {
            call.console().out().print(BenchTable.of(answer));
        }
        requireNoFailure(findings);
    }

    private static Findings measured(Call call, BenchOptions options, Path scratch) throws IOException {
        List<Suite> suites = new ArrayList<>(options.suites());
        Workload workload = options.workload();
        List<Skipped> skipped = new ArrayList<>();
        if (suites.stream().anyMatch(Suite::takesTeachers)) {
            try {
                workload = new BenchModels(options, scratch, step -> LOG.info("{}", step))
                        .trained(suites.stream().anyMatch(Suite::takesStudents));
            } catch (ChildException e) {
                suites.stream()
                        .filter(Suite::takesTeachers)
                        .forEach(suite -> skipped.add(Skipped.suite(suite, e)));
                suites.removeIf(Suite::takesTeachers);
            }
        }
        LOG.info("measuring {} on {}", ids(suites), options.candidates());
        Bench bench = new Bench(
                options.candidates(),
                workload,
                options.repetitions(),
                options.patience(),
                scratch,
                step -> call.console().status().show(step));
        Findings findings = bench.run(suites);
        findings.skipped().addAll(skipped);
        return findings;
    }

    private static String ids(List<Suite> suites) {
        return String.join(", ", suites.stream().map(Suite::id).toList());
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

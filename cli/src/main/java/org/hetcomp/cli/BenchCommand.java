package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.hetcomp.bench.Bench;
import org.hetcomp.bench.Findings;
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
        return List.of("bench --quick", "bench --suite kernels --engines pytorch --threads 1,2 --json");
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
        Path scratch = Files.createTempDirectory("hetcomp-bench");
        try {
            Bench bench = new Bench(
                    options.candidates(),
                    options.workload(),
                    options.repetitions(),
                    options.patience(),
                    scratch,
                    step -> tell(call, step));
            Findings findings = bench.run(options.suites());
            call.console().status().erase();
            JsonObject answer = BenchAnswer.of(options, findings);
            if (!call.answer(answer)) {
                call.console().out().print(BenchTable.of(findings));
            }
            requireNoFailure(findings);
        } finally {
            delete(scratch);
        }
    }

    private static void tell(Call call, String step) {
        LOG.debug("{}", step);
        call.console().status().show(step);
    }

    private static void requireNoFailure(Findings findings) {
        long failures = findings.skipped().stream().filter(skipped -> skipped.failed()).count();
        if (failures > 0) {
            throw CommandException.failure(
                    failures + (failures == 1 ? " measurement" : " measurements") + " failed",
                    "bench",
                    "see \"skipped\" in the answer; all else was measured",
                    null);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

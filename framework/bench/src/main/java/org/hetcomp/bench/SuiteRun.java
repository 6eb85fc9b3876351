package org.hetcomp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.io.Safetensors;

/** One suite on all its backends: task after task, and in a task one repetition of each backend after the other. */
final class SuiteRun {
    private static final String LOAD = "loadSeconds";
    private static final String FIRST_STEP = "firstStepSeconds";
    private static final String SECONDS = "s";

    private final Suite suite;
    private final List<Contender> contenders;
    private final Session session;
    private final Findings findings;
    private final Set<Contender> toldOf = new HashSet<>();

    SuiteRun(Suite suite, List<Contender> contenders, Session session, Findings findings) {
        this.suite = suite;
        this.contenders = contenders;
        this.session = session;
        this.findings = findings;
    }

    /** A step of a backend, which may crash or hang. */
    private interface Step {
        void take() throws ChildException, IOException;
    }

    /** What a backend came to in a task so far. */
    private static final class Tally {
        private Answer.Started started;
        private final List<Answer.Repetition> repetitions = new ArrayList<>();
        private long peakMemoryMb;
    }

    /** Opens all backends. */
    void open() throws IOException {
        for (Contender contender : contenders) {
            session.listener().accept(suite.id() + ": " + contender.candidate());
            attempt(contender, null, () -> {
                if (!contender.ready()) {
                    session.listener().accept("left out, " + contender.candidate() + ": " + contender.missing());
                    findings.skipped().add(Skipped.missing(contender.candidate(), contender.missing()));
                }
            });
        }
    }

    /** Measures everything. */
    void run() throws IOException {
        open();
        List<Task.Title> tasks = contenders.stream()
                .map(Contender::opened)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Answer.Opened::tasks)
                .orElse(List.of());
        for (int task = 0; task < tasks.size(); task++) {
            String title = title(tasks.get(task).metrics());
            session.listener().accept(suite.id() + " " + (task + 1) + "/" + tasks.size() + ": " + title);
            run(task, tasks.get(task));
        }
    }

    private static String title(List<Metric> metrics) {
        return metrics.get(0).title();
    }

    private void run(int task, Task.Title title) throws IOException {
        List<Metric> metrics = title.metrics();
        Map<Contender, Tally> tallies = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            Tally tally = new Tally();
            if (contender.isInTheRunning()) {
                attempt(contender, metrics, () -> {
                    if (contender.ready()) {
                        tally.started = contender.start(task, sample(contender));
                        tallies.put(contender, tally);
                    }
                });
            }
        }
        for (int n = 0; n < session.repetitions(); n++) {
            repeat(n, metrics, tallies);
        }
        for (Contender contender : List.copyOf(tallies.keySet())) {
            if (!attempt(contender, metrics, () -> tallies.get(contender).peakMemoryMb = contender.stop())) {
                tallies.remove(contender);
            }
        }
        tallies.forEach((contender, tally) -> {
            if (toldOf.add(contender)) {
                add(
                        contender,
                        new Metric(LOAD, SECONDS, null, null),
                        contender.opened().loadSeconds(),
                        tally);
                add(contender, new Metric(FIRST_STEP, SECONDS, null, null), tally.started.firstSeconds(), tally);
            }
            for (int m = 0; m < metrics.size(); m++) {
                int at = m;
                double[] values = tally.repetitions.stream()
                        .mapToDouble(r -> r.values()[at])
                        .toArray();
                findings.results().add(result(contender, metrics.get(m), Spread.of(values), tally, m == 0));
            }
        });
        compare(metrics.get(0).called(title.compared()), tallies);
    }

    // Every repetition begins with another backend, so that none always follows the same one.
    private void repeat(int n, List<Metric> metrics, Map<Contender, Tally> tallies) throws IOException {
        List<Contender> order = new ArrayList<>(tallies.keySet());
        for (int j = 0; j < order.size(); j++) {
            Contender contender = order.get((n + j) % order.size());
            if (!attempt(
                    contender, metrics, () -> tallies.get(contender).repetitions.add(contender.repeat()))) {
                tallies.remove(contender);
            }
        }
    }

    private Path sample(Contender contender) {
        return session.scratch().resolve("sample-" + contenders.indexOf(contender) + ".safetensors");
    }

    private boolean attempt(Contender contender, List<Metric> metrics, Step step) throws IOException {
        session.requireNoStop();
        try {
            step.take();
            return true;
        } catch (ChildException e) {
            // Whoever interrupts this process interrupts its children too.
            session.requireNoStop();
            String name = metrics == null ? null : title(metrics);
            findings.skipped().add(Skipped.failure(contender.candidate(), suite, name, e));
            return false;
        }
    }

    private void add(Contender contender, Metric metric, double seconds, Tally tally) {
        findings.results().add(result(contender, metric, Spread.of(seconds), tally, false));
    }

    private Result result(Contender contender, Metric metric, Spread spread, Tally tally, boolean first) {
        double cpu = tally.repetitions.stream()
                .mapToDouble(r -> r.cpuSeconds() == null ? Double.NaN : r.cpuSeconds())
                .average()
                .orElse(Double.NaN);
        Map<String, Number> details = tally.started.details();
        Result.Builder result = Result.of(contender.backend(), suite.id(), metric)
                .engineVersion(contender.opened().engineVersion())
                .spread(spread)
                .peakMemoryMb(tally.peakMemoryMb);
        if (first) {
            result.seconds(tally.started.firstSeconds(), Double.isFinite(cpu) ? cpu : null)
                    .details(details.isEmpty() ? null : details);
        }
        return result.build();
    }

    private void compare(Metric metric, Map<Contender, Tally> tallies) throws IOException {
        Map<Candidate, Map<String, float[]>> samples = new LinkedHashMap<>();
        for (Map.Entry<Contender, Tally> entry : tallies.entrySet()) {
            if (entry.getValue().started.sampled()) {
                Path file = sample(entry.getKey());
                Map<String, float[]> arrays = new LinkedHashMap<>();
                Safetensors.read(file).forEach((name, tensor) -> arrays.put(name, tensor.floats()));
                Files.delete(file);
                samples.put(entry.getKey().backend(), arrays);
            }
        }
        if (samples.size() > 1) {
            findings.agreement().add(Agreement.of(suite, metric, samples));
        }
    }
}

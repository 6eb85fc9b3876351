package org.hetcomp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.Baseline;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Inference;
import org.hetcomp.bench.Result;
import org.hetcomp.bench.Skipped;

/** What {@code bench} tells people, 79 columns wide. */
final class BenchTable {
    // Units are told in a column of their own.
    private static final String UNITS = "(UsPerUserRow|Seconds|PerSecond|Ms)(?=,|$)";
    private static final String LOAD = "loadSeconds";
    private static final String FIRST = "firstStepSeconds";

    private final StringBuilder text = new StringBuilder();

    private BenchTable() {}

    static String of(BenchResults answer) {
        BenchTable table = new BenchTable();
        answer.results().stream()
                .collect(Collectors.groupingBy(Result::suite, LinkedHashMap::new, Collectors.toList()))
                .forEach((suite, results) -> {
                    table.measured(suite, results);
                    table.processes(results);
                });
        table.agreement(answer.agreement());
        table.inference(answer.inference(), answer.quick());
        table.baseline(answer);
        table.skipped(answer.skipped());
        return table.text.toString().stripTrailing() + "\n";
    }

    private void measured(String suite, List<Result> results) {
        line("%-28s%-8s%-15s%7s%7s%7s%7s", suite, "unit", "backend", "min", "median", "p90", "max");
        String last = "";
        for (Result result : results) {
            if (result.repetitions() > 1) {
                String name = name(result.title());
                line(
                        "%-28s%-8s%-15s%7s%7s%7s%7s",
                        name.equals(last) ? "" : name,
                        result.unit(),
                        name(result.candidate()),
                        number(result.min()),
                        number(result.median()),
                        number(result.p90()),
                        number(result.max()));
                last = name;
            }
        }
        line("");
    }

    private void processes(List<Result> results) {
        line("%-36s%-15s%7s%7s%7s%7s", "  its processes", "backend", "load s", "1st s", "CPU s", "MB");
        Map<Candidate, List<Result>> each = results.stream()
                .collect(Collectors.groupingBy(Result::candidate, LinkedHashMap::new, Collectors.toList()));
        each.forEach((candidate, own) -> line(
                "%-36s%-15s%7s%7s%7s%7s",
                "",
                name(candidate),
                single(own, LOAD),
                single(own, FIRST),
                number(own.stream().mapToDouble(BenchTable::cpuSeconds).sum()),
                number(own.stream().mapToLong(Result::peakMemoryMb).max().orElse(0))));
        line("");
    }

    private static double cpuSeconds(Result result) {
        return result.cpuSeconds() == null ? 0 : result.cpuSeconds() * result.repetitions();
    }

    private static String single(List<Result> results, String name) {
        return results.stream()
                .filter(result -> result.name().equals(name))
                .map(result -> number(result.median()))
                .findFirst()
                .orElse("");
    }

    private void agreement(List<Agreement> all) {
        if (all.isEmpty()) {
            return;
        }
        line("%-45s%17s%17s", "largest difference between backends", "absolute", "relative");
        for (Agreement one : all) {
            String name = one.suite() + ": " + name(one.title());
            if (one.problem() == null) {
                line("%-45s%17.1e%17.1e", name, one.maxAbsDiff(), one.maxRelDiff());
            } else {
                line("%-45s%34s", name, one.problem());
            }
        }
        line("");
    }

    private void inference(Inference inference, boolean briefly) {
        if (inference == null) {
            return;
        }
        String where = "served by " + name(inference.candidate());
        line("%-20s%11s%9s%10s%9s%9s%10s", where, "", "", "", "p50 ms", "p99 ms", "");
        line("%-20s%11s%9s%10s%9s%9s%10s", "", "parameters", "MB", "users/s", "1 user", "1 user", "Recall@50");
        cost("student, d = " + inference.student().dim(), inference.student());
        cost("ensemble", inference.ensemble());
        Inference.Ratio ratio = inference.ratio();
        line(
                "%-20s%11s%9s%10s%9s%9s%10s",
                "the student's share",
                percent(ratio.parameters()),
                percent(ratio.memory()),
                "time " + percent(ratio.time()),
                percent(ratio.latency()),
                "",
                ratio.recall50() == null ? "" : percent(ratio.recall50()));
        if (briefly) {
            line("The student is of a few epochs only (--quick): read times and sizes, not Recall.");
        }
        line("");
    }

    private void cost(String name, Inference.Cost cost) {
        line(
                "%-20s%,11d%9s%10s%9s%9s%10.4f",
                name,
                cost.parameters(),
                number(cost.memoryMb()),
                number(cost.usersPerSecond()),
                number(cost.latencyP50Ms()),
                number(cost.latencyP99Ms()),
                cost.recall50());
    }

    private void baseline(BenchResults answer) {
        if (answer.baseline() == null) {
            return;
        }
        List<Baseline.Change> changes = answer.baseline().changes();
        List<Baseline.Change> real =
                changes.stream().filter(Baseline.Change::exceedsSpread).toList();
        line("since the baseline, %d of %d medians changed by more than both spreads", real.size(), changes.size());
        for (Baseline.Change change : real) {
            line(
                    "%-28s%-8s%-15s%7s ->%7s%8s",
                    name(change.title()),
                    unit(answer.results(), change),
                    name(change.candidate()),
                    number(change.before()),
                    number(change.now()),
                    change.ratio() == null ? "" : String.format(Locale.ROOT, "x %.2f", change.ratio()));
        }
        answer.baseline().differences().forEach(difference -> line("  not the same: %s", difference));
        line("");
    }

    private static String unit(List<Result> results, Baseline.Change change) {
        return results.stream()
                .filter(change::isOfMetric)
                .map(Result::unit)
                .findFirst()
                .orElse("");
    }

    private void skipped(List<Skipped> all) {
        if (!all.isEmpty()) {
            line("not measured");
        }
        for (Skipped one : all) {
            String where =
                    one.engine() == null ? null : new Candidate(one.engine(), one.device(), one.threads()).toString();
            String what = Stream.of(where, one.suite(), one.name())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
            line("%s: %s", what, one.skipped());
            if (one.lastLines() != null) {
                one.lastLines().forEach(written -> line("    %s", written));
            }
        }
    }

    private void line(String format, Object... cells) {
        text.append(String.format(Locale.ROOT, format, cells).stripTrailing()).append('\n');
    }

    private static String name(String title) {
        return title.replaceAll(UNITS, "");
    }

    private static String name(Candidate candidate) {
        return candidate.engine() + " " + candidate.device() + " " + candidate.threads();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.1f%%" : "%.0f%%", 100 * share);
    }

    /** A number in at most six characters. */
    static String number(double value) {
        if (value >= 999_950) {
            return String.format(Locale.ROOT, "%.2fM", value / 1e6);
        }
        if (value >= 9_999.5) {
            return String.format(Locale.ROOT, "%.1fk", value / 1e3);
        }
        String format = value >= 999.95 ? "%.0f" : value >= 99.995 ? "%.1f" : value >= 9.9995 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, value < 0.99995 ? "%.4f" : format, value);
    }
}

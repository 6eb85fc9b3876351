package org.hetcomp.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.Baseline;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Result;
import org.hetcomp.bench.Skipped;
import org.hetcomp.report.chart.Numbers;

/** What a benchmark found, in rows. */
record BenchTables(BenchResults file) {
    /** All that was measured of a suite. */
    Table measurements(String suite, Map<String, List<Result>> metrics) {
        Table table = new Table(
                "Measurements of " + suite,
                ":what",
                ":backend",
                ":unit",
                "min",
                "median",
                "p90",
                "max",
                "repetitions",
                "CPU s",
                "peak MB");
        metrics.forEach((title, measurements) -> {
            for (Result one : measurements) {
                table.row(
                        title,
                        one.candidate().toString(),
                        one.unit(),
                        Numbers.digits(one.min()),
                        Numbers.digits(one.median()),
                        Numbers.digits(one.p90()),
                        Numbers.digits(one.max()),
                        Integer.toString(one.repetitions()),
                        number(one.cpuSeconds()),
                        Numbers.digits(one.peakMemoryMb()));
            }
        });
        return table;
    }

    private static String number(Double value) {
        return Numbers.digits(value == null ? Double.NaN : value);
    }

    /** How far backends are apart. */
    Table agreement() {
        Table table = new Table("Largest differences", ":suite", ":what", "absolute", "relative", ":problem");
        for (Agreement one : file.agreement()) {
            table.row(
                    one.suite() == null ? "" : one.suite(),
                    BenchTitles.of(one),
                    number(one.maxAbsDiff()),
                    number(one.maxRelDiff()),
                    one.problem() == null ? "" : one.problem());
        }
        return table;
    }

    /** What has changed since an earlier run; what exceeds the spread of both stands out. */
    Table changes() {
        Table table =
                new Table("Medians", ":what", ":beyond the spread", ":suite", ":backend", "before", "now", "ratio");
        for (Baseline.Change one : file.baseline().changes()) {
            table.row(
                    one.exceedsSpread() ? "accent" : null,
                    List.of(
                            BenchTitles.of(one),
                            one.exceedsSpread() ? "yes" : "no",
                            String.valueOf(one.suite()),
                            one.candidate().toString(),
                            Numbers.digits(one.before()),
                            Numbers.digits(one.now()),
                            Numbers.fixed(one.ratio() == null ? Double.NaN : one.ratio(), 2)));
        }
        return table;
    }

    /** What could not be measured, and why. */
    Table skipped() {
        Table table = new Table("Not measured", ":what", ":why");
        for (Skipped one : file.skipped()) {
            String lines = one.lastLines() == null || one.lastLines().isEmpty()
                    ? ""
                    : "; it wrote last: " + String.join(" / ", one.lastLines());
            table.row(what(one), one.skipped() + lines);
        }
        return table;
    }

    private static String what(Skipped one) {
        String words = Stream.of(one.engine(), one.device(), one.suite(), one.name())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return one.threads() == null ? words : words + ", threads " + one.threads();
    }

    /** What it ran on, and when. */
    Table environment() {
        Table table = new Table("Environment", ":what", ":which");
        table.row("hetcomp", String.valueOf(file.hetcomp()));
        file.results().stream()
                .map(result -> result.engine() + " " + result.engineVersion())
                .distinct()
                .forEach(engine -> table.row("engine", engine + ", DJL " + file.djl()));
        table.row("Java", String.valueOf(file.java()));
        Origin.machine(table, file.machine());
        table.row("finished", Origin.moment(file.finished()));
        return table;
    }
}

package org.hetcomp.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Result;
import org.hetcomp.bench.Skipped;

/** What {@code bench} tells people, 79 columns wide. */
final class BenchTable {
    private static final String SUFFIX = "UsPerUserRow|Seconds|PerSecond";

    private BenchTable() {}

    static String of(Findings findings) {
        StringBuilder text = new StringBuilder();
        String suite = "";
        String title = "";
        for (Result result : findings.results()) {
            if (!result.suite().equals(suite)) {
                suite = result.suite();
                text.append(text.length() == 0 ? "" : "\n").append(line(suite, "unit", "backend", "min", "median", "p90", "max"));
            }
            String name = result.title().replaceAll(SUFFIX, "");
            text.append(line(
                    name.equals(title) ? "" : name,
                    result.unit(),
                    backend(result.candidate()),
                    number(result.min()),
                    number(result.median()),
                    number(result.p90()),
                    number(result.max())));
            title = name;
        }
        agreement(text, findings.agreement());
        skipped(text, findings.skipped());
        return text.toString();
    }

    private static String line(String... cells) {
        return String.format("%-25s%-8s%-16s%8s%8s%8s%8s%n", (Object[]) cells).stripTrailing() + "\n";
    }

    private static String backend(Candidate candidate) {
        return candidate.engine() + " " + candidate.device() + " " + candidate.threads();
    }

    private static void agreement(StringBuilder text, List<Agreement> all) {
        if (all.isEmpty()) {
            return;
        }
        text.append(String.format("%n%-45s%17s%17s%n", "largest difference between backends", "absolute", "relative"));
        for (Agreement one : all) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-45s",
                    one.suite() + ": " + one.title().replaceAll(SUFFIX, "")));
            text.append(
                    one.problem() == null
                            ? String.format(Locale.ROOT, "%17.1e%17.1e%n", one.maxAbsDiff(), one.maxRelDiff())
                            : String.format("%34s%n", one.problem()));
        }
    }

    private static void skipped(StringBuilder text, List<Skipped> all) {
        if (!all.isEmpty()) {
            text.append("\nnot measured\n");
        }
        for (Skipped one : all) {
            text.append(String.join(
                            " ",
                            Stream.of(one.engine(), one.device(), one.suite(), one.name())
                                    .filter(Objects::nonNull)
                                    .toList()))
                    .append(": ")
                    .append(one.skipped())
                    .append('\n');
            if (one.lastLines() != null) {
                one.lastLines().forEach(line -> text.append("    ").append(line).append('\n'));
            }
        }
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}

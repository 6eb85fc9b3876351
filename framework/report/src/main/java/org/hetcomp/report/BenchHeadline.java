package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.Baseline;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Result;
import org.hetcomp.bench.Skipped;
import org.hetcomp.report.chart.Numbers;

/** What a benchmark found, in sentences. */
record BenchHeadline(BenchResults file) {
    /** The sentence over all. */
    String title() {
        Map<String, Integer> wins = wins();
        List<List<Result>> contests = contests();
        List<String> backends = file.results().stream()
                .map(Result::candidate)
                .distinct()
                .map(Candidate::toString)
                .toList();
        if (backends.isEmpty()) {
            return "Nothing could be measured";
        }
        if (backends.size() == 1 || contests.isEmpty()) {
            return count(file.results().size(), "measurement") + " of " + String.join(" and ", backends);
        }
        Map.Entry<String, Integer> best =
                wins.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
        return best == null
                ? "No backend is clearly faster in any of " + count(contests.size(), "measurement")
                : "Clearly the fastest in " + best.getValue() + " of " + count(contests.size(), "measurement") + ": "
                        + best.getKey();
    }

    /** The sentences after it. */
    List<String> lead() {
        List<String> lead = new ArrayList<>();
        List<List<Result>> contests = contests();
        if (!contests.isEmpty()) {
            int decided = wins().values().stream().mapToInt(wins -> wins).sum();
            StringBuilder text = new StringBuilder();
            wins().forEach((backend, wins) -> text.append(text.isEmpty() ? "" : ", ")
                    .append(backend)
                    .append(" in ")
                    .append(wins));
            lead.add("Clearly fastest means: faster in every repetition than any other backend in any. "
                    + (text.isEmpty()
                            ? "None is."
                            : "So is " + text + "; in " + (contests.size() - decided) + " the spreads overlap."));
        }
        file.agreement().stream()
                .filter(one -> one.maxRelDiff() != null)
                .mapToDouble(Agreement::maxRelDiff)
                .max()
                .ifPresent(most -> lead.add("On the same inputs, results of backends differ by at most "
                        + Numbers.digits(most) + " of their size."));
        return lead;
    }

    /** What must not be overlooked. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (file.quick()) {
            warnings.add(
                    "Measured with --quick: smaller shapes and fewer repetitions, to see whether everything runs and"
                            + " about how fast. Its students are of a few epochs, so that their Recall says nothing. To decide by,"
                            + " measure without --quick.");
        }
        if (file.isBusy()) {
            warnings.add("The machine was busy when it began, " + Numbers.fixed(file.load(), 1) + " processes wanting "
                    + file.machine().cores() + (file.machine().cores() == 1 ? " core" : " cores")
                    + ": times are longer and spreads wider than on an idle one.");
        }
        if (file.isInterrupted()) {
            warnings.add("It was interrupted: what was measured until then is shown, the rest was not measured.");
        }
        file.agreement().stream()
                .filter(one -> one.problem() != null)
                .forEach(one ->
                        warnings.add("Backends do not agree on " + BenchTitles.of(one) + ": " + one.problem() + "."));
        long failed = file.skipped().stream().filter(Skipped::failed).count();
        if (failed > 0) {
            warnings.add(count((int) failed, "measurement") + " failed; why is told below.");
        }
        long missing = file.skipped().size() - failed;
        if (missing > 0) {
            warnings.add(count((int) missing, "backend") + " asked for could not be measured; why is told below.");
        }
        return warnings;
    }

    /** How much has changed since an earlier run. */
    String changes() {
        Baseline baseline = file.baseline();
        long beyond = baseline.changes().stream()
                .filter(Baseline.Change::exceedsSpread)
                .count();
        String text = "Compared with what was measured on " + Origin.day(baseline.finished()) + ", " + beyond + " of "
                + count(baseline.changes().size(), "median") + " changed by more than the spread of both runs.";
        return baseline.differences().isEmpty()
                ? text
                : text + " The runs differ in more than time: " + String.join("; ", baseline.differences()) + ".";
    }

    /** What was measured on more than one backend, start-up aside. */
    private List<List<Result>> contests() {
        List<List<Result>> contests = new ArrayList<>();
        BenchTitles.bySuite(file.results())
                .values()
                .forEach(metrics -> metrics.values().stream()
                        .filter(measurements ->
                                measurements.size() > 1 && measurements.get(0).isSpeed())
                        .forEach(contests::add));
        return contests;
    }

    private Map<String, Integer> wins() {
        Map<String, Integer> wins = new LinkedHashMap<>();
        for (List<Result> contest : contests()) {
            contest.stream()
                    .filter(one -> contest.stream().allMatch(other -> other.equals(one) || one.beats(other)))
                    .forEach(one -> wins.merge(one.candidate().toString(), 1, Integer::sum));
        }
        return wins;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

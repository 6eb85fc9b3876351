package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.Trials;
import org.hetcomp.pipeline.Worth;

/** A comparison for people, 79 columns wide. */
final class CompareTable {
    private CompareTable() {}

    /** Methods with their spread, then what the tests say of every measure. */
    static String of(CompareAnswer answer) {
        Map<String, Trials> methods = answer.methods();
        Worth ensemble = answer.ensemble();
        ResultTable table = new ResultTable();
        if (ensemble != null) {
            table.row("ensemble of " + answer.teachers().size(), ensemble);
        }
        Baselines.addTo(table, answer.baselines());
        methods.forEach((method, trials) -> {
            int seeds = trials.runs().size();
            table.row(method + (seeds > 1 ? ", mean of " + seeds + " seeds" : ""), trials.worth());
            if (trials.std() != null) {
                table.spread(trials.std());
            }
        });
        StringBuilder text = new StringBuilder(table.toString());
        for (List<PairedDifference> pair : answer.pairs()) {
            text.append('\n').append(pair.get(0).methods().get(0)).append(" and ");
            text.append(pair.get(0).methods().get(1)).append('\n');
            pair.forEach(test -> text.append(line(test, answer)).append('\n'));
        }
        if (answer.seeds() < 2 && !answer.tests().isEmpty()) {
            text.append("\nOne seed: whether another would turn that around is not known from it.\n");
        }
        List<String> unfinished = answer.methods().entrySet().stream()
                .filter(method -> method.getValue().isUnfinished())
                .map(Map.Entry::getKey)
                .toList();
        if (!unfinished.isEmpty()) {
            text.append("\nBest in the last epoch of some seed: ")
                    .append(String.join(", ", unfinished))
                    .append(". More --epochs would tell.\n");
        }
        return text.toString();
    }

    private static String line(PairedDifference test, CompareAnswer answer) {
        Measure measure = Measure.of(test.measure());
        String p = test.adjusted() < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", test.adjusted());
        return String.format("  %-13s %s", measure.title(), words(test, measure, p, answer));
    }

    private static String words(PairedDifference test, Measure measure, String p, CompareAnswer answer) {
        if (!test.isSignificant()) {
            return String.format(Locale.ROOT, "not told apart (%s; %.4f would be)", p, test.least());
        }
        String first = test.methods().get(0);
        double less = answer.methods().get(test.methods().get(1)).test(measure);
        List<String> words = new ArrayList<>();
        words.add(
                less > 0
                        ? String.format(Locale.ROOT, "%s %.1f%% more", first, 100 * test.difference() / less)
                        : first + " more");
        words.add("(" + p + ", " + test.users() + " users)");
        if (test.seeds() < 2) {
            words.add("with this seed");
        }
        if (!answer.unfinished(test).isEmpty()) {
            words.add("so far");
        }
        return String.join(" ", words);
    }
}

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
    private static final int WIDTH = 79;

    private CompareTable() {}

    /** Methods with their spread, then what the tests say of every measure. */
    static String of(CompareAnswer answer) {
        StringBuilder text =
                new StringBuilder(measures(answer, true)).append(set(answer)).append(discrepancies(answer));
        for (List<PairedDifference> pair : answer.pairs()) {
            text.append('\n').append(pair.get(0).methods().get(0)).append(" and ");
            text.append(pair.get(0).methods().get(1)).append('\n');
            pair.forEach(test -> text.append(line(test, answer)).append('\n'));
        }
        if (answer.seeds() < 2 && !answer.tests().isEmpty()) {
            text.append("\nOne seed: whether another would turn that around is not known from it.\n");
        }
        return text.append(unfinished(answer)).toString();
    }

    /**
     * Methods with their spread, beside the ensemble and the baselines.
     *
     * @param isWhole whether all that is known of them is told, not the four measures alone
     */
    static String measures(CompareAnswer answer, boolean isWhole) {
        ResultTable table = new ResultTable();
        if (answer.ensemble() != null) {
            add(table, "ensemble of " + answer.teachers().size(), answer.ensemble(), isWhole);
        }
        if (isWhole) {
            Baselines.addTo(table, answer.baselines());
        }
        answer.methods().forEach((method, trials) -> {
            int seeds = trials.runs().size();
            add(table, method + (seeds > 1 ? ", mean of " + seeds + " seeds" : ""), trials.worth(), isWhole);
            if (trials.std() != null) {
                table.spread(trials.std());
            }
        });
        return table.toString();
    }

    /** A line of what was set of methods; nothing where nothing was. */
    static String set(CompareAnswer answer) {
        String set = answer.set();
        return set.isEmpty() ? "" : "\nset: " + set + "\n";
    }

    private static void add(ResultTable table, String name, Worth worth, boolean isWhole) {
        if (isWhole) {
            table.row(name, worth);
        } else {
            table.row(name, worth.test(), worth.size());
        }
    }

    /** A line if some method was best in its last epoch; else nothing. */
    static String unfinished(CompareAnswer answer) {
        List<String> unfinished = answer.methods().entrySet().stream()
                .filter(method -> method.getValue().isUnfinished())
                .map(Map.Entry::getKey)
                .toList();
        return unfinished.isEmpty()
                ? ""
                : "\nBest in the last epoch of some seed: " + String.join(", ", unfinished)
                        + ". More --epochs would tell.\n";
    }

    /** How far the methods' rankings are from the ensemble's; nothing where there is none. */
    static String discrepancies(CompareAnswer answer) {
        if (answer.ensemble() == null) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("\ndiscrepancy from the ensemble's first 50, 0 to 1, of what is not in train\n");
        int width = 0;
        for (Map.Entry<String, Trials> method : answer.methods().entrySet()) {
            String one = String.format(
                    Locale.ROOT, "  %s %.3f", method.getKey(), method.getValue().discrepancy());
            boolean isFull = width + one.length() > WIDTH;
            text.append(isFull ? "\n" : "").append(one);
            width = (isFull ? 0 : width) + one.length();
        }
        return text.append('\n').toString();
    }

    private static String line(PairedDifference test, CompareAnswer answer) {
        return String.format("  %-13s %s", Measure.of(test.measure()).title(), words(test, answer));
    }

    /** What a test says. */
    static String words(PairedDifference test, CompareAnswer answer) {
        Measure measure = Measure.of(test.measure());
        String p = test.adjusted() < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", test.adjusted());
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

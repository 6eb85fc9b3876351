package org.hetcomp.cli;

import java.util.Locale;
import java.util.Map;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.Trials;
import org.hetcomp.pipeline.Worth;

/** A comparison for people, 79 columns wide. */
final class CompareTable {
    private CompareTable() {}

    /** Methods with their spread, then what the tests say of Recall@50. */
    static String of(CompareAnswer answer) {
        Map<String, Trials> methods = answer.methods();
        Worth ensemble = answer.ensemble();
        ResultTable table = new ResultTable();
        if (ensemble != null) {
            table.row("ensemble of " + answer.teachers().size(), ensemble.test(), ensemble.size());
        }
        methods.forEach((method, trials) -> {
            int seeds = trials.runs().size();
            table.row(method + (seeds > 1 ? ", mean of " + seeds + " seeds" : ""), trials.mean(), trials.parameters());
            if (trials.std() != null) {
                table.spread(trials.std());
            }
        });
        StringBuilder text = new StringBuilder(table.toString());
        for (PairedDifference test : answer.tests()) {
            if (Measure.of(test.measure()).equals(Measure.R50)) {
                text.append(line(test, methods)).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(PairedDifference test, Map<String, Trials> methods) {
        String first = test.methods().get(0);
        String second = test.methods().get(1);
        String p = test.adjusted() < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", test.adjusted());
        if (!test.isSignificant()) {
            return String.format(
                    "%s and %s are not told apart on Recall@50 (%s, %d users).", first, second, p, test.users());
        }
        Measures less = methods.get(second).mean();
        String more = less.r50() > 0
                ? String.format(Locale.ROOT, "%.1f%% more", 100 * test.difference() / less.r50())
                : "more";
        return String.format("%s finds %s than %s: Recall@50, %s, %d users.", first, more, second, p, test.users());
    }
}

package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.eval.Measures;
import org.hetcomp.pipeline.Worth;

/** Models and their test measures for people, 79 columns wide. */
final class ResultTable {
    private static final String[] NUMBERS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    };

    private final List<String> lines = new ArrayList<>();

    ResultTable() {
        lines.add(String.format(
                "%-32s%10s%10s%8s%8s%11s", "on test", "Recall@10", "Recall@50", "NDCG@10", "NDCG@50", "parameters"));
    }

    /** Adds a model; its size is not known if that is 0. */
    ResultTable row(String name, Measures test, long parameters) {
        lines.add(String.format(
                Locale.ROOT,
                "%-32.32s%10.4f%10.4f%8.4f%8.4f%11s",
                name,
                test.r10(),
                test.r50(),
                test.n10(),
                test.n50(),
                parameters == 0 ? "not known" : String.format(Locale.ROOT, "%,d", parameters)));
        return this;
    }

    /** Adds how far measures of the row above spread. */
    ResultTable spread(Measures std) {
        lines.add(String.format(
                Locale.ROOT,
                "%-32s%10.4f%10.4f%8.4f%8.4f",
                "  standard deviation",
                std.r10(),
                std.r50(),
                std.n10(),
                std.n50()));
        return this;
    }

    /** Adds a model of a family. */
    ResultTable row(String id, String title, Measures test, long parameters) {
        return row(String.format("%-4s %s", id, title), test, parameters);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }

    /** What was gained: how much of the ensemble's quality is left at which share of its size. */
    static String gain(Worth student, Worth ensemble, int teachers) {
        double percent = 100 * student.test().r50() / ensemble.test().r50();
        boolean sized = ensemble.isSized();
        String kept = ensemble.test().r50() > 0
                ? String.format(
                        Locale.ROOT,
                        "The student %s %.0f%% of the ensemble's Recall@50%s:",
                        percent > 100 ? "reaches" : "keeps",
                        percent,
                        sized ? " with " + share(student.size(), ensemble.size()) + " of its parameters" : "")
                : "The ensemble finds nothing of what it is tested on. In size:";
        return kept + "\n"
                + String.format(
                        "one model of %s\ninstead of %s%s.",
                        size(student.size()), models(teachers), sized ? " of " + size(ensemble.size()) : "");
    }

    private static String share(long parameters, long of) {
        double ratio = (double) of / parameters;
        return ratio >= 1.5
                ? "1/" + Math.round(ratio)
                : String.format(Locale.ROOT, "%.0f%%", 100 * (double) parameters / of);
    }

    private static String models(int count) {
        String number = count < NUMBERS.length ? NUMBERS[count] : Integer.toString(count);
        return number + (count == 1 ? " model" : " models");
    }

    /** Parameters as floats and bytes. */
    static String size(long parameters) {
        String floats = parameters >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f M floats", parameters / 1e6)
                : String.format(Locale.ROOT, "%,d floats", parameters);
        double megabytes = parameters * 4 / 1e6;
        return floats + String.format(Locale.ROOT, megabytes >= 10 ? " (%.0f MB)" : " (%.1f MB)", megabytes);
    }
}

package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.Baseline;
import org.hetcomp.bench.Result;

/** What metrics are called on the page: {@code fineUsPerUserRow} of dimension 16 is {@code fine, d = 16}. */
final class BenchTitles {
    // Units, which stand beside.
    private static final String SUFFIXES = "(UsPerUserRow|(?<!Per)Seconds?|Ms)$";

    private BenchTitles() {}

    static String of(Result result) {
        return title(result.model(), result.name(), result.dim());
    }

    static String of(Agreement agreement) {
        return title(agreement.model(), agreement.name(), agreement.dim());
    }

    static String of(Baseline.Change change) {
        return title(change.model(), change.name(), change.dim());
    }

    private static String title(String model, String name, Integer dim) {
        return (model == null ? "" : model + ", ")
                + words(name.replaceFirst(SUFFIXES, ""))
                + (dim == null ? "" : ", d = " + dim);
    }

    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /** Results of the same thing, by suite and then by title, each in the order in which they were measured. */
    static Map<String, Map<String, List<Result>>> bySuite(List<Result> results) {
        Map<String, Map<String, List<Result>>> suites = new LinkedHashMap<>();
        for (Result result : results) {
            suites.computeIfAbsent(result.suite(), suite -> new LinkedHashMap<>())
                    .computeIfAbsent(of(result), title -> new ArrayList<>())
                    .add(result);
        }
        return suites;
    }
}

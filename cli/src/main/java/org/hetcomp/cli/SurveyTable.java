package org.hetcomp.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.Standing;
import org.hetcomp.pipeline.SurveyAnswer;

/**
 * Comparisons on several data sets or dimensions for people: each with what the tests say by two measures, then how the methods
 * stand over all. What else there is has its place on the pages.
 */
final class SurveyTable {
    private static final List<Measure> SHOWN = List.of(Measure.R50, Measure.N10);

    private SurveyTable() {}

    static String of(SurveyAnswer answer) {
        StringBuilder text = new StringBuilder();
        for (SurveyAnswer.Part part : answer.comparisons()) {
            CompareAnswer one = part.comparison();
            text.append(headed(part.title())).append('\n').append(CompareTable.measures(one, false));
            text.append(CompareTable.set(one)).append(CompareTable.discrepancies(one));
            for (Measure measure : SHOWN) {
                String lines = one.tests().stream()
                        .filter(test -> test.measure().equals(measure.name()))
                        .map(test -> "  " + pair(test) + ": " + CompareTable.words(test, one) + "\n")
                        .collect(Collectors.joining());
                text.append(lines.isEmpty() ? "" : "\n" + measure.title() + "\n" + lines);
            }
            text.append(CompareTable.unfinished(one)).append('\n');
        }
        if (!answer.standings().isEmpty()) {
            text.append(headed("Over all " + answer.comparisons().size() + " comparisons"));
        }
        for (Measure measure : answer.standings().isEmpty() ? List.<Measure>of() : SHOWN) {
            text.append('\n').append(measure.title()).append('\n');
            for (Standing standing : answer.standings(measure.name())) {
                text.append("  ").append(standing.words()).append('\n');
            }
        }
        return text.toString();
    }

    private static String headed(String title) {
        return title + "\n" + "=".repeat(title.length()) + "\n";
    }

    private static String pair(PairedDifference test) {
        return test.methods().get(0) + " and " + test.methods().get(1);
    }
}

package org.hetcomp.report;

import java.util.ArrayList;
import java.util.List;
import org.hetcomp.eval.Measure;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.Standing;
import org.hetcomp.pipeline.SurveyAnswer;
import org.hetcomp.report.chart.Numbers;

/** What comparisons on several data sets or dimensions found, in sentences for a person who knows nothing of them yet. */
record SurveyHeadline(SurveyAnswer result) {
    /** The sentence over all: how the first method stands against the second. */
    String title() {
        List<Standing> standings = result.standings(Measure.R50.name());
        return standings.isEmpty()
                ? methods().get(0) + " alone in " + result.comparisons().size() + " comparisons"
                : standings.get(0).words() + ", by " + Measure.R50.title();
    }

    /** The sentences after it. */
    List<String> lead() {
        List<String> lead = new ArrayList<>();
        List<String> dims = result.comparisons().stream()
                .map(part -> Numbers.fixed(part.comparison().dim(), 0))
                .distinct()
                .toList();
        int seeds = first().seeds();
        lead.add(count(sets().size(), "data set") + " by " + count(dims.size(), "dimension") + " of the student ("
                + String.join(", ", dims) + "), " + count(methods().size(), "method") + ", " + count(seeds, "seed")
                + " each: " + result.comparisons().size() + " comparisons.");
        if (!first().set().isEmpty()) {
            lead.add("Set by hand: " + first().set() + ".");
        }
        List<Standing> standings = ofFirst(Measure.R50);
        if (standings.size() > 1) {
            lead.add("Further " + String.join("; ", words(standings.subList(1, standings.size()))) + ".");
        }
        if (!standings.isEmpty()) {
            lead.add("By " + Measure.N10.title() + " " + String.join("; ", words(ofFirst(Measure.N10))) + ".");
        }
        return lead;
    }

    /** How the first method stands against each of the others; the table has all pairs. */
    private List<Standing> ofFirst(Measure measure) {
        return result.standings(measure.name()).stream()
                .filter(standing -> standing.methods().get(0).equals(methods().get(0)))
                .toList();
    }

    /** What to bear in mind. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        List<String> unfinished = new ArrayList<>();
        for (SurveyAnswer.Part part : result.comparisons()) {
            List<String> methods = part.comparison().methods().entrySet().stream()
                    .filter(method -> method.getValue().isUnfinished())
                    .map(method -> method.getKey())
                    .toList();
            if (!methods.isEmpty()) {
                unfinished.add(part.title() + " (" + String.join(", ", methods) + ")");
            }
        }
        if (!unfinished.isEmpty()) {
            warnings.add("Best in the last epoch of some seed, and perhaps not at its end: "
                    + String.join("; ", unfinished) + ".");
        }
        if (result.warnings() != null && !result.warnings().isEmpty()) {
            warnings.add("On valid, " + String.join("; ", result.warnings()) + ".");
        }
        if (first().seeds() < 2) {
            warnings.add("One seed: how much another would change is not known from it.");
        }
        return warnings;
    }

    /** Names of the data sets. */
    List<String> sets() {
        return result.comparisons().stream()
                .map(SurveyAnswer.Part::set)
                .distinct()
                .toList();
    }

    private CompareAnswer first() {
        return result.comparisons().get(0).comparison();
    }

    private List<String> methods() {
        return List.copyOf(first().methods().keySet());
    }

    private static List<String> words(List<Standing> standings) {
        return standings.stream().map(Standing::words).toList();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

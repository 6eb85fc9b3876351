package org.hetcomp.report;

import java.util.ArrayList;
import java.util.List;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.eval.Popularity;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.Rival;
import org.hetcomp.pipeline.Trials;
import org.hetcomp.report.chart.Numbers;

/** What a comparison found, in sentences for a person who knows nothing of it yet. */
record CompareHeadline(CompareFiles compared) {
    /** The sentence over all. */
    String title() {
        List<String> ranked = compared.ranked();
        String best = ranked.get(0);
        String recall = "Recall@50 of " + Numbers.fixed(trials(best).mean().r50(), 3);
        if (ranked.size() == 1) {
            return best + " alone: " + recall;
        }
        String second = ranked.get(1);
        PairedDifference test = test(best, second);
        if (test == null || !test.isSignificant()) {
            return best + " and " + second + " find about as much: " + recall + " and "
                    + Numbers.fixed(trials(second).mean().r50(), 3);
        }
        double more = trials(best).mean().r50() / trials(second).mean().r50() - 1;
        boolean isOver = compared.result().unfinished(test).isEmpty();
        return best
                + (isOver ? " finds the most" : " is ahead so far")
                + (test.seeds() < 2 ? " with this seed: " : ": ")
                + recall
                + (Double.isFinite(more) ? ", " + Numbers.percent(more) + " more than " + second : "");
    }

    /** The sentences after it. */
    List<String> lead() {
        List<String> lead = new ArrayList<>();
        CompareAnswer result = compared.result();
        StringBuilder text = new StringBuilder("Students of dimension " + result.dim() + " on " + data() + ", "
                + Numbers.fixed(result.data().users(), 0) + " users and "
                + Numbers.fixed(result.data().items(), 0)
                + " items, " + compared.seeds() + (compared.seeds() == 1 ? " seed" : " seeds") + " each.");
        if (result.ensemble() != null && result.ensemble().test().r50() > 0) {
            String best = compared.ranked().get(0);
            double kept = trials(best).mean().r50() / result.ensemble().test().r50();
            text.append(" The ensemble of their teachers has ")
                    .append(Numbers.fixed(result.ensemble().test().r50(), 3))
                    .append(", of which ")
                    .append(best)
                    .append(kept >= 1 ? " reaches " : " keeps ")
                    .append(Numbers.percent(kept))
                    .append('.');
        }
        lead.add(text.toString());
        if (!result.set().isEmpty()) {
            lead.add("Set by hand: " + result.set() + ".");
        }
        String others = others();
        if (!others.isEmpty()) {
            lead.add(others);
        }
        return lead;
    }

    /** Whether the other measures say the same of the two that find most as Recall@50 does. */
    private String others() {
        List<String> ranked = compared.ranked();
        if (ranked.size() < 2) {
            return "";
        }
        List<String> same = new ArrayList<>();
        List<String> none = new ArrayList<>();
        List<String> opposite = new ArrayList<>();
        compared.result().tests().stream()
                .filter(test -> !Measure.R50.name().equals(test.measure()))
                .filter(test -> test.methods().containsAll(ranked.subList(0, 2)))
                .forEach(test -> {
                    List<String> list = !test.isSignificant()
                            ? none
                            : test.methods().get(0).equals(ranked.get(0)) ? same : opposite;
                    list.add(Measure.of(test.measure()).title());
                });
        List<String> parts = new ArrayList<>();
        add(parts, ranked.get(0) + " has more of ", same);
        add(parts, ranked.get(1) + " has more of ", opposite);
        add(parts, "they are not told apart by ", none);
        return parts.isEmpty() ? "" : "By the other measures " + String.join("; ", parts) + ".";
    }

    private static void add(List<String> parts, String words, List<String> measures) {
        if (!measures.isEmpty()) {
            parts.add(words + String.join(", ", measures));
        }
    }

    /** What to bear in mind. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String best = compared.ranked().get(0);
        CompareAnswer result = compared.result();
        if (Rival.isBelowPopularity(trials(best).mean().r50(), result.baselines())) {
            warnings.add("Even " + best + " is worse than the most popular items, which have a Recall@50 of "
                    + Numbers.fixed(result.baselines().get(Popularity.ID).test().r50(), 3) + ".");
        }
        if (result.warnings() != null && !result.warnings().isEmpty()) {
            warnings.add("On valid, " + String.join("; ", result.warnings()) + ".");
        }
        List<String> unfinished = compared.ranked().stream()
                .filter(method -> trials(method).isUnfinished())
                .toList();
        if (!unfinished.isEmpty()) {
            warnings.add("Best in the last epoch of some seed, and perhaps not at its end: "
                    + String.join(", ", unfinished) + ".");
        }
        if (compared.seeds() < 2) {
            warnings.add("One seed: how much another would change is not known from it.");
        }
        return warnings;
    }

    private Trials trials(String method) {
        return compared.result().methods().get(method);
    }

    private PairedDifference test(String one, String other) {
        return compared.result().tests().stream()
                .filter(test -> Measure.R50.name().equals(test.measure()))
                .filter(test -> test.methods().contains(one) && test.methods().contains(other))
                .findFirst()
                .orElse(null);
    }

    /** The data in a few words: the last part of a path. */
    String data() {
        return Headline.data(compared.files().run());
    }
}

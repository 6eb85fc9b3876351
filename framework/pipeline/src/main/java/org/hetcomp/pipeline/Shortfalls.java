package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hetcomp.eval.ItemNeighbours;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which models know less of valid than counting does: of test nothing may be learned that a choice is made by. */
final class Shortfalls {
    private static final Logger LOG = LoggerFactory.getLogger(Shortfalls.class);

    // The family that is no more training than counting is.
    private static final String WALK = "graph";

    private Shortfalls() {}

    /** The same lines, put into the log too. */
    static List<String> tell(Map<String, Worth> models, Worth popularity, double chance) {
        List<String> lines = of(models, popularity, chance);
        tell(lines);
        return lines;
    }

    /** Puts lines into the log. */
    static void tell(List<String> lines) {
        lines.forEach(LOG::warn);
    }

    /**
     * A line if teachers together are below one of them, which the student would better learn from alone.
     *
     * @param ensemble what they are worth together; null if there are none
     * @param teachers by id
     */
    static List<String> of(Worth ensemble, Map<String, Worth> teachers) {
        Optional<Map.Entry<String, Worth>> best = teachers.entrySet().stream()
                .max(Comparator.comparingDouble(
                        entry -> entry.getValue().valid().r50()));
        if (ensemble == null || best.isEmpty()) {
            return List.of();
        }
        double recall = best.get().getValue().valid().r50();
        if (ensemble.valid().r50() >= recall) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "the ensemble is below %s alone: valid Recall@50 %.4f, not %.4f",
                best.get().getKey(),
                ensemble.valid().r50(),
                recall));
    }

    /**
     * Lines that name those teachers that are no better than what takes no training: an item neighbourhood and, if it is among them, the
     * walk on the graph.
     *
     * @param teachers by id
     * @param baselines by id
     */
    static List<String> ofUntrained(Map<String, Worth> teachers, Map<String, Worth> baselines) {
        List<String> lines = new ArrayList<>();
        lines.addAll(notAbove("an item neighbourhood", baselines.get(ItemNeighbours.ID), teachers));
        Map<String, Worth> others = new LinkedHashMap<>(teachers);
        Worth walk = others.remove(WALK);
        if (walk != null) {
            lines.addAll(notAbove("the walk on the graph", walk, others));
        }
        return lines;
    }

    private static List<String> notAbove(String title, Worth worth, Map<String, Worth> teachers) {
        double recall = worth.valid().r50();
        String below = teachers.entrySet().stream()
                .filter(entry -> entry.getValue().valid().r50() <= recall)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.4f",
                        entry.getKey(),
                        entry.getValue().valid().r50()))
                .collect(Collectors.joining(", "));
        return below.isEmpty()
                ? List.of()
                : List.of(String.format(Locale.ROOT, "not above %s, valid Recall@50 %.4f: %s", title, recall, below));
    }

    /**
     * A line for each model that is below popularity.
     *
     * @param models by what to call them
     * @param popularity what that is worth
     * @param chance Recall@50 that guessing comes to
     */
    static List<String> of(Map<String, Worth> models, Worth popularity, double chance) {
        List<String> lines = new ArrayList<>();
        models.forEach((name, worth) -> {
            double recall = worth.valid().r50();
            if (recall < popularity.valid().r50()) {
                boolean guesses = recall <= chance;
                lines.add(String.format(
                        Locale.ROOT,
                        guesses
                                ? "%s only guesses: valid Recall@50 %.4f, chance %.4f"
                                : "%s is below popularity: valid Recall@50 %.4f, not %.4f",
                        name,
                        recall,
                        guesses ? chance : popularity.valid().r50()));
            }
        });
        return lines;
    }
}

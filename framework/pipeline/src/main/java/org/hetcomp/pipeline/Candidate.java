package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Settings that are tried.
 *
 * @param number 0 for those that are used by default
 * @param settings values by name, {@code lr} and {@code weightDecay}
 */
record Candidate(int number, Map<String, Double> settings) {
    /**
     * The default, then drawn ones; the same seed draws the same, and more of them begin with the same.
     *
     * @param search ranges by name, in order
     */
    static List<Candidate> draw(Map<String, Double> defaults, Map<String, Range> search, int count, long seed) {
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(0, defaults));
        Random random = new Random(seed);
        while (candidates.size() < count) {
            Map<String, Double> settings = new LinkedHashMap<>(defaults);
            search.forEach((name, range) -> settings.put(name, range.draw(random)));
            candidates.add(new Candidate(candidates.size(), settings));
        }
        return List.copyOf(candidates);
    }

    /** In a few words. */
    String words() {
        StringBuilder words = new StringBuilder();
        settings.forEach((name, value) -> words.append(words.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(value));
        return words.toString();
    }
}

package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hetcomp.eval.PairedDifference;

/**
 * How two methods stand over several comparisons, by one measure.
 *
 * @param methods the two
 * @param measure what it is by
 * @param above in how many the first has more than chance explains
 * @param level in how many they are not told apart, over several seeds and each trained to its end
 * @param below in how many the second has more than chance explains
 * @param open in how many there is no verdict: of one seed, or where one of the two was best in its last epoch
 */
public record Standing(List<String> methods, String measure, int above, int level, int below, int open) {
    /** Copies the list. */
    public Standing {
        methods = List.copyOf(methods);
    }

    /** All pairs of methods by all measures, measures together, in the order of the methods. */
    static List<Standing> all(List<String> methods, List<CompareAnswer> comparisons) {
        Set<String> measures = new LinkedHashSet<>();
        comparisons.forEach(one -> one.tests().forEach(test -> measures.add(test.measure())));
        List<Standing> all = new ArrayList<>();
        for (String measure : measures) {
            for (int a = 0; a < methods.size(); a++) {
                for (int b = a + 1; b < methods.size(); b++) {
                    all.add(of(methods.get(a), methods.get(b), measure, comparisons));
                }
            }
        }
        return List.copyOf(all);
    }

    private static Standing of(String first, String second, String measure, List<CompareAnswer> comparisons) {
        int above = 0;
        int level = 0;
        int below = 0;
        int open = 0;
        for (CompareAnswer one : comparisons) {
            for (PairedDifference test : one.tests()) {
                if (!test.measure().equals(measure)
                        || !Set.copyOf(test.methods()).equals(Set.of(first, second))) {
                    continue;
                }
                if (one.isMoreThanChance(test)) {
                    boolean isFirst = test.methods().get(0).equals(first);
                    above += isFirst ? 1 : 0;
                    below += isFirst ? 0 : 1;
                } else if (test.seeds() > 1 && one.unfinished(test).isEmpty()) {
                    level++;
                } else {
                    open++;
                }
            }
        }
        return new Standing(List.of(first, second), measure, above, level, below, open);
    }

    /** How many comparisons there are. */
    public int comparisons() {
        return above + level + below + open;
    }

    /** The verdicts alone, such as {@code above in 7, level in 2}. */
    public String counts() {
        List<String> words = new ArrayList<>();
        parts().forEach((word, count) -> words.add(word + " in " + count));
        return String.join(", ", words);
    }

    /** The same as a sentence, such as {@code hetcomp above rrd in 7 of 9, level in 2}. */
    public String words() {
        List<String> words = new ArrayList<>();
        parts().forEach((word, count) -> words.add(
                words.isEmpty()
                        ? String.format(
                                switch (word) {
                                    case "level" -> "%s level with %s in %s";
                                    case "no verdict" -> "%s and %s: no verdict in %s";
                                    default -> "%s " + word + " %s in %s";
                                },
                                methods.get(0),
                                methods.get(1),
                                count == comparisons() ? "all " + count : count + " of " + comparisons())
                        : word + " in " + count));
        return String.join(", ", words);
    }

    private Map<String, Integer> parts() {
        Map<String, Integer> parts = new LinkedHashMap<>();
        parts.put("above", above);
        parts.put("below", below);
        parts.put("level", level);
        parts.put("no verdict", open);
        parts.values().removeIf(count -> count == 0);
        return parts;
    }
}

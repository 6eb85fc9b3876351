package org.hetcomp.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What is known of a model besides the four {@link Measures}.
 *
 * @param valid measures that were asked for, on valid, by their words
 * @param test the same on test
 * @param breadth of the lists as they are on test; null if they are empty
 * @param users groups by how many train items they have: {@code few}, {@code some}, {@code many}
 * @param items groups by popularity: {@code head}, {@code middle}, {@code tail}
 */
public record Assessment(
        Map<String, Double> valid,
        Map<String, Double> test,
        Breadth breadth,
        Map<String, Group> users,
        Map<String, Group> items) {
    /** The mean of some of the same data, such as students of several seeds; at least one. */
    public static Assessment mean(List<Assessment> of) {
        List<Breadth> breadths =
                of.stream().map(Assessment::breadth).filter(Objects::nonNull).toList();
        return new Assessment(
                values(of, Assessment::valid),
                values(of, Assessment::test),
                breadths.isEmpty() ? null : mean(breadths.get(0).top(), breadths),
                groups(of, Assessment::users),
                groups(of, Assessment::items));
    }

    private static Map<String, Double> values(List<Assessment> of, Function<Assessment, Map<String, Double>> part) {
        Map<String, Double> means = new LinkedHashMap<>();
        part.apply(of.get(0))
                .keySet()
                .forEach(word -> means.put(word, mean(of, one -> part.apply(one).get(word))));
        return means;
    }

    private static Map<String, Group> groups(List<Assessment> of, Function<Assessment, Map<String, Group>> part) {
        Map<String, Group> means = new LinkedHashMap<>();
        part.apply(of.get(0)).forEach((name, group) -> {
            double recall = mean(of, one -> part.apply(one).get(name).recall50());
            means.put(name, new Group(recall, group.measured(), group.from(), group.to()));
        });
        return means;
    }

    private static Breadth mean(int top, List<Breadth> of) {
        return new Breadth(
                top,
                mean(of, Breadth::coverage),
                mean(of, Breadth::gini),
                mean(of, Breadth::popularity),
                mean(of, Breadth::novelty));
    }

    private static <T> double mean(List<T> of, ToDoubleFunction<T> value) {
        return of.stream().mapToDouble(value).sum() / of.size();
    }
}

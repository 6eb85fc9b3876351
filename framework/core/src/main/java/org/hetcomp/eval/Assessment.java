package org.hetcomp.eval;

import java.util.Map;

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
        Map<String, Group> items) {}

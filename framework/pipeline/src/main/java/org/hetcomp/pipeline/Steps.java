package org.hetcomp.pipeline;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What is asked of step sizes and of weights of a regularisation, wherever they are given. */
final class Steps {
    private static final double MOST = 1000;

    private Steps() {}

    /** Checks a step size; null is none given. */
    static void requireStep(String name, Double value) {
        require(value == null || (value > 0 && value <= MOST), name, value, "above 0");
    }

    /** Checks a weight; null is none given. */
    static void requireDecay(String name, Double value) {
        require(value == null || (value >= 0 && value <= MOST), name, value, "at least 0");
    }

    private static void require(boolean holds, String name, Double value, String least) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " and at most " + (int) MOST + ", not " + value);
        }
    }

    /** Step sizes by family, ordered by id; null where there are none. */
    static Map<String, Double> requireSteps(String name, Map<String, Double> given) {
        return required(name, given, Steps::requireStep);
    }

    /** Weights by family, ordered by id; null where there are none. */
    static Map<String, Double> requireDecays(String name, Map<String, Double> given) {
        return required(name, given, Steps::requireDecay);
    }

    private static Map<String, Double> required(
            String name, Map<String, Double> given, BiConsumer<String, Double> check) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        given.forEach((id, value) -> {
            if (value == null) {
                throw new IllegalArgumentException(name + " of " + id + " is missing");
            }
            check.accept(name + " of " + id, value);
        });
        return Collections.unmodifiableMap(new TreeMap<>(given));
    }

    /** Whole numbers of a specification: from the least to the most, both included. */
    static void requireWithin(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", not " + value);
        }
    }
}

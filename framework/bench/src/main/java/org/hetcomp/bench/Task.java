package org.hetcomp.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * Something that is measured.
 *
 * @param metrics what a repetition gives
 * @param compared what the sample of its first repetition is called, in which backends must agree
 * @param opener makes the inputs, on the backend that the task was made for
 */
record Task(List<Metric> metrics, String compared, Supplier<Work> opener) {
    /** What a parent is told of it. */
    record Title(List<Metric> metrics, String compared) {}

    Title title() {
        return new Title(metrics, compared);
    }

    /** One with a single metric that belongs to no model. */
    static Task of(String name, String unit, Integer dim, Supplier<Work> opener) {
        return new Task(List.of(new Metric(name, unit, dim, null)), name, opener);
    }
}

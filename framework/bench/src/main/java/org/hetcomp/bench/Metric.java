package org.hetcomp.bench;

/**
 * What one number of a repetition is.
 *
 * @param name such as {@code coarseUsPerUserRow}
 * @param unit such as {@code us/row}
 * @param dim the student's dimension d where there is one, else null
 * @param model which model: a family's id, {@code student} or {@code ensemble}; null where there is none
 */
public record Metric(String name, String unit, Integer dim, String model) {
    /** Another number of the same thing. */
    Metric called(String other) {
        return new Metric(other, unit, dim, model);
    }

    /** For people. */
    String title() {
        return (model == null ? "" : model + " ") + name + (dim == null ? "" : ", d = " + dim);
    }
}

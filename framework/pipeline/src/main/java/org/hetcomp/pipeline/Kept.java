package org.hetcomp.pipeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The smallest dimension whose student keeps a share of the ensemble's measure on valid, and what was tried to find it.
 *
 * @param share what was asked for, above 0 and at most 1
 * @param by the measure, as {@code --validate-by} has it
 * @param ensemble what the ensemble has of it
 * @param dim that of the run's student
 * @param reached whether it keeps that share; else it is the one that keeps most
 * @param tried in the order in which they were
 */
public record Kept(double share, String by, double ensemble, int dim, boolean reached, List<Tried> tried) {
    /**
     * A dimension that was tried.
     *
     * @param dim the student's dimension
     * @param valid what it has of the measure
     * @param share of what the ensemble has
     * @param epochs it was trained
     * @param seconds of its run
     * @param out the folder of its run, beneath that of this one
     */
    public record Tried(int dim, double valid, double share, int epochs, double seconds, String out) {}

    /** Copies the list. */
    public Kept {
        tried = List.copyOf(tried);
    }

    /** What came of trials. */
    static Kept of(double share, String by, double ensemble, List<Tried> tried) {
        Optional<Tried> smallest =
                tried.stream().filter(one -> one.share() >= share).reduce((a, b) -> a.dim() <= b.dim() ? a : b);
        Tried most = tried.stream()
                .reduce((a, b) -> b.share() > a.share() || (b.share() == a.share() && b.dim() < a.dim()) ? b : a)
                .orElseThrow();
        return new Kept(share, by, ensemble, smallest.orElse(most).dim(), smallest.isPresent(), tried);
    }

    /** The trial of the run's student. */
    public Tried student() {
        return tried.stream().filter(one -> one.dim() == dim).findFirst().orElseThrow();
    }

    /** The share that was asked for, such as {@code 97%}. */
    public String percent() {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** What to bear in mind: a line where the share was not reached. */
    List<String> warnings() {
        return reached
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "no dimension up to %d keeps %s of the ensemble's valid %s %.4f: %d keeps most, %.4f of it",
                        KeepSearch.DIMS.get(KeepSearch.DIMS.size() - 1),
                        percent(),
                        by,
                        ensemble,
                        dim,
                        student().share()));
    }
}

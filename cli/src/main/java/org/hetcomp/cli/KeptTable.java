package org.hetcomp.cli;

import java.util.Comparator;
import java.util.Locale;
import org.hetcomp.pipeline.Kept;

/** The dimensions that were tried for a share of the ensemble, for people. */
final class KeptTable {
    private KeptTable() {}

    static String of(Kept kept) {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(Locale.ROOT, "tried, on valid: %s of the ensemble's %.4f%n", kept.by(), kept.ensemble()));
        kept.tried().stream()
                .sorted(Comparator.comparingInt(Kept.Tried::dim))
                .forEach(one -> text.append(String.format(
                        Locale.ROOT,
                        "  dimension %-4d %.4f  %5.1f%%%s%n",
                        one.dim(),
                        one.valid(),
                        100 * one.share(),
                        one.dim() == kept.dim() ? "  taken" : "")));
        text.append(String.format(
                Locale.ROOT,
                kept.reached() ? "%d is the smallest of them that keeps %s" : "none keeps %2$s; %1$d keeps most",
                kept.dim(),
                kept.percent()));
        return text.append('\n').toString();
    }
}

package org.hetcomp.report;

import java.util.Comparator;
import java.util.List;
import org.hetcomp.pipeline.Kept;
import org.hetcomp.report.chart.Numbers;

/** The dimensions that were tried for a share of the ensemble. */
final class KeptTable {
    private KeptTable() {}

    /** What was found, in a sentence. */
    static String words(Kept kept) {
        String share =
                kept.percent() + " of the ensemble's " + kept.by() + " on valid, " + Numbers.fixed(kept.ensemble(), 4);
        return kept.reached()
                ? "Dimension " + kept.dim() + " is the smallest of those tried whose student keeps " + share
                        + "; larger ones are taken to keep no less."
                : "None of the dimensions tried keeps " + share + "; " + kept.dim() + " keeps most.";
    }

    static Table of(Kept kept) {
        Table table = new Table(
                "Students on valid by dimension",
                "dimension",
                kept.by(),
                "of the ensemble",
                "epochs",
                "seconds",
                ":folder");
        kept.tried().stream()
                .sorted(Comparator.comparingInt(Kept.Tried::dim))
                .forEach(one -> table.row(
                        one.dim() == kept.dim() ? "accent" : null,
                        List.of(
                                Numbers.fixed(one.dim(), 0),
                                Numbers.fixed(one.valid(), 4),
                                Numbers.fixed(100 * one.share(), 1) + "%",
                                Numbers.fixed(one.epochs(), 0),
                                Numbers.digits(one.seconds()),
                                one.out())));
        return table;
    }
}

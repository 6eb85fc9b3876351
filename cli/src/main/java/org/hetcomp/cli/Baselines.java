package org.hetcomp.cli;

import java.util.Map;
import org.hetcomp.eval.Baseline;
import org.hetcomp.pipeline.Worth;

/** Baselines as rows of a table. */
final class Baselines {
    private Baselines() {}

    static void addTo(ResultTable table, Map<String, Worth> baselines) {
        baselines.forEach((id, worth) -> table.row(id, Baseline.title(id), worth));
    }
}

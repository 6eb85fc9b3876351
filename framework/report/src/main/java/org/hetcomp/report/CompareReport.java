package org.hetcomp.report;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.pipeline.RunRecord;

/** The page of a comparison: methods side by side, whether they differ by more than chance, how they learned. */
final class CompareReport {
    private final CompareFiles compared;

    private CompareReport(CompareFiles compared) {
        this.compared = compared;
    }

    /**
     * Writes the page.
     *
     * @param folder that of a finished run of {@code compare}
     * @param html the file to write or to replace
     * @throws org.hetcomp.io.DataException if the folder is not such a run
     * @throws IOException if the page cannot be written
     */
    static void write(Path folder, Path html) throws IOException {
        CompareFiles compared = CompareFiles.read(folder);
        String version = compared.files().run().made().version();
        new CompareReport(compared).page().write(html, "Made by hetcomp " + version + ".");
    }

    private Page page() {
        RunRecord run = compared.files().run();
        CompareHeadline headline = new CompareHeadline(compared);
        CompareCharts charts = new CompareCharts(compared);
        Page page = new Page(
                "hetcomp compare  ·  " + headline.data() + "  ·  " + run.made().engine() + "  ·  " + Origin.day(run),
                headline.title(),
                headline.lead());
        headline.warnings().forEach(page::warning);
        page.section("What came out").table(charts.table()).figure(charts.measures());
        charts.more().addTo(page);
        if (!charts.tests().isEmpty()) {
            page.section("More than chance?");
            page.text(
                    "Differences of the same users, held against what the choice of users and that of seeds explain together (the "
                            + "quasi-F of Clark, 1973): from and to enclose the difference with a confidence of 95%, each by itself, p is the "
                            + "probability of such a one or a larger were there none, adjusted for the number of pairs (Holm). The "
                            + "last column is the least difference that four of five such comparisons would find by itself among as "
                            + "many pairs. Of one seed it is Student's paired t-test over users. What other data would say is not "
                            + "known from it, nor what teachers of other seeds would.");
            page.table(charts.tests());
        }
        if (charts.hasCurves()) {
            page.section("How the students learned").figure(charts.curves());
        }
        Origin provenance = new Origin(compared.files());
        page.section("To do it again");
        page.text("Each student lies in a folder of its own, with a page about its training.");
        page.command(provenance.command());
        page.table(provenance.environment());
        page.table(provenance.settings());
        return page;
    }
}

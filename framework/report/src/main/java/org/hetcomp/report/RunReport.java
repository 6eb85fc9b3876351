package org.hetcomp.report;

import java.io.IOException;
import java.nio.file.Path;
import org.hetcomp.io.DataException;

/** The page of a run of {@code distill}: what was gained, how it was learned, what it took, how to do it again. */
public final class RunReport {
    private final RunFiles files;
    private final RunModels models;
    private final Headline headline;
    private final LearningCharts learning;
    private final ResultCharts results;
    private final Origin provenance;

    private RunReport(RunFiles files, RunFiles alone) {
        this.files = files;
        models = RunModels.of(files, alone);
        headline = new Headline(files, models);
        learning = new LearningCharts(files, alone, models);
        results = new ResultCharts(files, models);
        provenance = new Origin(files);
    }

    /**
     * Writes the page of a run, finished or not.
     *
     * @param folder the run's
     * @param alone the folder of a finished run of {@code --method none} on the same division of the same data, to show
     *     beside it; null for none
     * @param html the file to write or to replace
     * @throws DataException if a folder is not such a run
     * @throws IOException if the page cannot be written
     */
    public static void write(Path folder, Path alone, Path html) throws IOException {
        RunFiles files = RunFiles.read(folder);
        RunFiles other = alone == null ? null : alone(RunFiles.read(alone), files);
        new RunReport(files, other)
                .page()
                .write(
                        html,
                        "Made by hetcomp " + files.run().made().version()
                                + ". HetComp is by Kang, Kweon, Lee, Lian, Xie and Yu, Distillation from Heterogeneous"
                                + " Models for Top-K Recommendation, WWW 2023.");
    }

    private static RunFiles alone(RunFiles alone, RunFiles run) {
        String where = alone.folder().toString();
        if (!alone.isComplete() || !alone.setting("method").equals("none")) {
            throw new DataException(
                    "that is no finished run of --method none", where, "name one, or leave --alone out");
        }
        if (alone.run().splitSha256() == null
                || !alone.run().splitSha256().equals(run.run().splitSha256())) {
            throw new DataException(
                    "that run is of other data, or of another division of it", where, "name one of the same");
        }
        return alone;
    }

    private Page page() {
        Page page = new Page(
                "hetcomp distill  ·  " + headline.data() + "  ·  "
                        + files.run().made().engine() + "  ·  " + Origin.day(files.run()),
                headline.title(),
                headline.lead());
        if (!headline.warnings().isEmpty()) {
            page.warning("On valid, " + String.join("; ", headline.warnings()) + ".");
        }
        if (files.isComplete()) {
            page.keys(headline.keys());
        }
        if (!models.all().isEmpty()) {
            page.section(files.isComplete() ? "What came out" : "The teachers");
            page.table(results.table());
            page.text("Recall@N is the share of the items held back from a user that are among the first N recommended;"
                    + " NDCG@N counts those near the top for more; both are means over users, ranking all items. "
                    + (models.ensemble() == null ? "" : "\"Of ensemble\" is the share of the ensemble's Recall@50. ")
                    + "This is "
                    + "one run with one seed: what another seed would change is not known from it.");
            page.figure(results.figure());
            results.more().addTo(page);
        }
        if (files.isComplete() && files.result().keep() != null) {
            page.heading("Which dimension is enough");
            page.text(KeptTable.words(files.result().keep()));
            page.table(KeptTable.of(files.result().keep()));
        }
        if (files.isComplete() && files.result().examples() != null) {
            page.heading("What three users had, and are now recommended");
            results.examples().forEach(page::text);
        }
        if (!files.evaluations().isEmpty()) {
            page.section("How the student learned");
            page.figure(learning.curves());
            page.figure(new CurriculumCharts(files, learning.border()).figure());
        }
        if (files.isComplete()) {
            page.section("What it took");
            page.figure(results.costs());
        }
        page.section("To do it again");
        page.text("Every setting that decides the result, resolved; the seed and the division of the data are among"
                + " them.");
        page.command(provenance.command());
        page.table(provenance.environment());
        page.table(provenance.settings());
        return page;
    }
}

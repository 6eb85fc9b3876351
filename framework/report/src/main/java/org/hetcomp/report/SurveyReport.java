package org.hetcomp.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.Standing;
import org.hetcomp.pipeline.SurveyAnswer;

/** The page of comparisons on several data sets or dimensions: how the methods stand over all, then each comparison by itself. */
final class SurveyReport {
    private static final String COLUMNS =
            "Students beside the ensemble of their teachers: what share of its Recall@50 they keep, and "
                    + "the discrepancy of their ranking from its own, 1 - D@50, the mean over users: 0 where a student's first 50 are the "
                    + "ensemble's in their order, 1 where none of them is; of what a user does not have in train. Each comparison has a page "
                    + "of its own, with all measures and tests, in the folder SET-dDIMENSION.";

    private final RunFiles files;
    private final SurveyAnswer result;

    private SurveyReport(RunFiles files, SurveyAnswer result) {
        this.files = files;
        this.result = result;
    }

    /**
     * Writes the page.
     *
     * @param folder that of a finished run of {@code compare} on several sets or dimensions
     * @param html the file to write or to replace
     * @throws DataException if the folder is not such a run
     * @throws IOException if the page cannot be written
     */
    static void write(Path folder, Path html) throws IOException {
        RunRecord run = RunFiles.record(folder, CompareSpec.COMMAND);
        Path file = folder.resolve(RunRecord.FILE);
        SurveyAnswer result = run.result(SurveyAnswer.class, folder);
        if (result == null) {
            throw new DataException(
                    "the comparison is not finished",
                    file.toString(),
                    "finish it: the same command with --out " + folder + " goes on");
        }
        if (!result.isComplete()) {
            throw RunFiles.damaged(file, null);
        }
        RunFiles files = new RunFiles(folder, run, null, List.of(), Map.of());
        new SurveyReport(files, result)
                .page()
                .write(html, "Made by hetcomp " + run.made().version() + ".");
    }

    private Page page() {
        RunRecord run = files.run();
        SurveyHeadline headline = new SurveyHeadline(result);
        Page page = new Page(
                "hetcomp compare  ·  " + String.join(", ", headline.sets()) + "  ·  "
                        + run.made().engine() + "  ·  " + Origin.day(run),
                headline.title(),
                headline.lead());
        headline.warnings().forEach(page::warning);
        SurveyTables tables = new SurveyTables(result);
        if (!result.standings().isEmpty()) {
            page.section("How the methods stand");
            page.text("Of " + result.comparisons().size()
                    + " comparisons, in how many the first of two methods is above or below the "
                    + "second by more than the choice of users and of seeds explains, and in how many they are level: "
                    + "not told apart. Each comparison is tested by itself, so that of many some differ by chance, and with the "
                    + "teachers that it has. There is no verdict of one seed, nor on a method that was best in "
                    + "its last epoch and whose step did not fall over as many epochs as it takes.");
            page.table(standings());
        }
        if (tables.hasDimensions()) {
            page.section("By dimension").figure(tables.byDimension());
        }
        for (String set : headline.sets()) {
            page.section("On " + set);
            if (set.equals(headline.sets().get(0))) {
                page.text(COLUMNS);
            }
            for (SurveyAnswer.Part part : result.comparisons()) {
                if (part.set().equals(set)) {
                    page.table(tables.of(part));
                    tables.verdicts(part).forEach(page::text);
                }
            }
        }
        Origin origin = new Origin(files);
        page.section("To do it again").command(origin.command());
        page.table(origin.environment()).table(origin.settings());
        return page;
    }

    private Table standings() {
        Table table = new Table(
                "Each two methods over all comparisons",
                ":methods",
                ":Recall@10",
                ":Recall@50",
                ":NDCG@10",
                ":NDCG@50");
        List<Standing> first = result.standings(Measure.FOUR.get(0).name());
        for (int p = 0; p < first.size(); p++) {
            int pair = p;
            List<String> methods = first.get(p).methods();
            List<String> cells = new ArrayList<>(List.of(methods.get(0) + " and " + methods.get(1)));
            Measure.FOUR.forEach(measure ->
                    cells.add(result.standings(measure.name()).get(pair).counts()));
            table.row(null, cells);
        }
        return table;
    }
}

package org.hetcomp.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.TuneAnswer;
import org.hetcomp.pipeline.TuneSpec;
import org.hetcomp.report.chart.Numbers;

/** The page of a search: what won, what was tried, and how far. */
final class TuneReport {
    private final RunFiles files;
    private final TuneAnswer result;

    private TuneReport(RunFiles files, TuneAnswer result) {
        this.files = files;
        this.result = result;
    }

    /**
     * Writes the page.
     *
     * @param folder that of a finished run of {@code tune}
     * @param html the file to write or to replace
     * @throws DataException if the folder is not such a run
     * @throws IOException if the page cannot be written
     */
    static void write(Path folder, Path html) throws IOException {
        Path file = folder.resolve(RunRecord.FILE);
        RunRecord run = RunFiles.record(folder, TuneSpec.COMMAND);
        TuneAnswer result = run.result(TuneAnswer.class, folder);
        if (result == null) {
            throw new DataException(
                    "the search is not finished",
                    file.toString(),
                    "finish it: the same command with --out " + folder + " goes on");
        }
        if (!result.isComplete()) {
            throw RunFiles.damaged(file, null);
        }
        RunFiles files = new RunFiles(folder, run, null, List.of(), RunFiles.cards(folder.resolve("teachers")));
        new TuneReport(files, result)
                .page()
                .write(html, "Made by hetcomp " + run.made().version() + ".");
    }

    private Page page() {
        RunRecord run = files.run();
        TuneCharts charts = new TuneCharts(result);
        Page page = new Page(
                "hetcomp tune  ·  " + Headline.data(run) + "  ·  " + run.made().engine() + "  ·  " + Origin.day(run),
                title(),
                List.of(lead()));
        warnings().forEach(page::warning);
        page.section("What was tried").table(charts.table());
        charts.figures().forEach(page::figure);
        page.section("How it was searched");
        page.text(
                "Successive halving: all settings are tried for a few epochs, the best third of them on valid for three times "
                        + "as many, and so on; the default ones go along to the end. Nothing was chosen by test.");
        page.table(charts.rounds());
        Origin provenance = new Origin(files);
        page.section("To use what won, and to do it again");
        page.command("./hetcomp distill --config " + Origin.quoted(result.config()));
        page.command(provenance.command());
        page.table(provenance.environment());
        page.table(provenance.settings());
        return page;
    }

    private String subject() {
        return result.of().equals(TuneSpec.STUDENT) ? "the student" : "the teacher " + result.of();
    }

    private String title() {
        TuneAnswer.Round won = won().last();
        if (won == null || won.valid() == null) {
            return "Nothing was found for " + subject();
        }
        if (result.winner() == 0) {
            return "Nothing better than the default settings of " + subject() + " was found: valid "
                    + result.by().title() + " of " + Numbers.fixed(won.score(), 3);
        }
        return "Settings for " + subject() + ": valid " + result.by().title() + " of " + Numbers.fixed(won.score(), 3)
                + byDefault(won);
    }

    /** What the default settings came to, if they were tried as long. */
    private String byDefault(TuneAnswer.Round won) {
        TuneAnswer.Round ours = result.trials().get(0).last();
        boolean comparable = ours != null && ours.valid() != null && ours.epochs() == won.epochs();
        return comparable ? ", where the default ones have " + Numbers.fixed(ours.score(), 3) : "";
    }

    private String lead() {
        List<String> settings = new ArrayList<>();
        for (Map.Entry<String, Double> setting : won().settings().entrySet()) {
            settings.add(setting.getKey() + " " + setting.getValue());
        }
        long tried = result.trials().stream().filter(one -> one.last() != null).count();
        return "It is " + String.join(", ", settings) + ". " + tried + " settings were tried on "
                + Headline.data(files.run()) + ", "
                + Numbers.fixed(result.data().users(), 0) + " users and "
                + Numbers.fixed(result.data().items(), 0) + " items.";
    }

    private TuneAnswer.Tried won() {
        return result.trials().get(result.winner());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (result.isCut()) {
            warnings.add("Time was up before the search was through: what was tried longest until then decided.");
        }
        long diverged = result.trials().stream()
                .filter(one -> one.last() != null && one.last().valid() == null)
                .count();
        if (diverged > 0) {
            warnings.add(diverged + " of the settings let training diverge.");
        }
        return warnings;
    }
}

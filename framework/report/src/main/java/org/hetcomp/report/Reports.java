package org.hetcomp.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.TuneSpec;

/** Finds what there is to report of a path, and writes its page. */
public final class Reports {
    /** Name of a page beside what it is about. */
    public static final String PAGE = "report.html";

    private Reports() {}

    /**
     * Where the page of a path goes by default: into the folder, or beside the file.
     *
     * @param named a folder of a run or of a benchmark, or a benchmark's file
     */
    public static Path beside(Path named) {
        return Files.isDirectory(named) ? named.resolve(PAGE) : named.resolveSibling(PAGE);
    }

    /** Whether there is a page about the run in a folder; there is none about teachers by themselves. */
    public static boolean isAbout(Path run) {
        return List.of(RunSpec.COMMAND, CompareSpec.COMMAND, TuneSpec.COMMAND)
                .contains(RunRecord.read(run).command());
    }

    /**
     * Writes the page.
     *
     * @param named a folder of a run or of a benchmark, or a benchmark's file
     * @param alone a run without teachers to show beside that of {@code distill}; null for none
     * @param html the file to write
     * @throws DataException if there is nothing to report, or what there is cannot be used
     * @throws IOException if the page cannot be written
     */
    public static void write(Path named, Path alone, Path html) throws IOException {
        if (Files.isRegularFile(named.resolve(RunRecord.FILE))) {
            String command = RunRecord.read(named).command();
            if (command.equals(TuneSpec.COMMAND)) {
                requireNothing(alone, "a search has its trials beside one another");
                TuneReport.write(named, html);
            } else if (command.equals(CompareSpec.COMMAND)) {
                requireNothing(alone, "a comparison has its methods beside one another");
                if (RunRecord.read(named).isSurvey()) {
                    SurveyReport.write(named, html);
                } else {
                    CompareReport.write(named, html);
                }
            } else {
                RunReport.write(named, alone, html);
            }
            return;
        }
        Path results = Files.isDirectory(named) ? named.resolve(BenchResults.FILE) : named;
        if (!Files.isRegularFile(results)) {
            throw new DataException(
                    Files.exists(named) ? "neither a run nor a benchmark" : "no such folder",
                    named.toString(),
                    "name a folder that holds " + RunRecord.FILE + " or " + BenchResults.FILE);
        }
        requireNothing(alone, "a benchmark has no student to set beside");
        BenchReport.write(results, html);
    }

    private static void requireNothing(Path alone, String why) {
        if (alone != null) {
            throw new DataException(why, "--alone", "leave it out");
        }
    }
}

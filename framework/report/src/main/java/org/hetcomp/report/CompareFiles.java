package org.hetcomp.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.Evaluation;
import org.hetcomp.pipeline.MetricsFile;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.Trial;

/**
 * What the files of a finished run of {@code compare} say.
 *
 * @param files its {@code run.json} and the cards of teachers that it trained
 * @param result what it came to
 * @param curves evaluations of each method's students, those that are still there
 */
record CompareFiles(RunFiles files, CompareAnswer result, Map<String, List<List<Evaluation>>> curves) {
    /**
     * Reads them.
     *
     * @throws DataException if the folder is not that of such a run, or what it holds is not usable
     */
    static CompareFiles read(Path folder) {
        Path file = folder.resolve(RunRecord.FILE);
        RunRecord run = RunFiles.record(folder, CompareSpec.COMMAND);
        CompareAnswer result = run.result(CompareAnswer.class, folder);
        if (result == null) {
            throw new DataException(
                    "the comparison is not finished",
                    file.toString(),
                    "finish it: the same command with --out " + folder + " goes on");
        }
        if (!result.isComplete()) {
            throw RunFiles.damaged(file, null);
        }
        Map<String, List<List<Evaluation>>> curves = new LinkedHashMap<>();
        result.methods().forEach((method, trials) -> {
            List<List<Evaluation>> each = new ArrayList<>();
            for (Trial trial : trials.runs()) {
                each.add(curve(folder.resolve(trial.out())));
            }
            curves.put(method, each);
        });
        RunFiles files = new RunFiles(folder, run, null, List.of(), RunFiles.cards(folder.resolve("teachers")));
        return new CompareFiles(files, result, curves);
    }

    // A part that is not there any more has no curve.
    private static List<Evaluation> curve(Path part) {
        return new MetricsFile(part)
                .read(RunRecord.isIn(part) ? RunRecord.read(part).metricsSha256() : null);
    }

    /** Methods by what they find, most first. */
    List<String> ranked() {
        return result.methods().entrySet().stream()
                .sorted((a, b) -> Double.compare(
                        b.getValue().mean().r50(), a.getValue().mean().r50()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many seeds each method has. */
    int seeds() {
        return result.methods().values().iterator().next().runs().size();
    }
}

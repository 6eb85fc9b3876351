package org.hetcomp.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.Trial;
import org.hetcomp.pipeline.Trials;

/**
 * What the files of a finished run of {@code compare} say.
 *
 * @param files its {@code run.json} and the cards of teachers that it trained
 * @param result what it came to
 * @param curves evaluations of each method's students, those that are still there
 */
record CompareFiles(RunFiles files, Result result, Map<String, List<List<RunFiles.Evaluation>>> curves) {
    /** The command that makes such a run. */
    static final String COMMAND = "compare";

    /** {@code result} in {@code run.json}; the ensemble is null without teachers. */
    record Result(
            RunFiles.Counts data,
            RunFiles.Worth ensemble,
            LinkedHashMap<String, RunFiles.Worth> teachers,
            int dim,
            LinkedHashMap<String, Trials> methods,
            List<PairedDifference> tests,
            LinkedHashMap<String, Double> seconds,
            double peakMemoryMb) {
        private boolean isUsable() {
            return data != null
                    && teachers != null
                    && tests != null
                    && methods != null
                    && !methods.isEmpty()
                    && methods.values().stream().allMatch(Result::isUsable)
                    && (ensemble == null || ensemble.isComplete());
        }

        private static boolean isUsable(Trials trials) {
            return trials.mean() != null
                    && trials.runs() != null
                    && trials.runs().stream()
                            .allMatch(run -> run.valid() != null && run.test() != null && run.out() != null);
        }
    }

    private record Answer(Result result) {}

    /**
     * Reads them.
     *
     * @throws DataException if the folder is not that of such a run, or what it holds is not usable
     */
    static CompareFiles read(Path folder) {
        Path file = folder.resolve(RunFiles.RUN);
        RunFiles.Run run = RunFiles.run(folder, COMMAND);
        Result result = RunFiles.parse(file, RunFiles.text(file), Answer.class).result();
        if (result == null) {
            throw new DataException(
                    "the comparison is not finished",
                    file.toString(),
                    "finish it: the same command with --out " + folder + " goes on");
        }
        if (!result.isUsable()) {
            throw RunFiles.damaged(file, null);
        }
        Map<String, List<List<RunFiles.Evaluation>>> curves = new LinkedHashMap<>();
        result.methods().forEach((method, trials) -> {
            List<List<RunFiles.Evaluation>> each = new ArrayList<>();
            for (Trial trial : trials.runs()) {
                each.add(RunFiles.evaluations(folder.resolve(trial.out()).resolve("metrics.jsonl")));
            }
            curves.put(method, each);
        });
        RunFiles files = new RunFiles(folder, run, List.of(), RunFiles.cards(folder.resolve("teachers")));
        return new CompareFiles(files, result, curves);
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

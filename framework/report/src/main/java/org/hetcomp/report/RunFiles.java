package org.hetcomp.report;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.DistillAnswer;
import org.hetcomp.pipeline.Evaluation;
import org.hetcomp.pipeline.MetricsFile;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.teacher.TeacherFamilies;

/**
 * What the files of a run say.
 *
 * @param folder where it lies
 * @param run {@code run.json}
 * @param result what a run of {@code distill} came to; null while it is not finished
 * @param evaluations {@code metrics.jsonl}, by epoch
 * @param cards of the teachers that lie in the folder, by id
 */
record RunFiles(
        Path folder, RunRecord run, DistillAnswer result, List<Evaluation> evaluations, Map<String, Card> cards) {
    /**
     * Reads those of a run of {@code distill}.
     *
     * @throws DataException if the folder is not that of such a run, or what it holds is not usable
     */
    static RunFiles read(Path folder) {
        RunRecord run = record(folder, RunSpec.COMMAND);
        Path file = folder.resolve(RunRecord.FILE);
        DistillAnswer result = run.result(DistillAnswer.class, folder);
        if (result != null && !result.isComplete()) {
            throw damaged(file, null);
        }
        return new RunFiles(
                folder,
                run,
                result,
                new MetricsFile(folder).read(run.metricsSha256()),
                cards(folder.resolve("teachers")));
    }

    /** What {@code run.json} says, if that command made it. */
    static RunRecord record(Path folder, String command) {
        RunRecord run = RunRecord.read(folder);
        if (!run.command().equals(command)) {
            throw new DataException(
                    "a run of " + run.command() + ", which has no report",
                    folder.resolve(RunRecord.FILE).toString(),
                    "name a run of " + RunSpec.COMMAND + " or compare");
        }
        return run;
    }

    /** A setting as it is written; empty if there is none of that name. */
    String setting(String name) {
        JsonElement value = run.settings().get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** Whether the run trained its teachers itself; else they were read. */
    boolean hasTrainedTeachers() {
        return !cards.isEmpty();
    }

    boolean isComplete() {
        return result != null;
    }

    static Map<String, Card> cards(Path teachers) {
        Map<String, Card> cards = new LinkedHashMap<>();
        for (Path folder : folders(teachers)) {
            Card card = JsonText.read(folder.resolve(ModelFolder.CARD), "name an undamaged one")
                    .require("valid", "test")
                    .as(Json.GSON, Card.class);
            cards.put(name(folder), card);
        }
        return cards;
    }

    private static List<Path> folders(Path teachers) {
        try (Stream<Path> inside = Files.isDirectory(teachers) ? Files.list(teachers) : Stream.empty()) {
            return inside.filter(ModelFolder::isOne)
                    .sorted(Comparator.<Path>comparingInt(path -> TeacherFamilies.order(name(path)))
                            .thenComparing(RunFiles::name))
                    .toList();
        } catch (IOException e) {
            throw new DataException("cannot be read, " + e.getMessage(), teachers.toString(), "check the path", e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    static DataException damaged(Path file, Exception cause) {
        return new DataException(
                "something is missing, or another version wrote it", file.toString(), "name an undamaged one", cause);
    }
}

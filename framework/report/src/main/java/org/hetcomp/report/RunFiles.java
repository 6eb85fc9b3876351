package org.hetcomp.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.distill.Progress;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.pipeline.Machine;

/**
 * What the files of a run of {@code distill} say.
 *
 * @param folder where it lies
 * @param run {@code run.json}
 * @param evaluations {@code metrics.jsonl}, by epoch
 * @param cards of the teachers that lie in the folder, by id
 */
record RunFiles(Path folder, Run run, List<Evaluation> evaluations, Map<String, Card> cards) {
    /** Name of the file that makes a folder that of a run. */
    static final String RUN = "run.json";

    private static final String COMMAND = "distill";

    /** {@code run.json}; {@code result} is null while the run is not finished. */
    record Run(
            String command,
            String state,
            Card.Made made,
            String djl,
            DataSpec data,
            String dataSha256,
            String splitSha256,
            int users,
            int items,
            JsonObject settings,
            Machine machine,
            double seconds,
            String finished,
            Result result) {
        String setting(String name) {
            return settings.has(name) && settings.get(name).isJsonPrimitive()
                    ? settings.get(name).getAsString()
                    : "";
        }
    }

    /** What the run came to. */
    record Result(
            Counts data,
            LinkedHashMap<String, Worth> teachers,
            Worth ensemble,
            Worth student,
            int epochs,
            int bestEpoch,
            LinkedHashMap<String, Double> seconds,
            long peakMemoryMb) {}

    /** Sizes of the data. */
    record Counts(int users, int items, int train) {}

    /** How good a model is, and how large. */
    record Worth(Measures valid, Measures test, long parameters) {
        boolean isComplete() {
            return valid != null && test != null;
        }
    }

    /** A line of {@code metrics.jsonl}. */
    record Evaluation(
            int epoch,
            String phase,
            double loss,
            Measures valid,
            boolean best,
            LinkedHashMap<String, Double> selected,
            Progress.Seconds seconds) {}

    /**
     * Reads them.
     *
     * @throws DataException if the folder is not that of a run of {@code distill}, or what it holds is not usable
     */
    static RunFiles read(Path folder) {
        Run run = run(folder, COMMAND);
        if (!isUsable(run.result())) {
            throw damaged(folder.resolve(RUN), null);
        }
        return new RunFiles(
                folder, run, evaluations(folder.resolve("metrics.jsonl")), cards(folder.resolve("teachers")));
    }

    /** The command that made the run of a folder. */
    static String command(Path folder) {
        return run(folder).command();
    }

    private static Run run(Path folder) {
        Path file = folder.resolve(RUN);
        Run run = parse(file, text(file), Run.class);
        if (run == null || run.command() == null || run.state() == null) {
            throw damaged(file, null);
        }
        return run;
    }

    /** What {@code run.json} says, if that command made it. */
    static Run run(Path folder, String command) {
        Path file = folder.resolve(RUN);
        Run run = run(folder);
        if (!run.command().equals(command)) {
            throw new DataException(
                    "a run of " + run.command() + ", which has no report",
                    file.toString(),
                    "name a run of " + COMMAND + " or compare");
        }
        if (run.made() == null || run.data() == null || run.settings() == null) {
            throw damaged(file, null);
        }
        return run;
    }

    private static boolean isUsable(Result result) {
        return result == null
                || (result.student() != null
                        && result.student().isComplete()
                        && result.data() != null
                        && result.teachers() != null
                        && result.teachers().values().stream().allMatch(Worth::isComplete)
                        && (result.ensemble() == null || result.ensemble().isComplete())
                        && result.seconds() != null);
    }

    /** Whether the run trained its teachers itself; else they were read. */
    boolean hasTrainedTeachers() {
        return !cards.isEmpty();
    }

    boolean isComplete() {
        return run.result() != null;
    }

    /** All lines but one that was cut short. */
    static List<Evaluation> evaluations(Path file) {
        List<Evaluation> evaluations = new ArrayList<>();
        if (!Files.exists(file)) {
            return evaluations;
        }
        for (String line : text(file).lines().toList()) {
            try {
                Evaluation evaluation = Json.GSON.fromJson(line, Evaluation.class);
                if (evaluation == null || evaluation.valid() == null || evaluation.phase() == null) {
                    break;
                }
                evaluations.add(evaluation);
            } catch (JsonParseException e) {
                break;
            }
        }
        return evaluations;
    }

    static Map<String, Card> cards(Path teachers) {
        Map<String, Card> cards = new LinkedHashMap<>();
        for (String id : RunModels.familyIds()) {
            Path file = teachers.resolve(id).resolve("card.json");
            if (Files.exists(file)) {
                Card card = parse(file, text(file), Card.class);
                if (card == null || card.valid() == null || card.test() == null) {
                    throw damaged(file, null);
                }
                cards.put(id, card);
            }
        }
        return cards;
    }

    static <T> T parse(Path file, String text, Class<T> type) {
        try {
            return Json.GSON.fromJson(text, type);
        } catch (JsonParseException | ArithmeticException e) {
            throw damaged(file, e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new DataException("cannot be read, " + e.getMessage(), file.toString(), "check the path", e);
        }
    }

    static DataException damaged(Path file, Exception cause) {
        return new DataException(
                "something is missing, or another version wrote it", file.toString(), "name an undamaged one", cause);
    }
}

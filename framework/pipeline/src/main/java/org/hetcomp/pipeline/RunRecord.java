package org.hetcomp.pipeline;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Json;
import org.hetcomp.model.Provenance;
import org.hetcomp.model.Versions;

/**
 * {@code run.json}: what was asked for, on what, by what, and what came of it. Made by {@link #first}, {@link #spent} and
 * {@link #completed}, read by {@link #read}.
 *
 * @param format version of this layout
 * @param command what made it
 * @param state {@code unfinished} or {@code complete}
 * @param made what made it
 * @param djl DJL's version
 * @param machine what it was begun on; absent in records of earlier versions
 * @param data which data; of several sets the first, and {@link SurveySpec} has all
 * @param dataSha256 hash of what was read
 * @param splitSha256 hash of how it was divided
 * @param users number of users, of all sets
 * @param items number of items, of all sets
 * @param settings the {@link Spec} that decides the result
 * @param teachers files' hashes of teachers that were made elsewhere, by id
 * @param seconds spent so far
 * @param finished when, ISO 8601 in UTC; absent while unfinished
 * @param result what {@code --json} answers; absent while unfinished
 * @param specSha256 hash of what decides the result: command, settings, engine, division and teachers; absent in records
 *     of earlier versions
 * @param metricsSha256 hash of {@code metrics.jsonl}; absent while unfinished, and where there is no such file
 */
public record RunRecord(
        int format,
        String command,
        String state,
        Provenance made,
        String djl,
        Machine machine,
        DataSpec data,
        String dataSha256,
        String splitSha256,
        int users,
        int items,
        JsonObject settings,
        Map<String, String> teachers,
        double seconds,
        String finished,
        JsonObject result,
        String specSha256,
        String metricsSha256) {
    /** Name of the file that makes a folder that of a run. */
    public static final String FILE = "run.json";

    private static final int FORMAT = 1;
    private static final String ADVICE = "name an undamaged one, or begin a new run";
    private static final String UNFINISHED = "unfinished";
    private static final String COMPLETE = "complete";

    /** The record of a run that begins. */
    static RunRecord first(Spec spec, Provenance made, Inputs from) {
        RunRecord begun = new RunRecord(
                FORMAT,
                spec.command(),
                UNFINISHED,
                made,
                Versions.djl(),
                Machine.here(),
                from.data(),
                from.dataSha256(),
                from.splitSha256(),
                from.users(),
                from.items(),
                spec.json(),
                from.teachers(),
                0,
                null,
                null,
                null,
                null);
        return begun.with(UNFINISHED, 0, null, null, begun.fingerprint(), null);
    }

    /** Whether a folder is that of a run. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * What {@code run.json} of a folder says.
     *
     * @throws DataException if it is not there or not usable
     */
    public static RunRecord read(Path folder) {
        Path file = folder.resolve(FILE);
        RunRecord read = JsonText.read(file, ADVICE)
                .require(
                        "format",
                        "command",
                        "state",
                        "made.engine",
                        "made.device",
                        "made.threads",
                        "data",
                        "splitSha256",
                        "settings",
                        "teachers")
                .as(Json.GSON, RunRecord.class);
        if (read.format != FORMAT) {
            throw new DataException(
                    "the file is of layout " + read.format + ", not " + FORMAT, file.toString(), ADVICE);
        }
        if (read.specSha256 != null && !read.specSha256.equals(read.fingerprint())) {
            throw new DataException(
                    "what the run was begun with is not what was written down then: key settings, made.engine, "
                            + "splitSha256 or teachers",
                    file.toString(),
                    "bring the file back, or begin a new run");
        }
        return read;
    }

    /** What decides the result, as a hash. */
    String fingerprint() {
        String all =
                String.join("\n", command, settings.toString(), made.engine(), splitSha256, Json.GSON.toJson(teachers));
        return Hashes.of(all.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The settings of a run of {@code distill}.
     *
     * @param folder of the run, for messages
     * @throws DataException if they are none
     */
    public RunSpec runSpec(Path folder) {
        return part(settings, folder, "settings").as(Spec.gson(), RunSpec.class);
    }

    /** The same of a run of {@code teachers}. */
    public TeacherSpec teacherSpec(Path folder) {
        return part(settings, folder, "settings").as(Spec.gson(), TeacherSpec.class);
    }

    /** By what its models were judged. */
    public Judging judging() {
        return Judging.of(settings.get("judging"));
    }

    /** The same of a run of {@code tune}. */
    public TuneSpec tuneSpec(Path folder) {
        return TuneSpec.of(part(settings, folder, "settings"));
    }

    /** The same of a run of {@code compare}. */
    public CompareSpec compareSpec(Path folder) {
        return CompareSpec.of(part(settings, folder, "settings"));
    }

    /** Whether it is a run of {@code compare} on several data sets or dimensions. */
    public boolean isSurvey() {
        return command.equals(CompareSpec.COMMAND) && settings.has(SurveySpec.SETS);
    }

    /** The settings of such a run. */
    public SurveySpec surveySpec(Path folder) {
        return SurveySpec.of(part(settings, folder, "settings"));
    }

    /** What the run came to, as the record that its command answers with; null while it is unfinished. */
    public <T> T result(Class<T> type, Path folder) {
        return result == null ? null : part(result, folder, "result").as(Json.GSON, type);
    }

    /** How the run's teachers are weighed; null while it is unfinished, and where nothing was chosen. */
    Weights weights(Path folder) {
        boolean has = isComplete() && result != null && result.get("weights") instanceof JsonObject;
        return has
                ? part(result.getAsJsonObject("weights"), folder, "result.weights")
                        .as(Json.GSON, Weights.class)
                : null;
    }

    private static JsonText part(JsonObject part, Path folder, String name) {
        return new JsonText(part.toString(), folder.resolve(FILE) + ", " + name, ADVICE);
    }

    /**
     * Checks that what is asked for is what the run was begun with.
     *
     * @param asked the record of the run as it would begin now
     * @param where what named the folder: an option, or the folder
     * @throws DataException if it is not
     */
    void requireSame(RunRecord asked, Path folder, String where) {
        if (!command.equals(asked.command)) {
            throw other("is one of " + command + ", not of " + asked.command, "", folder, where);
        }
        List<SpecDifference> differences = SpecDifference.between(settings, asked.settings);
        if (!differences.isEmpty()) {
            SpecDifference first = differences.get(0);
            throw other(
                    "has other " + first.name() + " than asked for",
                    "it has " + first.there() + ", not " + first.asked() + "; ",
                    folder,
                    where);
        }
        if (!made.engine().equals(asked.made.engine())) {
            throw other(
                    "has another engine than asked for",
                    "it has " + made.engine() + ", not " + asked.made.engine() + "; ",
                    folder,
                    where);
        }
        if (!splitSha256.equals(asked.splitSha256)) {
            throw new DataException("the data has changed since the run began", folder.toString(), "begin a new run");
        }
        if (!teachers.equals(asked.teachers)) {
            throw new DataException(
                    "the teachers have changed since the run began", folder.toString(), "begin a new run");
        }
    }

    private static DataException other(String what, String facts, Path folder, String where) {
        return new DataException(
                "the run in " + folder + " " + what,
                where,
                facts + "give the options that it was begun with, or name another folder");
    }

    /** Whether the run has finished. */
    public boolean isComplete() {
        return state.equals(COMPLETE);
    }

    /** The same after more time. */
    RunRecord spent(double moreSeconds) {
        return with(state, seconds + moreSeconds, finished, result, specSha256, metricsSha256);
    }

    /**
     * The same at its end.
     *
     * @param metrics hash of {@code metrics.jsonl}; null if there is none
     */
    RunRecord completed(double moreSeconds, String time, Object answer, String metrics) {
        return with(
                COMPLETE,
                seconds + moreSeconds,
                time,
                Json.GSON.toJsonTree(answer).getAsJsonObject(),
                specSha256,
                metrics);
    }

    private RunRecord with(
            String nextState, double allSeconds, String time, JsonObject answer, String spec, String metrics) {
        return new RunRecord(
                format,
                command,
                nextState,
                made,
                djl,
                machine,
                data,
                dataSha256,
                splitSha256,
                users,
                items,
                settings,
                teachers,
                allSeconds,
                time,
                answer,
                spec,
                metrics);
    }
}

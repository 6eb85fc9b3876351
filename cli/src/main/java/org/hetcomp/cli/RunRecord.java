package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Machine;

/**
 * {@code run.json}: what was asked for, on what, by what, and what came of it.
 *
 * @param format version of this layout
 * @param command what made it
 * @param state {@code unfinished} or {@code complete}
 * @param made what made it
 * @param djl DJL's version
 * @param machine what it was begun on; absent in records of earlier versions
 * @param data which data
 * @param dataSha256 hash of what was read
 * @param splitSha256 hash of how it was divided
 * @param users number of users
 * @param items number of items
 * @param settings the resolved options that decide the result
 * @param teachers split and parameters' hashes of teachers that were trained elsewhere, by id
 * @param seconds spent so far
 * @param finished when, ISO 8601 in UTC; absent while unfinished
 * @param result what {@code --json} answers; absent while unfinished
 */
record RunRecord(
        int format,
        String command,
        String state,
        Card.Made made,
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
        JsonObject result) {
    static final int FORMAT = 1;
    static final String UNFINISHED = "unfinished";
    static final String COMPLETE = "complete";

    /**
     * The record of a run that begins.
     *
     * @param settings what decides its result
     * @param given teachers that were trained elsewhere
     */
    static RunRecord first(
            String command,
            Card.Made made,
            DataSpec source,
            Dataset data,
            JsonObject settings,
            List<ModelFolder> given) {
        return new RunRecord(
                FORMAT,
                command,
                UNFINISHED,
                made,
                Versions.djl(),
                Machine.here(),
                source,
                data.sha256(),
                data.splitSha256(),
                data.users().size(),
                data.items().size(),
                settings,
                hashes(given),
                0,
                null,
                null);
    }

    private static Map<String, String> hashes(List<ModelFolder> teachers) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (ModelFolder teacher : teachers) {
            hashes.put(teacher.card().id(), Json.GSON.toJson(teacher.card().files()));
        }
        return hashes;
    }

    /** Checks that data and teachers still are those that the run began with. */
    void requireSame(Path folder, Dataset nowData, List<ModelFolder> given) {
        if (!splitSha256.equals(nowData.splitSha256())) {
            throw new DataException(
                    "the data has changed since the run began", folder.toString(), "begin a new run");
        }
        if (!teachers.equals(hashes(given))) {
            throw new DataException(
                    "the teachers have changed since the run began", folder.toString(), "begin a new run");
        }
    }

    boolean isComplete() {
        return state.equals(COMPLETE);
    }

    /** The same after more time. */
    RunRecord spent(double moreSeconds) {
        return new RunRecord(
                format, command, state, made, djl, machine, data, dataSha256, splitSha256, users, items, settings,
                teachers, seconds + moreSeconds, finished, result);
    }

    /** The same at its end. */
    RunRecord completed(double moreSeconds, String time, JsonObject answer) {
        return new RunRecord(
                format, command, COMPLETE, made, djl, machine, data, dataSha256, splitSha256, users, items, settings,
                teachers, seconds + moreSeconds, time, answer);
    }
}

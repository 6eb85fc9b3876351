package org.hetcomp.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.model.Json;
import org.hetcomp.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run. Every file in it is there whole or not at all, so that a run that was killed can go on; a run
 * that fails before it has anything worth keeping leaves no folder.
 */
final class RunFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final String RUN = "run.json";
    private static final String METRICS = "metrics.jsonl";
    private static final Pattern ASIDE = Pattern.compile("\\..*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path folder;
    private RunRecord record;
    private boolean created;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** A folder that has nothing in it yet, or is not there. */
    static RunFolder fresh(Path folder) {
        return new RunFolder(folder);
    }

    /** The folder of a run, rid of what a killed process was writing aside. */
    static RunFolder existing(Path folder) {
        RunFolder run = new RunFolder(folder);
        run.record = read(folder);
        run.sweep();
        return run;
    }

    /** Whether a folder is that of a run. */
    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(RUN));
    }

    private static CommandException cannotWrite(String folder, IOException e) {
        return CommandException.usage(
                "cannot write to " + folder + ", " + e.getClass().getSimpleName(), "--out", "name another folder");
    }

    /** What {@code run.json} of a folder says. */
    static RunRecord read(Path folder) {
        Path file = folder.resolve(RUN);
        try {
            RunRecord read = Json.GSON.fromJson(Files.readString(file), RunRecord.class);
            if (read != null && read.format() == RunRecord.FORMAT && read.state() != null && read.settings() != null
                    && read.data() != null) {
                return read;
            }
            throw new JsonParseException("something is missing, or another version wrote it");
        } catch (IOException | JsonParseException e) {
            throw CommandException.usage("not usable, " + e.getMessage(), file.toString(), "begin a new run");
        }
    }

    /** Makes the folder, before any work is done. */
    void begin(RunRecord first) throws IOException {
        try {
            created = !Files.exists(folder);
            Files.createDirectories(folder);
            if (record != null && !isSame(record, first)) {
                AtomicFolder.delete(teachers());
            }
            record(first);
        } catch (IOException e) {
            abandon();
            throw cannotWrite(folder.toString(), e);
        }
    }

    private static boolean isSame(RunRecord one, RunRecord other) {
        return one.settings().equals(other.settings())
                && one.splitSha256().equals(other.splitSha256())
                && one.made().engine().equals(other.made().engine());
    }

    /** Deletes what a killed process was writing aside. */
    private void sweep() {
        for (Path place : List.of(folder, teachers(), checkpoint().getParent())) {
            try (Stream<Path> inside = Files.isDirectory(place) ? Files.list(place) : Stream.empty()) {
                for (Path path : inside.filter(p -> ASIDE.matcher(p.getFileName().toString()).matches()).toList()) {
                    AtomicFolder.delete(path);
                }
            } catch (IOException e) {
                throw cannotWrite(place.toString(), e);
            }
        }
    }

    /** The folder of a run that is part of this one, begun or not. */
    RunFolder part(String name) {
        Path place = folder.resolve(name);
        return isRun(place) ? existing(place) : fresh(place);
    }

    /** Where it lies, as the user wrote it. */
    Path folder() {
        return folder;
    }

    Path teachers() {
        return folder.resolve("teachers");
    }

    Path student() {
        return folder.resolve("student");
    }

    /** The distiller's state. */
    Path checkpoint() {
        return folder.resolve("checkpoint").resolve("state.safetensors");
    }

    /** What {@code run.json} says. */
    RunRecord record() {
        return record;
    }

    /** Rewrites {@code run.json}. */
    void record(RunRecord next) throws IOException {
        AtomicFile.write(folder.resolve(RUN), Json.PRETTY.toJson(next) + "\n");
        record = next;
    }

    /** Appends a line to {@code metrics.jsonl}. */
    void metrics(JsonObject line) throws IOException {
        Files.writeString(
                folder.resolve(METRICS),
                Json.GSON.toJson(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Takes away lines of {@code metrics.jsonl} that come after an epoch, and one that was cut short. */
    void forgetMetricsAfter(int epoch) throws IOException {
        Path file = folder.resolve(METRICS);
        if (!Files.exists(file)) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                if (JsonParser.parseString(line).getAsJsonObject().get("epoch").getAsInt() <= epoch) {
                    kept.add(line + "\n");
                }
            } catch (JsonParseException | IllegalStateException e) {
                break;
            }
        }
        AtomicFile.write(file, String.join("", kept));
    }

    /** The page about the run. */
    Path page() {
        return folder.resolve(Reports.PAGE);
    }

    /** Writes the page. What it is about lies safe by then: a page that cannot be written is told, and fails nothing. */
    void report() {
        try {
            Reports.write(folder, null, page());
        } catch (IOException | RuntimeException e) {
            LOG.warn("the report could not be written: {}", e.getMessage());
        }
    }

    /** The run is done: what only a resumed run needs goes. */
    void complete(RunRecord last) throws IOException {
        record(last);
        AtomicFolder.delete(folder.resolve("checkpoint"));
    }

    /**
     * Takes the folder away if this process made it and nothing was finished in it; returns whether there is something
     * to go on with.
     */
    boolean abandon() {
        if (Files.exists(checkpoint()) || Files.exists(teachers()) || hasParts()) {
            return true;
        }
        try {
            if (created) {
                AtomicFolder.delete(folder);
            } else {
                Files.deleteIfExists(folder.resolve(RUN));
                Files.deleteIfExists(folder.resolve(METRICS));
            }
        } catch (IOException e) {
            // The failure that led here is what the user is told.
            return false;
        }
        return false;
    }

    /** The same; what there is to go on with is told the time that was spent on it. */
    void abandon(double seconds) throws IOException {
        if (abandon()) {
            record(record.spent(seconds));
        }
    }

    private boolean hasParts() {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return inside.anyMatch(RunFolder::isRun);
        } catch (IOException e) {
            return true;
        }
    }
}

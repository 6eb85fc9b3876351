package org.hetcomp.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.model.Json;

/** The files of {@code bench}: results that are written, and those of an earlier run. */
final class BenchFiles {
    /** The name of the file in the folder of {@code --out}. */
    static final String RESULTS = "results.json";

    private BenchFiles() {}

    /** The file to write, which is not there yet; null if none is wanted. */
    static Path out(Arguments arguments) {
        String given = arguments.text("out", null);
        if (given == null) {
            return null;
        }
        Path file = Path.of(given).resolve(RESULTS);
        if (Files.exists(file)) {
            throw CommandException.usage(file + " exists already", "--out", "name another folder");
        }
        Path there = Path.of(given).toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw CommandException.usage(
                    "cannot write to " + Arguments.quote(given), "--out", "name a folder that you may write");
        }
        return file;
    }

    /** Writes results for people and programs to read. */
    static void write(Path file, JsonObject answer) throws IOException {
        AtomicFile.write(file, Json.PRETTY.toJson(answer) + "\n");
    }

    /** Reads what an earlier run wrote; null if none was named. */
    static JsonObject baseline(Arguments arguments) {
        String given = arguments.text("baseline", null);
        if (given == null) {
            return null;
        }
        try {
            JsonObject json = Json.GSON.fromJson(Files.readString(Path.of(given)), JsonObject.class);
            if (json != null && json.has("results") && json.has("format")) {
                if (json.get("format").getAsInt() == BenchAnswer.FORMAT) {
                    return json;
                }
                throw CommandException.usage(
                        "the file is of layout " + json.get("format") + ", not " + BenchAnswer.FORMAT,
                        given,
                        "measure the baseline again");
            }
        } catch (IOException | JsonParseException | NumberFormatException e) {
            throw CommandException.usage(
                    "cannot read " + Arguments.quote(given), "--baseline", "name the results.json of an earlier run");
        }
        throw CommandException.usage("no results of bench", given, "name the results.json of an earlier run");
    }

    /** Takes a folder away with all that it holds. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}

package org.hetcomp.pipeline;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;

/** {@code metrics.jsonl} of a run: an {@link Evaluation} a line, in the order of the epochs. */
public final class MetricsFile {
    /** Its name in the folder of a run. */
    public static final String FILE = "metrics.jsonl";

    private final Path file;

    /** That of the run in a folder; it may be missing. */
    public MetricsFile(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** Appends a line. */
    void append(Evaluation evaluation) throws IOException {
        Files.writeString(
                file,
                Json.GSON.toJson(evaluation) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * All lines but one that was cut short, and what comes after it.
     *
     * @throws DataException if the file cannot be read
     */
    public List<Evaluation> read() {
        List<Evaluation> evaluations = new ArrayList<>();
        if (!Files.exists(file)) {
            return evaluations;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                Evaluation evaluation = Json.GSON.fromJson(line, Evaluation.class);
                if (evaluation == null || !evaluation.isComplete()) {
                    break;
                }
                evaluations.add(evaluation);
            }
        } catch (JsonParseException e) {
            return evaluations;
        } catch (CharacterCodingException e) {
            throw new DataException("the file is not in UTF-8", file.toString(), "name an undamaged run", e);
        } catch (IOException e) {
            throw new DataException("cannot be read, " + e.getMessage(), file.toString(), "check the path", e);
        }
        return evaluations;
    }

    /** Takes away what comes after an epoch, and a line that was cut short. */
    void cutAfter(int epoch) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        StringBuilder kept = new StringBuilder();
        for (Evaluation evaluation : read()) {
            if (evaluation.epoch() <= epoch) {
                kept.append(Json.GSON.toJson(evaluation)).append('\n');
            }
        }
        AtomicFile.write(file, kept.toString());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}

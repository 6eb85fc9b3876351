package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Json;

/** {@code metrics.jsonl} of a run: an {@link Evaluation} a line, in the order of the epochs. */
public final class MetricsFile {
    /** Its name in the folder of a run. */
    public static final String FILE = "metrics.jsonl";

    private static final String ADVICE = "name an undamaged run";

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
     * All lines but a last one that was cut short.
     *
     * @throws DataException if the file cannot be read, or another line is damaged
     */
    public List<Evaluation> read() {
        List<Evaluation> evaluations = new ArrayList<>();
        String text = text();
        for (int from = 0, line = 1; text.indexOf('\n', from) >= 0; line++) {
            int end = text.indexOf('\n', from);
            evaluations.add(new JsonText(text.substring(from, end), file + ":" + line, ADVICE)
                    .require("epoch", "phase", "loss", "valid", "seconds")
                    .as(Json.GSON, Evaluation.class));
            from = end + 1;
        }
        return evaluations;
    }

    /**
     * The same of a run that has finished.
     *
     * @param sha256 hash of the file as {@code run.json} has it; null if that has none
     * @throws DataException if it is another one
     */
    public List<Evaluation> read(String sha256) {
        if (sha256 != null && !sha256.equals(hash(bytes(), Long.MAX_VALUE))) {
            throw new DataException("the file is not the one that the run has written", file.toString(), ADVICE);
        }
        return read();
    }

    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DataException("the file is not in UTF-8", file.toString(), ADVICE, e);
        }
    }

    private byte[] bytes() {
        try {
            if (!Files.exists(file)) {
                return new byte[0];
            }
            if (!Files.isRegularFile(file) || Files.size(file) > JsonText.LARGEST) {
                throw new DataException("no plain file, or far too long", file.toString(), ADVICE);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException("cannot be read, " + e.getMessage(), file.toString(), "check the path", e);
        }
    }

    private static String hash(byte[] bytes, long length) {
        return Hashes.of(Arrays.copyOf(bytes, (int) Math.min(length, bytes.length)));
    }

    /** Hash of the file; null if there is none. */
    String sha256() {
        return Files.exists(file) ? hash(bytes(), Long.MAX_VALUE) : null;
    }

    /** How far the file goes now, by which it can be told later whether that much is still what it was. */
    String mark() throws IOException {
        byte[] bytes = bytes();
        if (bytes.length > 0) {
            // What a checkpoint vouches for must not be lost with power when the checkpoint is not.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        return bytes.length + ":" + hash(bytes, bytes.length);
    }

    /** Whether the file begins as it did when it was marked. */
    boolean begins(String mark) {
        byte[] bytes = bytes();
        return mark != null
                && length(mark) <= bytes.length
                && mark.equals(length(mark) + ":" + hash(bytes, length(mark)));
    }

    /** Takes away what came after it was marked. */
    void cutTo(String mark) throws IOException {
        byte[] kept = Arrays.copyOf(bytes(), (int) length(mark));
        if (Files.exists(file)) {
            AtomicFile.write(file, new String(kept, StandardCharsets.UTF_8));
        }
    }

    private static long length(String mark) {
        String digits = mark.replaceFirst(":.*", "");
        return digits.matches("[0-9]{1,9}") ? Long.parseLong(digits) : Long.MAX_VALUE;
    }

    /** Takes what another one has in place of its own. */
    void copy(MetricsFile other) throws IOException {
        AtomicFile.write(file, other.text());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}

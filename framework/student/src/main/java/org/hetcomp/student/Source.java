package org.hetcomp.student;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a student's files are found: asked for by names that this package knows, never by names found in a file. */
interface Source extends Closeable {
    String CARD = "card.json";
    String TENSORS = "student.safetensors";
    String USERS = "users.tsv";
    String ITEMS = "items.tsv";
    String SEEN = "seen.safetensors";
    String ENCODER = "encoder.safetensors";

    /**
     * A file's bytes.
     *
     * @throws StudentException if it is not there
     */
    Content content(String name) throws IOException;

    /**
     * A student's folder, that of the run that made it, or a student's archive. Of a run's students it is the one that is to be
     * used: that which has learned from all pairs, if there is one.
     *
     * @throws StudentException if there is none of these
     */
    static Source at(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return new Archive(path);
        }
        Path folder = Stream.of(path, path.resolve("refit").resolve("student"), path.resolve("student"))
                .filter(place -> Files.exists(place.resolve(CARD)))
                .findFirst()
                .orElse(path);
        if (!Files.isRegularFile(folder.resolve(CARD))) {
            throw new StudentException(
                    Files.exists(path)
                            ? "no student there, " + CARD + " is missing"
                            : "there is no such file or folder",
                    path.toString(),
                    "name a student's folder or archive, or the folder of a run");
        }
        return new Folder(folder);
    }
}

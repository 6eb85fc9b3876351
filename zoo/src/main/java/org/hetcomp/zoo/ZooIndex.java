package org.hetcomp.zoo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Json;
import org.hetcomp.model.Names;

/**
 * {@code index.json} at the root of a repository: what is in it, which a web server does not tell.
 *
 * @param format version of the repository's layout
 * @param artifacts ids of the models, sorted
 */
record ZooIndex(int format, List<String> artifacts) {
    static final int FORMAT = 1;
    static final String FILE = "index.json";

    /** That of a store; null if it has none. */
    static ZooIndex read(Store store) {
        byte[] bytes = store.small(FILE, Limits.Name.INDEX);
        if (bytes == null) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        ZooIndex index = new JsonText(text, store.at(FILE), "no index of a repository", "check the address")
                .require("format", "artifacts")
                .as(Json.GSON, ZooIndex.class);
        if (index.format != FORMAT) {
            throw new DataException(
                    "the repository is of layout " + index.format + ", not " + FORMAT,
                    store.at(FILE),
                    "use a newer version of hetcomp");
        }
        return index;
    }

    /** Those that are names of models. */
    List<String> sound() {
        return artifacts.stream().filter(Names::isId).distinct().toList();
    }

    /** What is said of the others; none where there are none. */
    List<DataException> broken(String where) {
        return artifacts.stream()
                .filter(id -> !Names.isId(id))
                .map(id -> new DataException(
                        DataException.quote(String.valueOf(id)) + " is listed, and is no name of a model",
                        where,
                        "tell its keeper"))
                .toList();
    }

    /** Writes it in one step. */
    void write(Path root) throws IOException {
        AtomicFile.write(root.resolve(FILE), Json.PRETTY.toJson(this) + "\n");
    }
}

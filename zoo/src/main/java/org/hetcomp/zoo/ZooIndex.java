package org.hetcomp.zoo;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;

/**
 * {@code index.json} at the root of a repository: what is in it, which a web server does not tell.
 *
 * @param format version of the repository's layout
 * @param artifacts ids of the models, sorted
 */
record ZooIndex(int format, List<String> artifacts) {
    static final int FORMAT = 1;
    static final String FILE = "index.json";

    /** What an id looks like; it names folders here and there. */
    static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /** What a version looks like. */
    static final String VERSION = "[0-9]{1,9}(\\.[0-9]{1,9}){0,3}";

    /** That of a store; null if it has none. */
    static ZooIndex read(Store store) {
        String text = store.text(FILE);
        if (text == null) {
            return null;
        }
        ZooIndex index;
        try {
            index = Json.GSON.fromJson(text, ZooIndex.class);
        } catch (JsonParseException e) {
            index = null;
        }
        if (index == null || index.artifacts == null
                || index.artifacts.stream().anyMatch(id -> id == null || !id.matches(ID))) {
            throw new DataException("no index of a repository", store.at(FILE), "check the address");
        }
        if (index.format != FORMAT) {
            throw new DataException(
                    "the repository is of layout " + index.format + ", not " + FORMAT,
                    store.at(FILE),
                    "use a newer version of hetcomp");
        }
        return index;
    }

    /** Writes it in one step. */
    void write(Path root) throws IOException {
        AtomicFile.write(root.resolve(FILE), Json.PRETTY.toJson(this) + "\n");
    }
}

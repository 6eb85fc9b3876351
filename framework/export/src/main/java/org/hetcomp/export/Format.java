package org.hetcomp.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How the files of a target are written. */
interface Format {
    /**
     * Writes all files of a target into a folder that is there.
     *
     * @return what the person who exports has to know, a line each
     * @throws org.hetcomp.io.DataException if the target cannot hold what there is
     */
    List<String> write(Path folder, Content content) throws IOException;

    /**
     * Checks an id.
     *
     * @return why the target cannot hold it, null if it can
     */
    default String refusal(String id) {
        return null;
    }
}

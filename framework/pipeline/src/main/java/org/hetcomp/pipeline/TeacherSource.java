package org.hetcomp.pipeline;

import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;

/** Where teachers come from that were made before: a folder, or whatever implements this (the zoo does). */
public interface TeacherSource {
    /** How {@code run.json} names it, settled: with it the same teachers are found again. */
    String word();

    /**
     * Finds them.
     *
     * @return at least one teacher
     * @throws DataException if there is none, or one cannot be used
     */
    List<ModelFolder> open();

    /** The teachers in a folder of theirs, in that of a run, or the one that the folder is. */
    static TeacherSource folder(Path folder) {
        return new FolderSource(folder.toAbsolutePath().normalize());
    }
}

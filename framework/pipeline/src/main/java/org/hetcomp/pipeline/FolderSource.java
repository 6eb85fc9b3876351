package org.hetcomp.pipeline;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;

/** Teachers that lie in a folder. */
record FolderSource(Path folder) implements TeacherSource {
    @Override
    public String word() {
        return folder.toString();
    }

    @Override
    public List<ModelFolder> open() {
        List<ModelFolder> found;
        try {
            found = TeacherSet.find(folder);
        } catch (UncheckedIOException e) {
            throw new DataException("cannot read " + folder, "--teachers", "name a folder of teachers", e);
        }
        if (found.isEmpty()) {
            throw new DataException(
                    "no teacher in " + folder, "--teachers", "name the folder of a run, or of teachers");
        }
        return found;
    }
}

package org.hetcomp.serve;

import java.nio.file.Path;
import org.hetcomp.student.Student;

/**
 * A student in a folder, that of a run, or an archive.
 *
 * @param path where it lies; what a symbolic link there names is looked up anew for every version
 * @param keepSeen whether what users had is recommended too
 */
public record StudentOrigin(Path path, boolean keepSeen) implements Origin {
    @Override
    public String where() {
        return path.toString();
    }

    @Override
    public String version() {
        return Student.version(path);
    }

    @Override
    public Served open() {
        return ServedStudent.open(path, keepSeen);
    }
}

package org.hetcomp.zoo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.TeacherSource;
import org.hetcomp.teacher.TeacherFamilies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Teachers of a zoo, a model or those of a set; pulled when they are opened. */
public final class ZooTeachers implements TeacherSource {
    /** How words for them begin. */
    public static final String PREFIX = "zoo:";

    private static final Logger LOG = LoggerFactory.getLogger(ZooTeachers.class);

    private final List<ZooEntry> entries;

    private ZooTeachers(List<ZooEntry> entries) {
        this.entries = entries;
    }

    /** Whether a word names something in the zoo. */
    public static boolean isOne(String word) {
        return word.startsWith(PREFIX);
    }

    /**
     * Finds what a name stands for, in its newest version if it names none.
     *
     * @param name of a model or a set, {@code @VERSION} may follow
     * @param where what named it, for messages
     * @throws DataException if there is no such teacher
     */
    public static ZooTeachers of(Zoo zoo, String name, String where) {
        List<ZooEntry> teachers = zoo.find(name).stream()
                .filter(ZooEntry::isTeacher)
                .sorted(Comparator.comparingInt(
                        entry -> TeacherFamilies.order(entry.summary().family())))
                .toList();
        if (teachers.isEmpty()) {
            throw new DataException(PREFIX + name + " has no teacher", where, "name teachers, as zoo list shows them");
        }
        return new ZooTeachers(teachers);
    }

    @Override
    public String word() {
        return String.join(
                ",", entries.stream().map(entry -> PREFIX + entry.name()).toList());
    }

    @Override
    public List<ModelFolder> open() {
        List<ModelFolder> found = new ArrayList<>();
        for (ZooEntry entry : entries) {
            LOG.info(
                    "teacher {} from the repository {}",
                    entry.name(),
                    entry.repository().getName());
            found.add(entry.pull());
        }
        return found;
    }
}

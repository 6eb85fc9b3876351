package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.SetSpec;
import org.hetcomp.pipeline.TeacherSource;
import org.hetcomp.pipeline.Teachers;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.zoo.Access;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooTeachers;

/**
 * Teachers as users name them, separated by commas: folders and {@code zoo:NAME} of those that were made before, and
 * {@code train} for those that the run trains itself. In a run they are written down settled, with absolute paths and
 * with the version of each model, so that the run can go on with the same.
 */
final class TeacherSources {
    private static final String OPTION = "--teachers";

    private TeacherSources() {}

    /** Settles what was given. */
    static String settled(String given, Zoo zoo) {
        return words(given).stream()
                .map(word ->
                        word.equals(RunSpec.TRAIN) ? word : source(word, zoo).word())
                .collect(Collectors.joining(","));
    }

    /** Whether some are to be trained. */
    static boolean train(String settled) {
        return words(settled).contains(RunSpec.TRAIN);
    }

    /** Who teaches in a run of that specification; those of repositories are taken on the terms of this call. */
    static Teachers of(RunSpec spec, Access access) {
        return of(new SetSpec(spec.data(), spec.teachers(), spec.families()), spec.repository(), access);
    }

    /** The same on one of several data sets. */
    static Teachers of(SetSpec set, String repositories, Access access) {
        List<TeacherFamily> families = set.families().isEmpty()
                ? List.of()
                : Teachers.train(set.families().toArray(String[]::new)).families();
        return new Teachers(families, sources(set.teachers(), repositories, access));
    }

    /** Where those are that were made before. */
    static List<TeacherSource> sources(String settled, String repositories, Access access) {
        List<TeacherSource> sources = new ArrayList<>();
        for (String word : words(settled)) {
            if (!word.equals(RunSpec.TRAIN)) {
                sources.add(source(word, ZooOptions.zoo(repositories == null ? "" : repositories, access)));
            }
        }
        return sources;
    }

    private static TeacherSource source(String word, Zoo zoo) {
        if (ZooTeachers.isOne(word)) {
            return ZooTeachers.of(zoo, word.substring(ZooTeachers.PREFIX.length()), OPTION);
        }
        if (!Files.isDirectory(Path.of(word))) {
            throw CommandException.usage(
                    "no such folder as " + Arguments.quote(word),
                    OPTION,
                    "name one, zoo:NAME of what zoo list shows, several separated by commas, or take train");
        }
        return TeacherSource.folder(Path.of(word));
    }

    private static List<String> words(String given) {
        // A folder may have a comma in its name.
        return !given.isEmpty() && Files.isDirectory(Path.of(given))
                ? List.of(given)
                : Arrays.stream(given.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}

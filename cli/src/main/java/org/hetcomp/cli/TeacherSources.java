package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teachers as users name them, separated by commas: folders and {@code zoo:NAME} of those that were made before, and
 * {@code train} for those that the run trains itself. In a run they are written down settled, with absolute paths and
 * with the version of each model, so that the run can go on with the same.
 */
final class TeacherSources {
    private static final Logger LOG = LoggerFactory.getLogger(TeacherSources.class);
    private static final String ZOO = "zoo:";

    private TeacherSources() {}

    /** Whether a word names something in the zoo. */
    static boolean isZoo(String word) {
        return word.startsWith(ZOO);
    }

    /** What a name in the zoo stands for. */
    static List<ZooEntry> find(String word, Zoo zoo) {
        return zoo.find(word.substring(ZOO.length()));
    }

    /** Settles what was given. */
    static String settled(String given, Zoo zoo, String option) {
        return words(given).stream()
                .flatMap(word -> {
                    if (isZoo(word)) {
                        return teachers(find(word, zoo), word, option).stream().map(entry -> ZOO + entry.name());
                    }
                    return Stream.of(word.equals(Settings.TRAIN) ? word : folder(word, option).toString());
                })
                .collect(Collectors.joining(","));
    }

    /** Whether some are to be trained. */
    static boolean train(String settled) {
        return words(settled).contains(Settings.TRAIN);
    }

    private static List<String> words(String given) {
        // A folder may have a comma in its name.
        return Files.isDirectory(Path.of(given))
                ? List.of(given)
                : Arrays.stream(given.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    private static Path folder(String word, String option) {
        Path path = Path.of(word);
        if (!Files.isDirectory(path)) {
            throw CommandException.usage(
                    "no such folder as " + Arguments.quote(word),
                    option,
                    "name one, zoo:NAME of what zoo list shows, several separated by commas, or take train");
        }
        return path.toAbsolutePath().normalize();
    }

    private static List<ZooEntry> teachers(List<ZooEntry> entries, String word, String option) {
        List<ZooEntry> teachers = entries.stream()
                .filter(ZooEntry::isTeacher)
                .sorted(Comparator.comparingInt(entry -> TeacherSet.order(entry.summary().family())))
                .toList();
        if (teachers.isEmpty()) {
            throw CommandException.usage(word + " has no teacher", option, "name teachers, as zoo list shows them");
        }
        return teachers;
    }

    /** Opens those of what was settled that were made before, each under an id of its own. */
    static List<ModelFolder> open(String settled, Zoo zoo, String option) {
        List<ModelFolder> found = new ArrayList<>();
        for (String word : words(settled)) {
            if (isZoo(word)) {
                for (ZooEntry entry : teachers(find(word, zoo), word, option)) {
                    LOG.info("teacher {} from the repository {}", entry.name(), entry.repository().getName());
                    found.add(entry.pull());
                }
            } else if (!word.equals(Settings.TRAIN)) {
                found.addAll(TeacherSet.find(folder(word, option), option));
            }
        }
        return distinct(found);
    }

    /** The same teachers; of those with one id, the later ones get a number. */
    static List<ModelFolder> distinct(List<ModelFolder> found) {
        Set<String> taken = new HashSet<>();
        List<ModelFolder> distinct = new ArrayList<>();
        for (ModelFolder model : found) {
            Card card = model.card();
            String id = card.id();
            for (int n = 2; !taken.add(id); n++) {
                id = card.id() + "-" + n;
            }
            distinct.add(id.equals(card.id()) ? model : model.named(id));
        }
        return distinct;
    }
}

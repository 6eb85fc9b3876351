package org.hetcomp.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

/**
 * Who teaches a student: families that the run trains, and teachers that were made before.
 *
 * @param families to train, in this order; each id once
 * @param sources of teachers that were made before
 */
public record Teachers(List<TeacherFamily> families, List<TeacherSource> sources) {
    /**
     * Checks that each family is there once.
     *
     * @throws DataException if one is there twice
     */
    public Teachers {
        families = List.copyOf(families);
        sources = List.copyOf(sources);
        Set<String> ids = new LinkedHashSet<>();
        for (TeacherFamily family : families) {
            if (!ids.add(family.id())) {
                throw new DataException(family.id() + " is there twice", "--families", "name each family once");
            }
        }
    }

    /** None. */
    public static Teachers none() {
        return new Teachers(List.of(), List.of());
    }

    /**
     * Families by their ids; those that are trained by default if none is named.
     *
     * @throws DataException if there is no such family; the message lists those there are
     */
    public static Teachers train(String... ids) {
        return new Teachers(
                ids.length == 0
                        ? TeacherFamilies.byDefault()
                        : Arrays.stream(ids).map(Teachers::known).toList(),
                List.of());
    }

    private static TeacherFamily known(String id) {
        try {
            return TeacherFamilies.of(id);
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), "--families", "add the jar that has it to the class path", e);
        }
    }

    /** A family of one's own, which need not be found by the ServiceLoader. */
    public static Teachers family(TeacherFamily family) {
        return new Teachers(List.of(family), List.of());
    }

    /** Those in the folder of a run, of teachers, or of one teacher. */
    public static Teachers folder(Path folder) {
        return from(TeacherSource.folder(folder));
    }

    /** Those of a source. */
    public static Teachers from(TeacherSource source) {
        return new Teachers(List.of(), List.of(source));
    }

    /** All of them together, in this order. */
    public static Teachers of(Teachers... some) {
        List<TeacherFamily> families = new ArrayList<>();
        List<TeacherSource> sources = new ArrayList<>();
        for (Teachers each : some) {
            families.addAll(each.families);
            sources.addAll(each.sources);
        }
        return new Teachers(families, sources);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return families.isEmpty() && sources.isEmpty();
    }

    /** How {@code run.json} names them. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (!families.isEmpty()) {
            words.add(RunSpec.TRAIN);
        }
        words.addAll(sources.stream().map(TeacherSource::word).toList());
        return String.join(",", words);
    }

    /** Ids of the families. */
    public List<String> ids() {
        return families.stream().map(TeacherFamily::id).collect(Collectors.toList());
    }

    /** Opens those that were made before, each under an id of its own, after checking what they were made from. */
    List<ModelFolder> open(Dataset data) {
        List<ModelFolder> given = new ArrayList<>();
        sources.forEach(source -> given.addAll(source.open()));
        given.forEach(teacher -> teacher.requireMadeFrom(data));
        return TeacherSet.distinct(given);
    }

    /** Words for teachers, as {@link RunSpec#teachers}, once those that were to be trained lie in a folder. */
    public static String atHand(String words, String trained) {
        return Arrays.stream(words.split(","))
                .map(one -> one.equals(RunSpec.TRAIN) ? trained : one)
                .collect(Collectors.joining(","));
    }
}

package org.hetcomp.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hetcomp.io.DataException;
import org.hetcomp.trajectory.Trajectory;

/**
 * What a student is distilled from.
 *
 * @param parts train, valid and test, of columns {@code user} and {@code item}
 * @param catalogue of a column {@code item}: items besides those of the parts, which nobody has; null if there are none
 * @param teachers the snapshots of each, the converged one last, of columns {@code user}, {@code item} and {@code rank} or {@code
 *     score}
 */
record DistillData(List<Frame> parts, Frame catalogue, List<List<Frame>> teachers) {
    /** Checks that there is something. */
    DistillData {
        parts = List.copyOf(parts);
        teachers = List.copyOf(teachers);
        if (teachers.isEmpty() || teachers.stream().anyMatch(List::isEmpty)) {
            throw new DataException("no rankings of teachers", "teachers", "give a snapshot at least of each");
        }
        if (teachers.stream().anyMatch(each -> each.size() > Trajectory.MOST)) {
            throw new DataException(
                    "a teacher of more than " + Trajectory.MOST + " snapshots", "teachers", "give fewer");
        }
    }

    /** A program's own. */
    static DistillData of(Map<String, Dataset<Row>> parts, List<List<Dataset<Row>>> teachers) {
        List<Frame> three = new ArrayList<>();
        for (String part : List.of("train", "valid", "test")) {
            if (!parts.containsKey(part)) {
                throw new DataException("no " + part, parts.keySet().toString(), "give train, valid and test");
            }
            three.add(Frame.of(parts.get(part), part));
        }
        return new DistillData(
                three,
                parts.containsKey("items") ? Frame.of(parts.get("items"), "items") : null,
                teachers.stream()
                        .map(each -> each.stream()
                                .map(rows -> Frame.of(rows, "teachers"))
                                .toList())
                        .toList());
    }

    /** The last snapshot of each teacher. */
    int[] ends() {
        return teachers.stream().mapToInt(each -> each.size() - 1).toArray();
    }
}

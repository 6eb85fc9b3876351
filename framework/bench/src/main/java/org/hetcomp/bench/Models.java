package org.hetcomp.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models to distil and to serve, the same files for every backend.
 *
 * @param teachers folders of trained teachers by their ids
 * @param students folders of trained students
 */
public record Models(Map<String, String> teachers, List<String> students) {
    /** None, for suites that take none. */
    public static final Models NONE = new Models(Map.of(), List.of());

    /** Keeps their order, in which they are measured. */
    public Models {
        teachers = Collections.unmodifiableMap(new LinkedHashMap<>(teachers));
        students = List.copyOf(students);
    }
}

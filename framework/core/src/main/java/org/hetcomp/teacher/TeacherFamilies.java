package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.List;

/** The families there are. */
public final class TeacherFamilies {
    private TeacherFamilies() {}

    /** All. */
    public static List<TeacherFamily> all() {
        return List.of(Family.values());
    }

    /** Their ids. */
    public static List<String> ids() {
        return all().stream().map(TeacherFamily::id).toList();
    }

    /** By id. */
    public static TeacherFamily of(String id) {
        return Family.of(id);
    }

    /** Place of a teacher among others: the families in their order, then all else. */
    public static int order(String id) {
        List<String> ids = Arrays.stream(Family.values()).map(Family::id).toList();
        int index = ids.indexOf(id);
        return index < 0 ? ids.size() : index;
    }
}

package org.hetcomp.teacher;

import java.util.List;
import org.hetcomp.io.DataException;
import org.slf4j.LoggerFactory;

/**
 * The families on the class path: those that come with hetcomp in their order, then others by id. They are looked for
 * once, by the class loader of this class, so that whatever thread asks finds the same.
 *
 * <p>One that cannot be loaded, or has no proper id, is left out with a warning in one line that names its class. Two of
 * one id are an error that names both, since a saved model would score by whichever came first.
 */
public final class TeacherFamilies {
    // On first use, and never changed.
    private static final class Found {
        static final FamilyScan SCAN = new FamilyScan(
                TeacherFamilies.class.getClassLoader(), LoggerFactory.getLogger(TeacherFamilies.class)::warn);
    }

    private TeacherFamilies() {}

    /**
     * All of them.
     *
     * @throws DataException if two have one id
     */
    public static List<TeacherFamily> all() {
        return Found.SCAN.families();
    }

    /**
     * Their ids, in the same order.
     *
     * @throws DataException if two have one id
     */
    public static List<String> ids() {
        return all().stream().map(TeacherFamily::id).toList();
    }

    /**
     * Those that are trained where none is named, in the same order.
     *
     * @throws DataException if two have one id
     */
    public static List<TeacherFamily> byDefault() {
        return all().stream().filter(TeacherFamily::isByDefault).toList();
    }

    /**
     * The family of that id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     * @throws DataException if two have one id
     */
    public static TeacherFamily of(String id) {
        return all().stream()
                .filter(family -> family.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("no family " + id + "; there are: " + String.join(", ", ids())));
    }

    /** Place of a teacher among others by its id: the families in their order, then all else. */
    public static int order(String id) {
        List<String> ids = ids();
        int place = ids.indexOf(id);
        return place < 0 ? ids.size() : place;
    }
}

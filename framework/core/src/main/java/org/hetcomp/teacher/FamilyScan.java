package org.hetcomp.teacher;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hetcomp.io.DataException;

/** One look for families through a class loader, for {@link TeacherFamilies}. */
final class FamilyScan {
    private static final List<String> FIRST = List.of("mf", "ml", "dl", "gnn", "ae", "iae", "als", "graph", "ease");
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    private final List<TeacherFamily> families;
    private String clash;

    /**
     * Looks.
     *
     * @param warning hears in one line of each family that is left out
     */
    FamilyScan(ClassLoader loader, Consumer<String> warning) {
        Map<String, TeacherFamily> byId = new LinkedHashMap<>();
        Iterator<TeacherFamily> iterator =
                ServiceLoader.load(TeacherFamily.class, loader).iterator();
        String last = null;
        while (true) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                add(iterator.next(), byId, warning);
            } catch (ServiceConfigurationError | LinkageError e) {
                // What stands in the way of all others too would be met for ever.
                if (e.toString().equals(last)) {
                    break;
                }
                last = e.toString();
                warning.accept(line("a teacher family cannot be loaded: " + last
                        + (e.getCause() == null ? "" : ", " + e.getCause())));
            }
        }
        families = byId.values().stream()
                .sorted(Comparator.comparingInt(FamilyScan::place).thenComparing(TeacherFamily::id))
                .toList();
    }

    private void add(TeacherFamily family, Map<String, TeacherFamily> byId, Consumer<String> warning) {
        String name = family.getClass().getName();
        String id;
        try {
            id = family.id();
        } catch (RuntimeException e) {
            warning.accept(line("the teacher family " + name + " is left out: it does not tell its id, " + e));
            return;
        }
        if (id == null || !ID.matcher(id).matches()) {
            warning.accept(line("the teacher family " + name + " is left out: its id, " + id + ", is not " + ID));
            return;
        }
        TeacherFamily other = byId.putIfAbsent(id, family);
        if (other != null && clash == null) {
            clash = "two teacher families have the id " + id + ": "
                    + other.getClass().getName() + " and " + name;
        }
    }

    private static int place(TeacherFamily family) {
        int place = FIRST.indexOf(family.id());
        return place < 0 ? FIRST.size() : place;
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    /**
     * What was found.
     *
     * @throws DataException if two have one id
     */
    List<TeacherFamily> families() {
        if (clash != null) {
            throw new DataException(clash, "class path", "leave one of their jars out");
        }
        return families;
    }
}

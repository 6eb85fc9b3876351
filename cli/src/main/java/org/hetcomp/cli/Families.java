package org.hetcomp.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

/** Which families to train. */
final class Families {
    private Families() {}

    /** How the option is declared. */
    static Option option() {
        String more = known().stream().filter(id -> !byDefault().contains(id)).collect(Collectors.joining(","));
        return CommonOptions.option(
                "families",
                "LIST",
                "families to train (default " + String.join(",", byDefault())
                        + (more.isEmpty() ? "" : "; there are also " + more) + ")");
    }

    /** Reads it; those that are trained by default if it is not given. */
    static List<String> of(Arguments arguments) {
        String given = arguments.text("families", null);
        if (given == null) {
            return byDefault();
        }
        Set<String> families = new LinkedHashSet<>();
        for (String id : given.split(",", -1)) {
            if (!families.add(Arguments.one("family", "--families", id.strip(), known()))) {
                throw CommandException.usage(id + " is there twice", "--families", "name each family once");
            }
        }
        return List.copyOf(families);
    }

    private static List<String> byDefault() {
        return TeacherFamilies.byDefault().stream().map(TeacherFamily::id).toList();
    }

    private static List<String> known() {
        return TeacherFamilies.ids();
    }
}

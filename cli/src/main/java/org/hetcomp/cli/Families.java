package org.hetcomp.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.Option;
import org.hetcomp.teacher.TeacherFamilies;

/** Which families to train. */
final class Families {
    private Families() {}

    /** How the option is declared. */
    static Option option() {
        String all = String.join(",", known());
        return CommonOptions.option("families", "LIST", "families to train (default " + all + ")");
    }

    /** Reads it; all of them by default. */
    static List<String> of(Arguments arguments) {
        String given = arguments.text("families", null);
        if (given == null) {
            return known();
        }
        Set<String> families = new LinkedHashSet<>();
        for (String id : given.split(",", -1)) {
            if (!families.add(Arguments.one("family", "--families", id.strip(), known()))) {
                throw CommandException.usage(id + " is there twice", "--families", "name each family once");
            }
        }
        return List.copyOf(families);
    }

    private static List<String> known() {
        return TeacherFamilies.ids();
    }
}

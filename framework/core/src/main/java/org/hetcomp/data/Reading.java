package org.hetcomp.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a file of interactions is read. {@link #DEFAULT} finds all out from the file.
 *
 * @param format the file's layout, or null to find it out from the file
 */
public record Reading(Format format) {
    /** Everything is found out from the file. */
    public static final Reading DEFAULT = new Reading(null);

    /** The same with that layout, or null to find it out. */
    public Reading withFormat(Format other) {
        return new Reading(other);
    }

    /** The command's options that say the same, without what is found out. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (format != null) {
            options.put("format", format.id());
        }
        return options;
    }
}

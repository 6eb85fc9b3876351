package org.hetcomp.data;

import java.util.Arrays;
import java.util.List;
import org.hetcomp.io.DataException;

/**
 * Which lines count: those whose column has one of the values.
 *
 * @param column its name in the header, or its number from 1
 * @param values what it may be, as it is written in the file
 */
public record Where(String column, List<String> values) {
    /** Checks that both are there. */
    public Where {
        values = List.copyOf(values);
        if (column.isBlank() || values.isEmpty()) {
            throw new DataException("no column or no value", "--where", "give COLUMN=VALUE[,VALUE]");
        }
    }

    /**
     * Reads {@code COLUMN=VALUE[,VALUE]}.
     *
     * @throws DataException if it is something else
     */
    public static Where of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new DataException(
                    DataException.quote(text) + " is no condition", "--where", "give COLUMN=VALUE[,VALUE]");
        }
        return new Where(
                text.substring(0, equals).strip(),
                Arrays.stream(text.substring(equals + 1).split(",", -1))
                        .map(String::strip)
                        .toList());
    }

    /** As it is written in the option. */
    @Override
    public String toString() {
        return column + "=" + String.join(",", values);
    }
}

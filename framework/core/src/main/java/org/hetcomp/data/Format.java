package org.hetcomp.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hetcomp.io.DataException;

/** How a file of interactions is laid out. {@link #id()} is the name that users write. */
public enum Format {
    /**
     * A user per line, integer ids, separated by blanks. The line number, from 0, is the user's id, and the line is
     * {@code item item ...} or {@code count item item ...}; or the line begins with the user's id.
     */
    ADJACENCY(" "),
    /** {@code user<tab>item[<tab>weight[<tab>time]]}. */
    TSV("\t"),
    /** {@code user,item[,weight[,time]]}, double quotes around what holds a comma or a quote. */
    CSV(","),
    /** {@code user|item[|weight[|time]]}. */
    PIPE("|"),
    /** {@code user item [weight [time]]}; several blanks count as one. */
    SPACE(" "),
    /** {@code user::item[::weight[::time]]}. */
    DOUBLE_COLON("::"),
    /** RecBole's atomic file of interactions: tab separated under a header of {@code name:type}. */
    INTER("\t");

    private final String separator;

    Format(String separator) {
        this.separator = separator;
    }

    /** The name that users write, such as {@code double-colon}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What stands between two fields. */
    String separator() {
        return separator;
    }

    /**
     * Looks a format up by the name that users write.
     *
     * @throws DataException if there is none of that name; lists those there are
     */
    public static Format of(String id) {
        return Arrays.stream(values())
                .filter(f -> f.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    String known = Arrays.stream(values()).map(Format::id).collect(Collectors.joining(", "));
                    return new DataException(
                            "unknown format " + DataException.quote(id), "--format", "take one of " + known);
                });
    }
}

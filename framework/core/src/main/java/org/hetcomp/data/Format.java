package org.hetcomp.data;

import org.hetcomp.io.DataException;
import org.hetcomp.io.EnumIds;

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
    /** {@code user;item[;weight[;time]]}, double quotes as in {@link #CSV}. */
    SEMICOLON(";"),
    /** {@code user|item[|weight[|time]]}. */
    PIPE("|"),
    /** {@code user item [weight [time]]}; several blanks count as one. */
    SPACE(" "),
    /** {@code user::item[::weight[::time]]}. */
    DOUBLE_COLON("::"),
    /** RecBole's atomic file of interactions: tab separated under a header of {@code name:type}. */
    INTER("\t"),
    /** JSON lines: an object with the keys of a user and an item on each. */
    JSONL("");

    private final String separator;

    Format(String separator) {
        this.separator = separator;
    }

    /** The name that users write, such as {@code double-colon}. */
    public String id() {
        return EnumIds.of(this);
    }

    /** What stands between two fields. */
    String separator() {
        return separator;
    }

    /** Whether double quotes always have a meaning. */
    boolean isQuoted() {
        return this == CSV || this == SEMICOLON;
    }

    /** How a message calls what stands between two fields. */
    String separatorName() {
        return switch (this) {
            case TSV, INTER -> "tabs";
            case CSV -> "commas";
            case SEMICOLON -> "semicolons";
            case PIPE -> "|";
            case DOUBLE_COLON -> "::";
            case SPACE, ADJACENCY -> "blanks";
            case JSONL -> "keys";
        };
    }

    /**
     * Looks a format up by the name that users write.
     *
     * @throws DataException if there is none of that name; lists those there are
     */
    public static Format of(String id) {
        return EnumIds.find(Format.class, id)
                .orElseThrow(() -> new DataException(
                        "unknown format " + DataException.quote(id),
                        "--format",
                        "take one of " + EnumIds.listed(Format.class)));
    }
}

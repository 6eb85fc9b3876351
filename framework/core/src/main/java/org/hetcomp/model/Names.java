package org.hetcomp.model;

import java.util.regex.Pattern;
import org.hetcomp.io.DataException;

/**
 * How models, sets and versions are named. Names become folders and parts of addresses, so whatever comes from a card,
 * an index, metadata or an option is held to this where it enters: no slash, no dot in front, nothing to be escaped.
 */
public final class Names {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}");

    private Names() {}

    /** Whether it is a name of a model or a set: 1 to 100 letters, digits, dots, dashes and underscores. */
    public static boolean isId(String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** Whether it is a version: up to four numbers with dots between. */
    public static boolean isVersion(String text) {
        return text != null && VERSION.matcher(text).matches();
    }

    /**
     * Checks the name of a model or a set.
     *
     * @param where the file or option that it was met in
     * @param advice what to do if it is none
     */
    public static String requireId(String text, String where, String advice) {
        if (!isId(text)) {
            throw new DataException(
                    quote(text) + " is no name of letters, digits, dots, dashes and underscores that begins with a "
                            + "letter or digit",
                    where,
                    advice);
        }
        return text;
    }

    /** The same for a version. */
    public static String requireVersion(String text, String where, String advice) {
        if (!isVersion(text)) {
            throw new DataException(quote(text) + " is no version of digits and dots", where, advice);
        }
        return text;
    }

    private static String quote(String text) {
        return text == null ? "nothing" : DataException.quote(text);
    }
}

package org.hetcomp.io;

/**
 * Data that cannot be used. The message is one line, {@code <what> (<where>): <what to do>}, made to be shown to the
 * person who gave the data.
 */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    private final String what;
    private final String where;
    private final String advice;

    /**
     * Says what is wrong.
     *
     * @param what what is wrong, with the value met
     * @param where {@code file:line}, a file, a folder or an option
     * @param advice what to do about it
     */
    public DataException(String what, String where, String advice) {
        this(what, where, advice, null);
    }

    /** The same with what led to it. */
    public DataException(String what, String where, String advice, Throwable cause) {
        super(oneLine(what) + " (" + oneLine(where) + "): " + oneLine(advice), cause);
        this.what = oneLine(what);
        this.where = oneLine(where);
        this.advice = oneLine(advice);
    }

    /** What is wrong, with the value met. */
    public String what() {
        return what;
    }

    /** A {@code file:line}, a file, a folder or an option. */
    public String where() {
        return where;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }

    /** A value as it is shown in a message: quoted, cut at 40 characters. */
    public static String quote(String value) {
        return '"' + (value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value) + '"';
    }

    private static String oneLine(String text) {
        return Printable.of(text);
    }
}

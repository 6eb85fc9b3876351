package org.hetcomp.student;

/**
 * A student that cannot be used, or a user or item that it does not have. The message is one line, {@code <what>
 * (<where>): <what to do>}, made to be shown to the person who asked.
 */
public final class StudentException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 40;

    StudentException(String what, String where, String advice) {
        this(what, where, advice, null);
    }

    StudentException(String what, String where, String advice, Throwable cause) {
        super(oneLine(what) + " (" + oneLine(where) + "): " + oneLine(advice), cause);
    }

    /** A file that is damaged or another one; nothing helps but to get it again. */
    static StudentException damaged(String what, String where) {
        return new StudentException(what, where, "copy or distil the student again");
    }

    /** A value as it is shown in a message: quoted, cut at 40 characters. */
    static String quote(String value) {
        return '"' + (value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value) + '"';
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }
}

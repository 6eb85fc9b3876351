package org.hetcomp.serve;

/** A server that cannot be started as asked. The message is one line, {@code <what> (<where>): <what to do>}. */
public final class ServeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServeException(String what, String where, String advice) {
        this(what, where, advice, null);
    }

    ServeException(String what, String where, String advice, Throwable cause) {
        super(Text.oneLine(what + " (" + where + "): " + advice), cause);
    }
}

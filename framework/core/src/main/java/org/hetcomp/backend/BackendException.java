package org.hetcomp.backend;

import java.nio.file.Path;

/** An engine or a device that cannot be used here; the message says what is missing and what to do. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String advice;

    public BackendException(String message) {
        this(message, null, null, null);
    }

    public BackendException(String message, Throwable cause) {
        this(message, null, null, cause);
    }

    /**
     * The same of a place.
     *
     * @param where the folder that is the reason; null if there is none
     * @param advice what to do about it
     */
    public BackendException(String message, Path where, String advice, Throwable cause) {
        super(message, cause);
        this.where = where == null ? null : where.toString();
        this.advice = advice;
    }

    /** The folder that is the reason; null if there is none. */
    public String where() {
        return where;
    }

    /** What to do about it; null if the message says it. */
    public String advice() {
        return advice;
    }
}

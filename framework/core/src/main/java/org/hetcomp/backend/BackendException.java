package org.hetcomp.backend;

/** An engine or a device that cannot be used here; the message says what is missing and what to do. */
public final class BackendException extends RuntimeException {
    public BackendException(String message) {
        super(message);
    }

    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}

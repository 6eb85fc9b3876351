package org.hetcomp.teacher;

/** Training has come to a loss that is no number: with these settings nothing can be learned. */
public final class DivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With what diverged, and what to do about it. */
    public DivergedException(String message) {
        super(message);
    }
}

package org.hetcomp.pipeline;

/** Something long that was stopped because {@link Events#stopRequested} said so. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public StoppedException() {
        super("stopped on request");
    }
}

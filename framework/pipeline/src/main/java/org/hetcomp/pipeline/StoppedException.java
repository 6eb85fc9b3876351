package org.hetcomp.pipeline;

/** Work has ended because {@link Events#stopRequested} said so. What was done is saved, if it has a place to be. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Ended on request. */
    public StoppedException() {
        super("stopped on request");
    }
}

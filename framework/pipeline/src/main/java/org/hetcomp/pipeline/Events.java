package org.hetcomp.pipeline;

/** What the caller of something long is told of it, and its wish to stop. */
public interface Events {
    /** Tells nobody, and goes on to the end. */
    Events NONE = new Events() {};

    /** Whether to stop as soon as may be; asked between steps. */
    default boolean stopRequested() {
        return false;
    }
}

package org.hetcomp.distill;

/** Hears how training goes, on the thread that trains. */
@FunctionalInterface
public interface DistillerListener {
    /** After each evaluation; {@link Distiller#state} may be called from here to save a checkpoint. */
    void evaluated(Progress progress);

    /** After each epoch, its evaluation included. Whether to stop here; {@link Distiller#state} is complete then. */
    default boolean stop(int epoch) {
        return false;
    }
}

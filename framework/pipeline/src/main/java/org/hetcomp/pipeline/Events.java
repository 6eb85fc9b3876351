package org.hetcomp.pipeline;

import java.nio.file.Path;
import org.hetcomp.model.Provenance;

/**
 * How a run is watched and stopped: it tells what it does, and asks whether it should stop. All calls come from the thread
 * that runs, of teachers that are trained side by side in the order in which they come. A run that is asked to stop finishes the
 * epochs it is in, saves, and ends with a {@link StoppedException}.
 */
public interface Events {
    /** Hears nothing and never stops. */
    Events NONE = new Events() {};

    /** A run begins, or goes on: its folder is there and all that it needs was found usable. */
    default void begun(Provenance made) {}

    /** Once an epoch, and wherever else work has come a step further. */
    default void progress(Progress progress) {}

    /** Asked once an epoch: whether to save what is done and to stop. */
    default boolean stopRequested() {
        return false;
    }

    /** A run, or one of a comparison, has finished in this folder. */
    default void completed(Path folder) {}
}

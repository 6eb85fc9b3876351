package org.hetcomp.pipeline;

import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;

/**
 * What the stages of a run have in common.
 *
 * @param backend what computes
 * @param data what is learned from; null of a run on several sets, whose parts have it
 * @param folder where everything is kept
 * @param events who watches
 */
record Run(Backend backend, Dataset data, RunFolder folder, Events events) {
    /**
     * Tells where work stands.
     *
     * @throws StoppedException if it is to stop
     */
    void progress(Progress progress) {
        events.progress(progress);
        requireGoingOn();
    }

    /**
     * Asks whether to go on.
     *
     * @throws StoppedException if it is to stop
     */
    void requireGoingOn() {
        if (events.stopRequested()) {
            throw new StoppedException();
        }
    }
}

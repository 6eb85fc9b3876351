package org.hetcomp.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.hetcomp.pipeline.Events;
import org.hetcomp.pipeline.StoppedException;

/**
 * What all suites of a benchmark have in common.
 *
 * @param repetitions measurements of each metric, at least 1
 * @param patience how long a process may take for one step
 * @param scratch an empty folder for what processes leave for one another
 * @param listener is told what is being done
 * @param events asked between steps whether to stop
 */
public record Session(int repetitions, Duration patience, Path scratch, Consumer<String> listener, Events events) {
    /** Checks the ranges. */
    public Session {
        if (repetitions < 1 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException(
                    "repetitions must be at least 1 and patience positive, not " + repetitions + " and " + patience);
        }
    }

    /**
     * Asks whether to go on.
     *
     * @throws StoppedException if not
     */
    public void requireNoStop() {
        if (events.stopRequested()) {
            throw new StoppedException();
        }
    }
}

package org.hetcomp.bench;

import java.util.List;
import org.hetcomp.bench.process.ChildException;

/**
 * What was asked for and could not be measured.
 *
 * @param engine name of the engine; null where it is not one backend's fault
 * @param device as it was asked for
 * @param threads as asked for
 * @param suite id of the suite; null for all of them
 * @param name what was measured when it failed; null if nothing was
 * @param skipped why
 * @param failed whether a process crashed or hung, rather than a device or an engine being missing
 * @param lastLines what that process wrote last; null if none did
 */
public record Skipped(
        String engine,
        String device,
        Integer threads,
        String suite,
        String name,
        String skipped,
        boolean failed,
        List<String> lastLines) {
    static Skipped missing(Candidate candidate, String why) {
        return new Skipped(
                candidate.engine(), candidate.device(), candidate.threads(), null, null, why, false, null);
    }

    static Skipped failure(Candidate candidate, Suite suite, String name, ChildException failure) {
        return new Skipped(
                candidate.engine(), candidate.device(), candidate.threads(), suite.id(), name, failure.getMessage(),
                true, failure.lastLines());
    }

    /** A suite without models to measure. */
    public static Skipped suite(Suite suite, ChildException failure) {
        String why = "no models could be trained: " + failure.getMessage();
        return new Skipped(null, null, null, suite.id(), null, why, true, failure.lastLines());
    }
}

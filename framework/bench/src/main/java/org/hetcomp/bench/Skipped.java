package org.hetcomp.bench;

import java.util.List;
import java.util.Objects;
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
    /** Checks that it says why, and of which backend if of any. */
    public Skipped {
        Objects.requireNonNull(skipped, "something skipped without a reason");
        if (engine != null && (device == null || threads == null)) {
            throw new IllegalArgumentException("something skipped on " + engine + " without device or threads");
        }
    }

    static Skipped missing(Candidate candidate, String why) {
        return new Skipped(candidate.engine(), candidate.device(), candidate.threads(), null, null, why, false, null);
    }

    static Skipped failure(Candidate candidate, Suite suite, String name, ChildException failure) {
        return failure(candidate, suite, name, failure.getMessage(), failure.lastLines());
    }

    /** What a process failed at. */
    public static Skipped failure(Candidate candidate, Suite suite, String name, String why, List<String> lastLines) {
        return new Skipped(
                candidate.engine(), candidate.device(), candidate.threads(), suite.id(), name, why, true, lastLines);
    }

    /** A suite without models to measure. */
    public static Skipped suite(Suite suite, ChildException failure) {
        String why = "no models could be trained: " + failure.getMessage();
        return new Skipped(null, null, null, suite.id(), null, why, true, failure.lastLines());
    }
}

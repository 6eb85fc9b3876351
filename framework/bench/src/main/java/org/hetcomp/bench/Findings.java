package org.hetcomp.bench;

import java.util.ArrayList;
import java.util.List;

/** What was found, as it comes in. */
public final class Findings {
    private final List<Result> results = new ArrayList<>();
    private final List<Agreement> agreement = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /** Measurements, in the order in which they were made; writable. */
    public List<Result> results() {
        return results;
    }

    /** How far backends are apart; writable. */
    public List<Agreement> agreement() {
        return agreement;
    }

    /** What could not be measured; writable. */
    public List<Skipped> skipped() {
        return skipped;
    }
}

package org.hetcomp.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An earlier run to compare with. */
public record Baseline(List<Result> results) {
    /**
     * A metric in both runs.
     *
     * @param before the earlier run's
     * @param now the later run's
     * @param ratio median now over median before; null where that was 0
     * @param exceedsSpread whether the middle 80% of both runs' repetitions have nothing in common
     */
    public record Change(Result before, Result now, Double ratio, boolean exceedsSpread) {}

    /** What was repeated in both runs, on the same backend, in the order of the later run. */
    public List<Change> compare(List<Result> later) {
        List<Change> changes = new ArrayList<>();
        for (Result now : later) {
            Optional<Result> before = results.stream()
                    .filter(result -> result.repetitions() > 1 && result.isOfSame(now))
                    .findFirst();
            if (now.repetitions() > 1 && before.isPresent()) {
                changes.add(change(before.get(), now));
            }
        }
        return changes;
    }

    private static Change change(Result before, Result now) {
        boolean apart = now.p10() > before.p90() || now.p90() < before.p10();
        return new Change(before, now, before.median() == 0 ? null : now.median() / before.median(), apart);
    }
}

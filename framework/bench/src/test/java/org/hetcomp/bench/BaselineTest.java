package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes count. */
class BaselineTest {
    private static Result result(String engine, Integer dim, double... values) {
        Metric metric = new Metric("coarseUsPerUserRow", "us/row", dim, null);
        return Result.of(new Candidate(engine, "cpu", 2), "kernels", metric)
                .spread(Spread.of(values))
                .build();
    }

    private static Baseline.Change change(Result before, Result now) {
        List<Baseline.Change> changes = Baseline.changes(List.of(before), List.of(now));
        assertEquals(1, changes.size());
        return changes.get(0);
    }

    @Test
    void aChangeCountsWhenTheSpreadsHaveNothingInCommon() {
        Baseline.Change slower = change(result("mxnet", 6, 10, 11, 12), result("mxnet", 6, 20, 22, 24));
        assertTrue(slower.exceedsSpread());
        assertEquals(2, slower.ratio(), 1e-12);
        assertTrue(change(result("mxnet", 6, 20, 22, 24), result("mxnet", 6, 10, 11, 12))
                .exceedsSpread());
    }

    @Test
    void aChangeWithinASpreadDoesNot() {
        assertFalse(change(result("mxnet", 6, 10, 11, 19), result("mxnet", 6, 13, 14, 15))
                .exceedsSpread());
        assertFalse(change(result("mxnet", 6, 10, 11, 12), result("mxnet", 6, 10, 11, 12))
                .exceedsSpread());
    }

    @Test
    void onlyTheSameOnTheSameBackendIsCompared() {
        List<Result> before = List.of(result("mxnet", 6, 1, 2), result("pytorch", 16, 1, 2));
        List<Result> now = List.of(result("pytorch", 6, 1, 2), result("mxnet", null, 1, 2));
        assertEquals(List.of(), Baseline.changes(before, now));
    }

    @Test
    void whatWasMeasuredOnceHasNoSpreadToExceed() {
        List<Result> once = List.of(result("mxnet", 6, 1));
        List<Result> twice = List.of(result("mxnet", 6, 2, 3));
        assertEquals(List.of(), Baseline.changes(once, twice));
        assertEquals(List.of(), Baseline.changes(twice, once));
    }
}

package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hetcomp.student.Recommendation;

/**
 * Holds answers of others to the student's. Others sum in another order: scores may differ by what that comes to, and items may
 * change places, or the last ones fall out, where their scores are no further apart than that.
 */
final class Answers {
    static final float NEAR = 1e-5f;

    private Answers() {}

    static void assertSame(List<Recommendation> expected, List<Recommendation> found) {
        assertEquals(expected.size(), found.size());
        float scale = Math.max(1, Math.abs(expected.get(0).score()));
        for (int n = 0; n < expected.size(); n++) {
            assertEquals(expected.get(n).score(), found.get(n).score(), NEAR * scale, "place " + n);
        }
        float last = expected.get(expected.size() - 1).score();
        Set<String> sure = expected.stream()
                .filter(one -> one.score() > last + NEAR * scale)
                .map(Recommendation::item)
                .collect(Collectors.toSet());
        Set<String> items = found.stream().map(Recommendation::item).collect(Collectors.toCollection(HashSet::new));
        assertTrue(items.containsAll(sure), expected + " but " + found);
        assertEquals(expected.size(), items.size(), "an item twice");
    }
}

package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void filtersToAFixedPoint() {
        PairList pairs = new PairList(true);
        // c is too rare, so w falls below two, so d becomes too rare, so x falls, and only the square is left.
        for (String pair : List.of("u a", "u b", "v a", "v b", "w c", "w d", "x d", "x e")) {
            pairs.add(pair.substring(0, 1), pair.substring(2), 7);
        }
        assertEquals(
                List.of("u a 7", "u b 7", "v a 7", "v b 7"),
                Loading.pairs(pairs.history().atLeast(2, 2)));
    }

    @Test
    void keepsItselfWhereNothingIsTooRare() {
        History history = Lab.generate(1).history();
        assertSame(history, history.atLeast(8, 1));
    }

    @Test
    void agreesWithTheObviousFilter() {
        Random random = new Random(5);
        for (int trial = 0; trial < 50; trial++) {
            PairList pairs = new PairList(false);
            Set<List<Integer>> expected = new HashSet<>();
            for (int p = 0; p < 60; p++) {
                int user = random.nextInt(15);
                int item = random.nextInt(15);
                pairs.add("" + user, "" + item, Double.NaN);
                expected.add(List.of(user, item));
            }
            boolean moved = true;
            while (moved) {
                Set<List<Integer>> now = Set.copyOf(expected);
                moved = expected.removeIf(p -> now.stream()
                                        .filter(q -> q.get(0).equals(p.get(0)))
                                        .count()
                                < 4
                        || now.stream().filter(q -> q.get(1).equals(p.get(1))).count() < 3);
            }
            List<String> kept = Loading.pairs(pairs.history().atLeast(4, 3));
            assertEquals(expected.size(), kept.size());
            assertTrue(expected.stream().allMatch(p -> kept.contains(p.get(0) + " " + p.get(1))));
        }
    }
}

package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

class BreadthTest {
    private static final double EXACT = 1e-12;

    /** Item 0 is had by all four users, 1 by two, 2 by one, 3 to 9 by nobody. */
    private static Split split() {
        return new Split(
                Interactions.of(10, new int[][] {{0, 1, 2}, {0, 1}, {0}, {0}}),
                Interactions.of(10, new int[][] {{3}, {3}, {3}, {3}}),
                Interactions.of(10, new int[][] {{4}, {2, 4}, {1, 5}, {1}}));
    }

    @Test
    void valuesByHand() {
        // Valid's item 3 is passed over; lists {4}, {2, 4}, {1, 5} and {1, 2} are left.
        Assessment found = new Evaluator(split())
                .assess(Lists.rankings(new int[] {4}, new int[] {2, 3, 4}, new int[] {3, 1, 5}, new int[] {1, 2}));
        Breadth breadth = found.breadth();
        assertEquals(10, breadth.top());
        assertEquals(0.4, breadth.coverage(), EXACT);
        assertEquals((0 + 0.5 + 1 + 1.5) / 4, breadth.popularity(), EXACT);
        // log2(4 / 1) = 2 of items that one user or none has, 1 of item 1.
        assertEquals((2 + 2 + 1.5 + 1.5) / 4, breadth.novelty(), EXACT);
        // Counts 0 (six times), 1, 2, 2, 2 of 7: (3 * 1 + 5 * 2 + 7 * 2 + 9 * 2) / 7 / 9
        assertEquals(45 / 7.0 / 9, breadth.gini(), EXACT);
    }

    @Test
    void giniIsZeroWhereAllHaveAsMuchAndOneWhereOneHasAll() {
        assertEquals(0, Breadth.gini(new int[] {3, 3, 3}), EXACT);
        assertEquals(1, Breadth.gini(new int[] {0, 7, 0, 0}), EXACT);
        assertEquals(0, Breadth.gini(new int[] {5}));
        assertEquals(0, Breadth.gini(new int[3]));
    }

    /** Gini as half the mean absolute difference of all pairs, over the mean, with n / (n - 1). */
    @Test
    void giniIsTheMeanDifferenceOfPairs() {
        Random random = new Random(5);
        int[] counts = IntStream.generate(() -> random.nextInt(20)).limit(31).toArray();
        double pairs = 0;
        for (int a : counts) {
            for (int b : counts) {
                pairs += Math.abs(a - b);
            }
        }
        double mean = Arrays.stream(counts).average().orElseThrow();
        assertEquals(pairs / (31.0 * 30) / 2 / mean, Breadth.gini(counts), EXACT);
    }

    @Test
    void onlyTheFirstTenOfAListCount() {
        int[][] own = {{19}};
        Split split = new Split(
                Interactions.of(20, own), Interactions.of(20, new int[][] {{18}}), Interactions.of(20, new int[][] {{17}
                }));
        int[] ranked = IntStream.range(0, 18).toArray();
        assertEquals(
                0.5,
                new Evaluator(split).assess(Lists.rankings(ranked)).breadth().coverage(),
                EXACT);
    }

    @Test
    void emptyListsHaveNoBreadth() {
        assertNull(new Evaluator(split())
                .assess(Lists.rankings(new int[0], new int[0], new int[0], new int[0]))
                .breadth());
    }

    @Test
    void usersByHowMuchIsKnownOfThem() {
        Assessment found = new Evaluator(split())
                .assess(Lists.rankings(new int[] {4}, new int[] {2, 3, 5}, new int[] {3, 5}, new int[] {1}));
        // Train counts 3, 2, 1, 1: both users of one item are in the first group, so that no user is in the second but
        // one.
        assertEquals(new Group((0.5 + 1) / 2, 2, 1, 1), found.users().get("few"));
        assertEquals(new Group(0.5, 1, 2, 2), found.users().get("some"));
        assertEquals(new Group(1, 1, 3, 3), found.users().get("many"));
    }

    @Test
    void itemsByHowManyHaveThem() {
        // Of 7 train pairs item 0 has 4, item 1 has 2, item 2 has 1; nobody is tested on item 0.
        Assessment found = new Evaluator(split())
                .assess(Lists.rankings(new int[] {4}, new int[] {2, 3, 5}, new int[] {3, 5}, new int[] {1}));
        assertFalse(found.items().containsKey("head"));
        assertEquals(new Group(0.5, 2, 2, 2), found.items().get("middle"));
        // Users 0 (item 4), 1 (items 2 and 4) and 2 (item 5).
        assertEquals(new Group((1 + 0.5 + 1) / 3, 3, 0, 1), found.items().get("tail"));
    }

    @Test
    void groupsOfUsersMakeUpAllOfThem() {
        Random random = new Random(9);
        int users = 50;
        int[][] train = new int[users][];
        int[][] valid = new int[users][];
        int[][] test = new int[users][];
        int[][] ranked = new int[users][];
        for (int u = 0; u < users; u++) {
            int[] order = Lists.permutation(60, random);
            int had = 1 + random.nextInt(30);
            train[u] = Arrays.copyOf(order, had);
            valid[u] = new int[] {order[40]};
            test[u] = Arrays.copyOfRange(order, 45, 46 + random.nextInt(5));
            ranked[u] = Arrays.copyOfRange(order, 30, 60);
        }
        Evaluator evaluator = new Evaluator(
                new Split(Interactions.of(60, train), Interactions.of(60, valid), Interactions.of(60, test)));
        int[][] shuffled = Arrays.stream(ranked)
                .map(row -> IntStream.of(Lists.permutation(row.length, random))
                        .map(i -> row[i])
                        .limit(15)
                        .toArray())
                .toArray(int[][]::new);
        Map<String, Group> groups = evaluator.assess(Lists.rankings(shuffled)).users();
        double sum = groups.values().stream()
                .mapToDouble(group -> group.recall50() * group.measured())
                .sum();
        assertEquals(evaluator.test(Lists.rankings(shuffled)).r50(), sum / users, EXACT);
        assertEquals(3, groups.size());
        groups.values().forEach(group -> assertTrue(group.measured() >= 10, groups.toString()));
    }
}

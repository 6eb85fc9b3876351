package org.hetcomp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Shares;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

class DataDifferenceTest {
    private static final DataSpec SPEC = DataSpec.of("ours.tsv");
    private static final Card CARD =
            Card.of(Card.Kind.STUDENT, "student").data(data(SPEC, "a", 2, 3, 1)).build();

    private static Dataset data(DataSpec spec, String sha256, int users, int items, int tests) {
        int[][] train = new int[users][];
        int[][] test = new int[users][];
        for (int u = 0; u < users; u++) {
            train[u] = new int[] {0};
            test[u] = IntStream.rangeClosed(1, tests).toArray();
        }
        Interactions none = Interactions.of(items, new int[users + 1], new int[0]);
        Split split = new Split(Interactions.of(items, train), none, Interactions.of(items, test));
        return new Dataset(spec, sha256, split, ids(users), ids(items));
    }

    private static IdMap ids(int size) {
        return new IdMap(IntStream.range(0, size).mapToObj(Integer::toString).toList());
    }

    private static void hold(String expected, Dataset data) {
        assertEquals(expected, DataDifference.between(CARD, data));
    }

    @Test
    void ofAnotherFileWhatDiffers() {
        hold("ours.tsv had 2 users, not 4; 4 pairs, not 8", data(SPEC, "b", 4, 3, 1));
        hold("ours.tsv had 4 pairs, not 6", data(SPEC, "b", 2, 3, 2));
        hold(
                "as many users, items and pairs, but not the same ones, as ours.tsv had",
                data(DataSpec.of("theirs.tsv"), "b", 2, 3, 1));
    }

    @Test
    void ofTheSameFileHowItIsDivided() {
        hold(
                "the same, but read or divided with --split-seed 0, not 4; --min-user 5, not 9",
                data(SPEC.withSplitSeed(4).withLeast(9, 1), "a", 2, 3, 1));
        hold(
                "the same, but read or divided with no --shares 80,10,10",
                data(SPEC.with(SPEC.division().withShares(Shares.of("80,10,10"))), "a", 2, 3, 1));
        hold("the same, but read or divided by another version", data(SPEC, "a", 2, 3, 1));
    }
}

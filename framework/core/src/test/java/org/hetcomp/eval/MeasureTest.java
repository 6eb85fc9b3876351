package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureTest {
    private static final double EXACT = 1e-12;

    /** Hits at places 2, 3 and 6 of a ranking, of four items held back. */
    @ParameterizedTest
    @CsvSource({
        "recall@1, 0",
        "recall@2, 0.25",
        "recall@5, 0.5",
        "recall@6, 0.75",
        "precision@5, 0.4",
        "precision@10, 0.3",
        "hit@1, 0",
        "hit@2, 1",
        "mrr@1, 0",
        "mrr@10, 0.5",
        // 1/2 + 2/3 over 2, the cut; then 1/2 + 2/3 + 3/6 over 4, all that is held back.
        "map@2, 0.25",
        "map@3, 0.3888888888888889",
        "map@10, 0.4166666666666667",
        // 1/log2(3) over 1 + 1/log2(3)
        "ndcg@2, 0.38685280723454163",
    })
    void valuesByHand(String word, double value) {
        assertEquals(value, Measure.of(word).of(new int[] {1, 2, 5}, 4), EXACT);
    }

    @Test
    void theBestRankingHasOne() {
        for (String kind : List.of("recall", "ndcg", "mrr", "map", "hit")) {
            assertEquals(1, Measure.of(kind + "@5").of(new int[] {0, 1, 2}, 3), EXACT, kind);
        }
        assertEquals(1, Measure.of("map@2").of(new int[] {0, 1, 2}, 3), EXACT);
        assertEquals(1, Measure.of("ndcg@2").of(new int[] {0, 1, 2}, 3), EXACT);
    }

    @Test
    void nothingFoundIsZero() {
        for (Measure.Kind kind : Measure.Kind.values()) {
            assertEquals(0, new Measure(kind, 5).of(new int[0], 2));
            assertEquals(0, new Measure(kind, 5).of(new int[] {5}, 2));
        }
    }

    /** The obvious way: each place of the cut looked at, each kind for itself. */
    private static double naive(Measure measure, List<Integer> shown, List<Integer> held) {
        List<Integer> first = shown.subList(0, Math.min(measure.cut(), shown.size()));
        List<Integer> hits = IntStream.range(0, first.size())
                .filter(r -> held.contains(first.get(r)))
                .boxed()
                .toList();
        return switch (measure.kind()) {
            case RECALL -> hits.size() / (double) held.size();
            case PRECISION -> hits.size() / (double) measure.cut();
            case HIT -> hits.isEmpty() ? 0 : 1;
            case MRR -> hits.isEmpty() ? 0 : 1.0 / (hits.get(0) + 1);
            case NDCG -> {
                double best = IntStream.range(0, Math.min(held.size(), measure.cut()))
                        .mapToDouble(r -> Math.log(2) / Math.log(r + 2))
                        .sum();
                yield hits.stream()
                                .mapToDouble(r -> Math.log(2) / Math.log(r + 2))
                                .sum()
                        / best;
            }
            case MAP ->
                hits.stream()
                                .mapToDouble(
                                        r -> hits.stream().filter(h -> h <= r).count() / (r + 1.0))
                                .sum()
                        / Math.min(held.size(), measure.cut());
        };
    }

    @Test
    void meansOverUsersAreAsTheObviousCalculationSays() {
        Random random = new Random(3);
        int items = 40;
        int users = 30;
        int[][] train = new int[users][];
        int[][] valid = new int[users][];
        int[][] test = new int[users][];
        int[][] ranked = new int[users][];
        for (int u = 0; u < users; u++) {
            int[] order = Lists.permutation(items, random);
            train[u] = IntStream.range(0, 3).map(i -> order[i]).toArray();
            valid[u] =
                    IntStream.range(3, 4 + random.nextInt(4)).map(i -> order[i]).toArray();
            test[u] =
                    IntStream.range(8, 9 + random.nextInt(6)).map(i -> order[i]).toArray();
            int[] shown = Lists.permutation(items, random);
            List<Integer> own = IntStream.of(train[u]).boxed().toList();
            ranked[u] = IntStream.of(shown).filter(i -> !own.contains(i)).toArray();
        }
        Split split =
                new Split(Interactions.of(items, train), Interactions.of(items, valid), Interactions.of(items, test));
        List<Measure> measures = Stream.of(Measure.Kind.values())
                .flatMap(kind -> Stream.of(1, 5, 60).map(cut -> new Measure(kind, cut)))
                .toList();
        Evaluator evaluator = new Evaluator(split, measures);
        Rankings rankings = Lists.rankings(ranked);
        Assessment assessment = evaluator.assess(rankings);
        for (Measure measure : measures) {
            double onTest = 0;
            double onValid = 0;
            for (int u = 0; u < users; u++) {
                onTest += naive(measure, without(ranked[u], valid[u]), list(test[u])) / users;
                onValid += naive(measure, without(ranked[u], test[u]), list(valid[u])) / users;
            }
            assertEquals(onTest, assessment.test().get(measure.word()), EXACT, measure.word());
            assertEquals(onValid, assessment.valid().get(measure.word()), EXACT, measure.word());
            assertEquals(onValid, evaluator.valid(rankings, measure), EXACT, measure.word());
        }
    }

    private static List<Integer> list(int[] items) {
        return IntStream.of(items).boxed().toList();
    }

    private static List<Integer> without(int[] items, int[] some) {
        return list(items).stream().filter(i -> !list(some).contains(i)).toList();
    }

    @Test
    void namesAndWords() {
        assertEquals(new Measure(Measure.Kind.RECALL, 20), Measure.of("Recall@20"));
        assertEquals("recall@20", Measure.of("recall@20").name());
        assertEquals("Hit rate@5", Measure.of("hit@5").title());
        for (Measure measure : Measure.FOUR) {
            assertEquals(measure, Measure.of(measure.name()));
            assertEquals(measure, Measure.of(measure.word()));
        }
        assertEquals(
                List.of("R10", "R50", "N10", "N50"),
                Measure.FOUR.stream().map(Measure::name).toList());
        assertThrows(IllegalArgumentException.class, () -> Measure.of("mrr@10").of(new Measures(1, 1, 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "recall", "recall@", "recall@0", "recall@-1", "recall@1001", "auc@10", "@10", "recall@1e2"})
    void whatIsNoMeasureIsToldWhatThereIs(String word) {
        String told = assertThrows(IllegalArgumentException.class, () -> Measure.of(word))
                .getMessage();
        assertTrue(told.contains("recall, ndcg, mrr, map, hit, precision"), told);
    }
}

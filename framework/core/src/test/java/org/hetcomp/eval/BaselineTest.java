package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static int[] depths(int users, int depth) {
        int[] depths = new int[users];
        Arrays.fill(depths, depth);
        return depths;
    }

    @Test
    void popularityCountsUsersAndLeavesOutWhatIsHad() {
        Interactions train = Interactions.of(5, new int[][] {{1, 3}, {1, 2}, {1, 3}, {}});
        Rankings rankings = new Popularity(train).rankings(new int[] {5, 5, 2, 4});
        assertArrayEquals(new int[] {2, 0, 4}, rankings.row(0));
        assertArrayEquals(new int[] {3, 0, 4}, rankings.row(1));
        assertArrayEquals(new int[] {2, 0}, rankings.row(2));
        assertArrayEquals(new int[] {1, 3, 2, 0}, rankings.row(3));
        assertEquals(5, new Popularity(train).parameters());
    }

    /**
     * Cosines of all pairs of columns, summed up over a user's items, each of which has its own nearest ones; below 0, by
     * popularity, where there are none.
     */
    private static double[] naive(int[][] train, int items, int user, int most) {
        boolean[][] had = new boolean[train.length][items];
        for (int u = 0; u < train.length; u++) {
            for (int item : train[u]) {
                had[u][item] = true;
            }
        }
        double[][] cosine = new double[items][items];
        double[] counts = new double[items];
        for (int a = 0; a < items; a++) {
            int item = a;
            counts[a] = Arrays.stream(had).filter(row -> row[item]).count();
        }
        for (int a = 0; a < items; a++) {
            for (int b = 0; b < items; b++) {
                int i = a;
                int j = b;
                long common = Arrays.stream(had).filter(row -> row[i] && row[j]).count();
                cosine[a][b] = a == b || common == 0 ? 0 : common / Math.sqrt(counts[a] * counts[b]);
            }
        }
        double[] scores = new double[items];
        for (int own : train[user]) {
            IntStream.range(0, items)
                    .boxed()
                    .filter(b -> cosine[own][b] > 0)
                    .sorted(Comparator.comparingDouble((Integer b) -> -cosine[own][b]))
                    .limit(most)
                    .forEach(b -> scores[b] += cosine[own][b]);
        }
        for (int item = 0; item < items; item++) {
            scores[item] = scores[item] > 0 ? scores[item] : -1 / (1 + counts[item]) - 1e-3 * item / items;
        }
        return scores;
    }

    @Test
    void neighboursAreAsTheObviousCalculationSays() {
        Random random = new Random(11);
        int users = 40;
        int items = 25;
        int[][] train = new int[users][];
        for (int u = 0; u < users; u++) {
            // Two halves of the catalogue that no user crosses: whoever has few items needs popularity at the end.
            int half = u % 2;
            train[u] = IntStream.of(Arrays.copyOf(Lists.permutation(12, random), 1 + random.nextInt(6)))
                    .map(item -> 2 * item + half)
                    .sorted()
                    .toArray();
        }
        for (int most : new int[] {1, 3, 100}) {
            ItemNeighbours neighbours = new ItemNeighbours(Interactions.of(items, train), most);
            Rankings rankings = neighbours.rankings(depths(users, 15));
            for (int u = 0; u < users; u++) {
                double[] scores = naive(train, items, u, most);
                int[] had = train[u];
                double[] best = IntStream.range(0, items)
                        .filter(item -> Arrays.binarySearch(had, item) < 0)
                        .mapToDouble(item -> -scores[item])
                        .sorted()
                        .limit(15)
                        .toArray();
                double[] shown = IntStream.of(rankings.row(u))
                        .mapToDouble(item -> -scores[item])
                        .toArray();
                assertArrayEquals(best, shown, 1e-6, "user " + u + ", " + most);
                assertEquals(15, IntStream.of(rankings.row(u)).distinct().count());
            }
        }
    }

    @Test
    void aUserOfNothingIsShownWhatIsPopular() {
        Interactions train = Interactions.of(4, new int[][] {{}, {2, 3}, {3}});
        assertArrayEquals(
                new int[] {3, 2, 0},
                new ItemNeighbours(train).rankings(depths(3, 3)).row(0));
        assertEquals(2, new ItemNeighbours(train).parameters());
    }

    @Test
    void chanceIsTheShareOfWhatIsLeftThatIsShown() {
        Split split = new Split(
                Interactions.of(100, new int[][] {{0, 1}, {0}, {3}}),
                Interactions.of(100, new int[][] {{2, 3, 4}, {}, {1}}),
                Interactions.of(100, new int[][] {{5}, {6}, {2}}));
        assertEquals((50 / 95.0 + 50 / 98.0) / 2, new Evaluator(split).chance(), 1e-12);
    }

    @Test
    void rankingsReachWhereEnoughIsLeftOfEach() {
        Split split = new Split(
                Interactions.of(60, new int[][] {{0}}),
                Interactions.of(60, new int[][] {{1}}),
                Interactions.of(60, new int[][] {{2, 3}}));
        Evaluator evaluator = new Evaluator(split);
        int[] all = IntStream.range(1, 60).toArray();
        assertEquals(true, evaluator.reaches(Lists.rankings(Arrays.copyOf(all, 52))));
        assertEquals(false, evaluator.reaches(Lists.rankings(Arrays.copyOf(all, 51))));
        Evaluator deeper = new Evaluator(split, List.of(Measure.of("recall@80")));
        assertEquals(false, deeper.reaches(Lists.rankings(Arrays.copyOf(all, 58))));
        assertEquals(true, deeper.reaches(Lists.rankings(all)));
    }
}

package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.backend.Lanes;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.junit.jupiter.api.Test;

/** Rankings by an engine, with more users than a block has and with so many items that they are scored in parts. */
public abstract class RankerContract extends EngineTest {
    private static final int DIM = 4;

    /** Whole numbers, so that every engine's sums are exact, and equal scores are many. */
    private record Model(DotScorer scorer, Interactions had, int[][] sorted) implements AutoCloseable {
        @Override
        public void close() {
            scorer.arrays().values().forEach(NDArray::close);
        }
    }

    private Model model(int users, int items, int depth) {
        Random random = new Random(items);
        float[] user = whole(random, users);
        float[] item = whole(random, items);
        float[] bias = new float[items];
        for (int i = 0; i < items; i++) {
            bias[i] = random.nextInt(3);
        }
        int[][] had = new int[users][];
        for (int u = 0; u < users; u++) {
            had[u] = random.ints(20, 0, items).distinct().sorted().toArray();
        }
        NDManager manager = backend.manager();
        DotScorer scorer = new DotScorer(
                backend,
                manager.create(user, new Shape(users, DIM)),
                manager.create(item, new Shape(items, DIM)),
                manager.create(bias, new Shape(1, items)));
        int[][] sorted = IntStream.range(0, users)
                .mapToObj(u -> sorted(user, item, bias, u, had[u], depth))
                .toArray(int[][]::new);
        return new Model(scorer, Interactions.of(items, had), sorted);
    }

    private static float[] whole(Random random, int rows) {
        float[] table = new float[rows * DIM];
        for (int j = 0; j < table.length; j++) {
            table[j] = random.nextInt(41) - 20;
        }
        return table;
    }

    private static int[] sorted(float[] user, float[] item, float[] bias, int u, int[] had, int depth) {
        float[] scores = bias.clone();
        for (int i = 0; i < scores.length; i++) {
            for (int k = 0; k < DIM; k++) {
                scores[i] += user[u * DIM + k] * item[i * DIM + k];
            }
        }
        return IntStream.range(0, scores.length)
                .filter(i -> Arrays.binarySearch(had, i) < 0)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(depth)
                .mapToInt(i -> i)
                .toArray();
    }

    private static void assertRanks(int[][] sorted, Rankings rankings) {
        for (int u = 0; u < sorted.length; u++) {
            assertArrayEquals(sorted[u], rankings.row(u), "user " + u);
        }
    }

    @Test
    void ranksManyUsersInBlocks() {
        try (Model model = model(1300, 700, 30)) {
            Ranker ranker = new Ranker(backend);
            assertRanks(model.sorted, ranker.rank(model.scorer, model.had, 30));
            int[] depths = IntStream.range(0, 1300).map(u -> u % 31).toArray();
            Rankings some = ranker.rank(model.scorer, model.had, depths);
            for (int u = 0; u < depths.length; u++) {
                assertArrayEquals(Arrays.copyOf(model.sorted[u], depths[u]), some.row(u), "user " + u);
            }
        }
    }

    /** 80,000 items are scored in ten parts of 8,192 for 256 users at a time. */
    @Test
    void ranksManyItemsInParts() {
        try (Model model = model(300, 80_000, 30)) {
            assertRanks(model.sorted, new Ranker(backend).rank(model.scorer, model.had, 30));
            // So deep that as many users would keep more than a block of scores.
            Rankings deep = new Ranker(backend).rank(model.scorer, new int[] {7, 3}, model.had, 40_000);
            assertArrayEquals(model.sorted[7], Arrays.copyOf(deep.row(0), 30));
            assertArrayEquals(model.sorted[3], Arrays.copyOf(deep.row(1), 30));
        }
    }

    private static Scorer whole(Scorer scorer, Runnable scored) {
        return new Scorer() {
            @Override
            public int users() {
                return scorer.users();
            }

            @Override
            public int items() {
                return scorer.items();
            }

            @Override
            public NDArray scores(NDManager manager, int[] users) {
                scored.run();
                return scorer.scores(manager, users);
            }

            @Override
            public Map<String, NDArray> arrays() {
                return scorer.arrays();
            }
        };
    }

    /** Items with their scores, to whoever takes them in the users' order; in parts, at once, and among some. */
    @Test
    void givesTheBestWithTheirScores() throws IOException {
        try (Model model = model(300, 80_000, 30)) {
            int[] users = IntStream.iterate(299, u -> u - 1).limit(300).toArray();
            int[] allowed = IntStream.range(0, 40_000).map(i -> 2 * i).toArray();
            for (Scorer scorer : List.of(model.scorer, whole(model.scorer, () -> {}))) {
                List<Integer> seen = new ArrayList<>();
                new Ranker(backend).best(scorer, users, model.had, 30, (user, items, scores) -> {
                    seen.add(user);
                    assertArrayEquals(model.sorted[user], items);
                    assertFall(scores);
                });
                assertEquals(IntStream.of(users).boxed().toList(), seen);
                new Ranker(backend).best(scorer, users, model.had, allowed, 10, (user, items, scores) -> {
                    int[] even = IntStream.of(model.sorted[user])
                            .filter(i -> i % 2 == 0)
                            .limit(10)
                            .toArray();
                    assertArrayEquals(even, Arrays.copyOf(items, even.length));
                    assertFall(scores);
                });
            }
        }
    }

    private static void assertFall(float[] scores) {
        for (int r = 1; r < scores.length; r++) {
            assertTrue(scores[r] <= scores[r - 1], Arrays.toString(scores));
        }
    }

    @Test
    void ranksWhatUsersHave() {
        try (Model model = model(1300, 700, 700)) {
            Rankings own = new Ranker(backend).rankOwn(model.scorer, model.had, 5);
            Rankings all = new Ranker(backend).rank(model.scorer, Interactions.of(700, new int[1300][0]), 700);
            for (int u = 0; u < 1300; u++) {
                int user = u;
                int[] expected = IntStream.of(all.row(u))
                        .filter(i -> model.had.contains(user, i))
                        .limit(5)
                        .toArray();
                assertArrayEquals(expected, own.row(u));
            }
        }
    }

    /** Nobody scores any more once it is thrown, and the next ranking is as ever. */
    @Test
    void aModelThatFailsIsHeard() {
        try (Model model = model(1300, 700, 30)) {
            List<String> scored = Collections.synchronizedList(new ArrayList<>());
            Scorer failing = whole(model.scorer, () -> {
                scored.add("");
                throw new IllegalStateException("no scores");
            });
            Ranker ranker = new Ranker(backend);
            IllegalStateException failed =
                    assertThrows(IllegalStateException.class, () -> ranker.rank(failing, model.had, 30));
            assertEquals("no scores", failed.getMessage());
            int count = scored.size();
            assertRanks(model.sorted, ranker.rank(model.scorer, model.had, 30));
            assertEquals(count, scored.size());
        }
    }

    /** In a lane it is that lane alone that ranks: to wait for others would be to wait for itself. */
    @Test
    void ranksInALaneToo() throws Exception {
        try (Model model = model(1300, 700, 30)) {
            Lanes lanes = backend.lanes();
            CountDownLatch both = new CountDownLatch(lanes.count());
            List<Future<Rankings>> begun = new ArrayList<>();
            for (int lane = 0; lane < lanes.count(); lane++) {
                begun.add(lanes.begin(1, () -> {
                    both.countDown();
                    both.await();
                    assertEquals(1, lanes.free());
                    return new Ranker(backend).rank(model.scorer, model.had, 30);
                }));
            }
            both.await();
            assertEquals(1, lanes.free(), "who is in none does without them while others have them");
            for (Future<Rankings> one : begun) {
                assertRanks(model.sorted, one.get());
            }
            assertEquals(lanes.count(), lanes.free());
        }
    }
}

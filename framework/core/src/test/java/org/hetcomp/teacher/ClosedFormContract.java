package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Families of which a sheet of paper, or an inverse in doubles, says what they must come to. */
public abstract class ClosedFormContract extends EngineTest {
    private static final TeacherOptions OPTIONS = TeacherOptions.standard().withDim(3);

    /** Users 0 and 1 share item 1, users 1 and 2 item 2; nobody has item 4. */
    private static final Interactions SMALL = Interactions.of(5, new int[][] {{0, 1}, {1, 2, 3}, {2}});

    // A user of six, so that sums by fours have a remainder.
    private static final Interactions WIDE =
            Interactions.of(6, new int[][] {{0, 1, 2, 3, 4, 5}, {1, 2, 3}, {2}, {0, 2}, {2, 5}});

    private static Split of(Interactions train) {
        Interactions none = Interactions.of(train.items(), new int[train.users()][0]);
        return new Split(train, none, none);
    }

    private static Interactions drawn(int users, int items) {
        Random random = new Random(users);
        int[][] rows = new int[users][];
        for (int u = 0; u < users; u++) {
            TreeSet<Integer> row = new TreeSet<>();
            while (row.size() < 1 + u % 12) {
                double draw = random.nextDouble();
                row.add((int) (draw * draw * items));
            }
            rows[u] = row.stream().mapToInt(i -> i).toArray();
        }
        return Interactions.of(items, rows);
    }

    private static float[] scores(NDManager scope, Scorer scorer) {
        return scorer.scores(scope, IntStream.range(0, scorer.users()).toArray())
                .toFloatArray();
    }

    /** From an item over a user to another: 1 / sqrt(count) a step; beta is 0.1 in the third epoch. */
    @Test
    void theWalkIsThatOfASheetOfPaper() {
        try (Teacher walk = new GraphWalk(backend, of(SMALL));
                NDManager scope = backend.manager().newSubManager()) {
            walk.epoch(1);
            walk.epoch(3);
            double beta = Math.pow(2, -0.1);
            double half = 1 / Math.sqrt(2);
            double third = 1 / Math.sqrt(3);
            // What no step reaches is below all that one reaches, by popularity.
            double out = half * third * beta / 2 / 2;
            double[] expected = {
                half * half,
                half * beta,
                half * third * beta,
                half * third,
                0,
                half * half,
                half * third * beta + third * beta,
                half * third * beta + third * beta,
                2 * half * third,
                0,
                0,
                half * third * beta,
                0,
                half * third,
                0
            };
            float[] scores = scores(scope, walk.scorer(scope));
            int[] counts = SMALL.itemCounts();
            for (int cell = 0; cell < expected.length; cell++) {
                assertEquals(expected[cell] + out * counts[cell % 5], scores[cell], 1e-6, "cell " + cell);
            }
            assertEquals(8, walk.size());
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 400, 3", "520, 300, 1", "256, 500, 200"})
    void sweptBlocksAreTheInverse(int n, int columns, double lambda) {
        Interactions x = drawn(n, columns);
        double[] exact = inverse(x, ones(n), lambda).data;
        float[][] swept = new SweptInverse(backend, x, x.transposed(), ones(n), ones(columns)).of(lambda);
        double largest = 0;
        double miss = 0;
        for (int at = 0; at < exact.length; at++) {
            largest = Math.max(largest, Math.abs(exact[at]));
            miss = Math.max(miss, Math.abs(exact[at] - swept[at / n][at % n]));
        }
        assertTrue(miss < 2e-5 * largest, miss + " of " + largest);
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static DMatrixRMaj inverse(Interactions x, float[] weights, double lambda) {
        DMatrixRMaj gram = new DMatrixRMaj(x.users(), x.users());
        for (int u = 0; u < x.users(); u++) {
            for (int v = 0; v < x.users(); v++) {
                int other = v;
                long common =
                        IntStream.of(x.row(u)).filter(i -> x.contains(other, i)).count();
                gram.set(u, v, weights[u] * weights[v] * common + (u == v ? lambda : 0));
            }
        }
        assertTrue(CommonOps_DDRM.invert(gram));
        return gram;
    }

    /** Both forms: fewer users, and fewer items. Lists are long enough for all items, so that nothing is cut. */
    @ParameterizedTest
    @CsvSource({"120, 300", "400, 150"})
    void easeIsItsClosedForm(int users, int items) {
        Interactions x = drawn(users, items);
        try (Teacher ease = new EaseTeacher(backend, of(x), OPTIONS.withL2(0.5));
                NDManager scope = backend.manager().newSubManager()) {
            // lambda 16, then 8.
            double first = ease.epoch(1);
            double loss = ease.epoch(2);
            assertTrue(loss < first, loss + " after " + first);
            float[] value = ones(items);
            for (int i = 0; i < items; i++) {
                value[i] = (float) Math.pow(Math.max(1, x.itemCounts()[i]), -0.15);
            }
            DMatrixRMaj p = inverse(x.transposed(), value, 8);
            float[] scores = scores(scope, ease.scorer(scope));
            double error = 0;
            for (int u = 0; u < users; u++) {
                for (int j = 0; j < items; j++) {
                    double score = 0;
                    for (int i : x.row(u)) {
                        score -= i == j ? 0 : value[i] * p.get(i, j) / p.get(j, j);
                    }
                    error += Math.pow(score - (x.contains(u, j) ? value[j] : 0), 2);
                    assertEquals(score, scores[u * items + j], 2e-5, "user " + u + ", item " + j);
                }
            }
            assertEquals(error / x.size(), loss, 1e-4);
        }
    }

    /** A step of many pairs is one step, however many of them have their scores at a time. */
    @Test
    void lightGcnLearnsTheSameFromPartsOfAStep() {
        Interactions train = drawn(40, 30);
        TeacherOptions options = OPTIONS.withSteps(1 << 12, 16).withL2(0.5);
        try (Teacher whole = new LightGcn(backend, of(train), options, 4, true, 1 << 12);
                Teacher parts = new LightGcn(backend, of(train), options, 4, false, 50)) {
            assertTrue(train.size() > 100, "three parts at the least");
            for (int epoch = 1; epoch <= 3; epoch++) {
                assertEquals(whole.epoch(epoch), parts.epoch(epoch), 1e-5);
            }
            assertArrayEquals(
                    whole.parameters().get("node").toFloatArray(),
                    parts.parameters().get("node").toFloatArray(),
                    1e-4f);
        }
    }

    /** The mean of the vectors and of three rounds of passing them on, by whole matrices in doubles. */
    @Test
    void lightGcnPassesOnByHand() {
        assertPassesOn(true);
        assertPassesOn(false);
    }

    private void assertPassesOn(boolean inJava) {
        int nodes = WIDE.users() + WIDE.items();
        int[] degrees = new int[nodes];
        double[][] graph = new double[nodes][nodes];
        for (int u = 0; u < WIDE.users(); u++) {
            for (int i : WIDE.row(u)) {
                degrees[u]++;
                degrees[WIDE.users() + i]++;
            }
        }
        for (int u = 0; u < WIDE.users(); u++) {
            for (int i : WIDE.row(u)) {
                int node = WIDE.users() + i;
                graph[u][node] = graph[node][u] = 1 / Math.sqrt((double) degrees[u] * degrees[node]);
            }
        }
        try (Teacher gcn = new LightGcn(backend, of(WIDE), OPTIONS, 4, inJava, 4);
                NDManager scope = backend.manager().newSubManager()) {
            float[] start = gcn.parameters().get("node").toFloatArray();
            DotScorer scorer = (DotScorer) gcn.scorer(scope);
            float[] user = scorer.user().toFloatArray();
            float[] item = scorer.item().toFloatArray();
            double[][] layer = new double[nodes][3];
            double[][] sum = new double[nodes][3];
            for (int at = 0; at < start.length; at++) {
                layer[at / 3][at % 3] = start[at];
                sum[at / 3][at % 3] = start[at] / 4.0;
            }
            for (int round = 0; round < 3; round++) {
                double[][] next = new double[nodes][3];
                for (int to = 0; to < nodes; to++) {
                    for (int from = 0; from < nodes; from++) {
                        for (int k = 0; k < 3; k++) {
                            next[to][k] += graph[to][from] * layer[from][k];
                            sum[to][k] += graph[to][from] * layer[from][k] / 4;
                        }
                    }
                }
                layer = next;
            }
            for (int u = 0; u < WIDE.users(); u++) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(sum[u][k], user[u * 3 + k], 1e-6, "user " + u);
                }
            }
            for (int i = 0; i < WIDE.items(); i++) {
                double[] row = sum[WIDE.users() + i];
                double norm = Math.sqrt(row[0] * row[0] + row[1] * row[1] + row[2] * row[2]);
                for (int k = 0; k < 3; k++) {
                    assertEquals(row[k] / norm, item[i * 3 + k], 1e-5, "item " + i);
                }
            }
        }
    }

    private static Map<String, NDArray> lists(NDManager scope) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("neighbour", scope.create(new float[] {1, 2, 0, 0, 1, 0}, new Shape(3, 2)));
        arrays.put("weight", scope.create(new float[] {4, 2, 3, 0, 0, 0}, new Shape(3, 2)));
        arrays.put("count", scope.create(new float[] {1, 2}, new Shape(1, 2)));
        arrays.put("own", scope.create(new float[] {0, 1, 2}, new Shape(1, 3)));
        return arrays;
    }

    @Test
    void listsScoreByWhatUsersHave() {
        try (NDManager scope = backend.manager().newSubManager()) {
            // Half the least weight where a list leads to nothing, all items being as popular.
            assertArrayEquals(new float[] {1, 5, 3, 4, 1, 1}, scores(scope, new NeighbourScorer(lists(scope))));
        }
    }

    /** As a file may be anybody's. */
    @ParameterizedTest
    @CsvSource({
        "neighbour, 1 2 0 0 3 0, 3, 'number 4 of neighbour is 3.0, not a whole one from 0 to 2'",
        "neighbour, 1 2 0 0 -1 0, 3, 'number 4 of neighbour is -1.0, not a whole one from 0 to 2'",
        "neighbour, 1 2 0 0 0.5 0, 3, 'number 4 of neighbour is 0.5, not a whole one from 0 to 2'",
        "neighbour, 1 2, 1, 'the lists of neighbours do not fit each other'",
        "count, 1 3000000000, 1, 'number 1 of count is 3.0E9'",
        "count, 1 1, 1, 'offsets must run from 0 to the number of pairs, 3'",
        "count, 3 3, 1, 'offsets'",
        "count, 1 2, 2, 'the lists of neighbours do not fit each other'",
        "own, 0 1 1, 1, 'user 1 has item 1 twice'",
        "own, 0 1 7, 1, 'number 2 of own is 7.0'",
        "other, 0, 1, 'lists of neighbours have the arrays [count, neighbour, own, weight], not'"
    })
    void listsThatAreNoneAreRefused(String name, String values, int height, String message) {
        String[] numbers = values.split(" ");
        float[] floats = new float[numbers.length];
        for (int n = 0; n < floats.length; n++) {
            floats[n] = Float.parseFloat(numbers[n]);
        }
        try (NDManager scope = backend.manager().newSubManager()) {
            Map<String, NDArray> arrays = lists(scope);
            arrays.put(name, scope.create(floats, new Shape(height, floats.length / height)));
            String said = assertThrows(IllegalArgumentException.class, () -> new NeighbourScorer(arrays))
                    .getMessage();
            assertTrue(said.startsWith(message), said);
        }
    }
}

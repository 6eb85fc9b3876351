package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks, bounds and shared passes against a loop that has none of them. */
class ExactnessTest {
    private static final int CASES = 300;

    @TempDir
    Path folder;

    private static float plain(float[] user, float[] item) {
        float sum = user[0] * item[0];
        for (int k = 1; k < user.length; k++) {
            sum += user[k] * item[k];
        }
        return sum;
    }

    private static List<Recommendation> naive(float[] scores, int top, Set<String> without, Set<String> only) {
        return IntStream.range(0, scores.length)
                .filter(row -> !Float.isNaN(scores[row]))
                .filter(row -> !without.contains("i" + row) && (only == null || only.contains("i" + row)))
                .boxed()
                // Zero of either sign is one score.
                .sorted(Comparator.<Integer>comparingDouble(row -> -(scores[row] + 0f) + 0.0)
                        .thenComparing(row -> row))
                .limit(top)
                .map(row -> new Recommendation("i" + row, scores[row] + 0f))
                .toList();
    }

    private static Set<String> some(Random random, int items) {
        int size = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> items;
            default -> random.nextInt(items + 1);
        };
        Set<String> some = new HashSet<>();
        for (int n = 0; n < size; n++) {
            some.add("i" + (size == items ? n : random.nextInt(items)));
        }
        return some;
    }

    @Test
    void agreesWithALoopOverAllItems() {
        Random random = new Random(1);
        for (int n = 0; n < CASES; n++) {
            int dim = 1 + random.nextInt(n % 5 == 0 ? 70 : 18);
            int items = 1 + random.nextInt(n % 10 == 0 ? 5000 : 400);
            float[][] user = Cases.awkward(random, 12, dim);
            float[][] item = Cases.awkward(random, items, dim);
            Student student = Student.open(Written.of(user, item).into(folder.resolve("" + n)));
            List<Query> queries = new ArrayList<>();
            List<List<Recommendation>> expected = new ArrayList<>();
            for (int u = 0; u < user.length; u++) {
                float[] scores = new float[items];
                for (int i = 0; i < items; i++) {
                    scores[i] = plain(user[u], item[i]);
                }
                // The very bits, also those of what is no number.
                assertArrayEquals(scores, student.scores(user[u]), "case " + n);
                int top = 1 + random.nextInt(random.nextBoolean() ? 10 : items + 10);
                Set<String> without = random.nextBoolean() ? Set.of() : some(random, items);
                Set<String> only = random.nextInt(3) > 0 ? null : some(random, items);
                Query query = (random.nextBoolean() ? Query.of("u" + u) : Query.of(user[u]))
                        .top(top)
                        .without(without);
                queries.add(only == null ? query : query.only(only));
                expected.add(naive(scores, top, without, only));
                assertEquals(expected.get(u), student.recommend(queries.get(u)), "case " + n + ", user " + u);
            }
            assertEquals(expected, student.recommendAll(queries), "case " + n);
        }
    }

    @Test
    void similarAgreesWithALoopOverAllItems() {
        Random random = new Random(2);
        for (int n = 0; n < 40; n++) {
            int items = 2 + random.nextInt(2000);
            // Of several blocks, the later ones short.
            float[][] item = Cases.awkward(random, items, 40);
            Student student = Student.open(Written.of(item, item).into(folder.resolve("" + n)));
            int from = random.nextInt(items);
            float[] unit = Vectors.unit(item[from]);
            float[] scores = new float[items];
            for (int i = 0; i < items; i++) {
                float inverse = (float) (1 / Vectors.length(item[i]));
                scores[i] = plain(unit, item[i]) * (Float.isFinite(inverse) ? inverse : 0);
            }
            Set<String> without = some(random, items);
            without.add("i" + from);
            Query query = Query.similar("i" + from).top(15).without(without);
            assertEquals(naive(scores, 15, without, null), student.recommend(query), "case " + n);
        }
    }

    @Test
    void isCloseToTheSumInDouble() {
        float[][] user = Cases.vectors(3, 20, 32);
        float[][] item = Cases.vectors(4, 700, 32);
        Student student = Student.open(Written.of(user, item).into(folder));
        for (float[] vector : user) {
            float[] scores = student.scores(vector);
            for (int i = 0; i < scores.length; i++) {
                double exact = 0;
                double size = 0;
                for (int k = 0; k < vector.length; k++) {
                    exact += (double) vector[k] * item[i][k];
                    size += Math.abs((double) vector[k] * item[i][k]);
                }
                assertTrue(Math.abs(scores[i] - exact) <= 32 * 0x1p-24 * size, "item " + i);
            }
        }
    }

    /** A score that rounding lifts above the product of the lengths must not be cut off by it. */
    @Test
    void aBoundIsNeverBelowAScore() {
        Random random = new Random(3);
        for (int n = 0; n < 20_000; n++) {
            int dim = 1 + random.nextInt(100);
            // Squares of 1e-22 are the smallest floats there are, and rounded by up to a half of themselves.
            double size = random.nextBoolean() ? 1 : 1e-22;
            float[] item = new float[dim];
            for (int k = 0; k < dim; k++) {
                item[k] = (float) (random.nextGaussian() * size * (random.nextInt(3) - 1));
            }
            Search search = new Search(item, false, 1, new BitSet(), null);
            search.take(plain(item, item), 1);
            assertTrue(search.reaches(Math.nextUp((float) Vectors.length(item))), "case " + n);
        }
    }

    @Test
    void tiesAtTheEdgeGoToTheSmallerRowWhateverTheLength() {
        // Row 0 is the shortest, and scores what the others score: it is found last and comes first.
        float[][] item = new float[3000][];
        for (int i = 0; i < item.length; i++) {
            item[i] = new float[] {1, i * 0x1p-12f};
        }
        Student student = Student.open(Written.of(new float[][] {{1, 0}}, item).into(folder));
        assertEquals(
                List.of("i0", "i1", "i2"),
                student.recommend("u0", 3).stream().map(Recommendation::item).toList());
    }
}

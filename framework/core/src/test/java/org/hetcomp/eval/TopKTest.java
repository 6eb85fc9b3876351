package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.junit.jupiter.api.Test;

class TopKTest {
    /** The whole row sorted: by score, and where scores are equal by id. */
    private static int[] sorted(float[] scores, int[] skip, int depth) {
        int[] best = IntStream.range(0, scores.length)
                .filter(i -> !Float.isNaN(scores[i]))
                .filter(i -> Arrays.stream(skip).noneMatch(s -> s == i))
                .boxed()
                .sorted((a, b) -> scores[a] != scores[b] ? Float.compare(scores[b], scores[a]) : Integer.compare(a, b))
                .limit(depth)
                .mapToInt(i -> i)
                .toArray();
        int[] padded = new int[depth];
        Arrays.fill(padded, Rankings.NONE);
        System.arraycopy(best, 0, padded, 0, best.length);
        return padded;
    }

    private static int[] select(TopK top, float[] scores, int[] skip, int depth) {
        // Rows lie inside longer arrays; what is around them is better, and not to be seen.
        float[] around = new float[scores.length + 5];
        Arrays.fill(around, 100);
        System.arraycopy(scores, 0, around, 3, scores.length);
        int[] skips = new int[skip.length + 3];
        System.arraycopy(skip, 0, skips, 2, skip.length);
        int[] out = new int[depth + 4];
        top.select(
                new TopK.Row(FloatBuffer.wrap(around), 3, scores.length),
                new TopK.Skip(skips, 2, 2 + skip.length),
                depth,
                out,
                1);
        assertArrayEquals(new int[] {0, 0, 0, 0}, new int[] {out[0], out[depth + 1], out[depth + 2], out[depth + 3]});
        return Arrays.copyOfRange(out, 1, depth + 1);
    }

    @Test
    void equalScoresGoToTheSmallerItem() {
        float[] scores = {1, 2, 2, 1, 2, 3, 1, 2};
        assertArrayEquals(new int[] {5, 1, 2, 4, 7, 0, 3}, select(new TopK(7), scores, new int[0], 7));
        assertArrayEquals(new int[] {5, 1, 2}, select(new TopK(3), scores, new int[0], 3));
        assertArrayEquals(new int[] {0, 1, 3, 4}, select(new TopK(4), new float[9], new int[] {2}, 4));
    }

    @Test
    void isTheHeadOfTheSortedRow() {
        Random random = new Random(8);
        TopK reused = new TopK(60);
        for (int round = 0; round < 500; round++) {
            int levels = 1 + random.nextInt(30);
            float[] scores = new float[1 + random.nextInt(60)];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextInt(12) == 0 ? Float.NaN : random.nextInt(levels) - levels / 2;
            }
            int[] skip = IntStream.range(0, scores.length)
                    .filter(i -> random.nextInt(4) == 0)
                    .toArray();
            int depth = 1 + random.nextInt(60);
            assertArrayEquals(sorted(scores, skip, depth), select(reused, scores, skip, depth), "round " + round);
        }
    }

    /** Rows longer than what is read at once, in parts that begin and end anywhere, give what one row gives. */
    @Test
    void partsRankAsOneRow() {
        Random random = new Random(9);
        TopK top = new TopK(40);
        for (int round = 0; round < 200; round++) {
            float[] scores = new float[1 + random.nextInt(5000)];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = random.nextInt(50) == 0 ? Float.NaN : random.nextInt(1000);
            }
            int[] skip = IntStream.range(0, scores.length)
                    .filter(i -> random.nextInt(9) == 0)
                    .toArray();
            int[] out = new int[40];
            float[] outScores = new float[40];
            top.begin(TopK.Skip.of(skip), 40);
            for (int from = 0; from < scores.length; ) {
                int to = Math.min(scores.length, from + 1 + random.nextInt(2500));
                top.add(TopK.Row.of(Arrays.copyOfRange(scores, from, to)), from);
                from = to;
            }
            int count = top.end(out, outScores, 0);
            int[] expected = sorted(scores, skip, 40);
            assertArrayEquals(expected, out, "round " + round);
            for (int r = 0; r < 40; r++) {
                assertEquals(r < count, out[r] != Rankings.NONE);
                assertEquals(r < count ? scores[out[r]] : 0, outScores[r]);
            }
        }
    }

    @Test
    void infinitiesAreScoresAndNaNIsNone() {
        float[] scores = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0, Float.NaN};
        assertArrayEquals(new int[] {2, 3, 1, -1}, select(new TopK(4), scores, new int[0], 4));
        assertArrayEquals(new int[] {-1, -1}, select(new TopK(2), new float[] {Float.NaN}, new int[0], 2));
        assertArrayEquals(new int[] {-1}, select(new TopK(1), new float[] {1, 2}, new int[] {0, 1}, 1));
    }

    /** A user of whom nobody wants a ranking, with more items than there is room for. */
    @Test
    void nothingIsChosenWhereNothingIsAskedFor() {
        int[] out = {7};
        new TopK(2).select(TopK.Row.of(new float[] {1, 2, 3, 4, 5, 6}), TopK.Skip.of(new int[0]), 0, out, 0);
        assertArrayEquals(new int[] {7}, out);
    }

    @Test
    void takesRoomForOneAtLeast() {
        assertArrayEquals(new int[] {1}, select(new TopK(1), new float[] {1, 2}, new int[0], 1));
        assertThrows(IllegalArgumentException.class, () -> new TopK(0));
    }
}

package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

    @Test
    void infinitiesAreScoresAndNaNIsNone() {
        float[] scores = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0, Float.NaN};
        assertArrayEquals(new int[] {2, 3, 1, -1}, select(new TopK(4), scores, new int[0], 4));
        assertArrayEquals(new int[] {-1, -1}, select(new TopK(2), new float[] {Float.NaN}, new int[0], 2));
        assertArrayEquals(new int[] {-1}, select(new TopK(1), new float[] {1, 2}, new int[] {0, 1}, 1));
    }

    @Test
    void takesRoomForOneAtLeast() {
        assertArrayEquals(new int[] {1}, select(new TopK(1), new float[] {1, 2}, new int[0], 1));
        assertThrows(IllegalArgumentException.class, () -> new TopK(0));
    }
}

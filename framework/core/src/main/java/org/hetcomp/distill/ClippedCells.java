package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;

/**
 * Which scores of a batch lie beyond the limit they are clipped to. There are few, if any: no score is larger than the
 * product of its two vectors' lengths, so that only the longest vectors are multiplied to find them, and no pass over the
 * whole block is needed.
 */
final class ClippedCells {
    private final float bound;
    // Ascending by row; row j's columns with their scores' signs.
    private final int[][] columns;
    private final float[][] signs;

    /**
     * Finds them.
     *
     * @param users {@code [B, d] float32}
     * @param items {@code [n, d] float32}
     * @param limit scores beyond this are meant, above 0
     * @param cells how many scores are looked at together, at least 1; those of one user always are
     */
    ClippedCells(Backend backend, NDManager step, NDArray users, NDArray items, float limit, int cells) {
        float[] user = lengths(backend, step, users);
        float[] item = lengths(backend, step, items);
        float longestUser = longest(user);
        float longestItem = longest(item);
        bound = longestUser * longestItem;
        columns = new int[user.length][0];
        signs = new float[user.length][0];
        if (bound > limit) {
            int[] rows = IntStream.range(0, user.length)
                    .filter(r -> user[r] * longestItem > limit)
                    .toArray();
            int[] ids = IntStream.range(0, item.length)
                    .filter(i -> item[i] * longestUser > limit)
                    .toArray();
            try (NDManager scope = step.newSubManager()) {
                NDArray some = backend.rows(scope, items, ids);
                int block = Math.max(1, cells / Math.max(1, ids.length));
                for (int from = 0; from < rows.length; from += block) {
                    int[] part = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + block));
                    find(backend, backend.rows(scope, users, part), some, part, ids, limit);
                }
            }
        }
    }

    private static float[] lengths(Backend backend, NDManager step, NDArray table) {
        int d = Math.toIntExact(table.getShape().get(1));
        NDArray squares = backend.scores(table.square(), step.ones(new Shape(1, d)));
        float[] lengths = new float[Math.toIntExact(squares.size())];
        backend.floats(squares).get(lengths);
        for (int j = 0; j < lengths.length; j++) {
            lengths[j] = (float) Math.sqrt(lengths[j]);
        }
        return lengths;
    }

    private static float longest(float[] lengths) {
        float longest = 0;
        for (float length : lengths) {
            // Not Math.max: lengths that are no numbers make no bound, and the loss tells of them.
            longest = length > longest ? length : longest;
        }
        return longest;
    }

    private void find(Backend backend, NDArray users, NDArray items, int[] rows, int[] ids, float limit) {
        try (NDArray scores = backend.scores(users, items)) {
            FloatBuffer floats = backend.floats(scores);
            IntStream.range(0, rows.length).parallel().forEach(r -> {
                int base = r * ids.length;
                int[] beyond = IntStream.range(0, ids.length)
                        .filter(i -> Math.abs(floats.get(base + i)) > limit)
                        .toArray();
                columns[rows[r]] = Arrays.stream(beyond).map(i -> ids[i]).toArray();
                float[] sign = new float[beyond.length];
                for (int j = 0; j < sign.length; j++) {
                    sign[j] = Math.signum(floats.get(base + beyond[j]));
                }
                signs[rows[r]] = sign;
            });
        }
    }

    /** No score of the batch is larger than this. */
    float bound() {
        return bound;
    }

    /** How many lie in rows {@code from} to {@code to - 1}. */
    int count(int from, int to) {
        return Arrays.stream(columns, from, to).mapToInt(row -> row.length).sum();
    }

    /** Their rows, counted from {@code from}; {@code [count]}. */
    int[] rows(int from, int to) {
        return IntStream.range(from, to)
                .flatMap(row -> Arrays.stream(columns[row]).map(column -> row - from))
                .toArray();
    }

    /** Their columns; {@code [count]}. */
    int[] columns(int from, int to) {
        return Arrays.stream(columns, from, to).flatMapToInt(Arrays::stream).toArray();
    }

    /**
     * The scores that stand in their places.
     *
     * @param bias {@code [n]} what is added to each column after clipping, or null
     * @return {@code [count]}
     */
    float[] values(int from, int to, float limit, float[] bias) {
        float[] values = new float[count(from, to)];
        int n = 0;
        for (int row = from; row < to; row++) {
            for (int j = 0; j < columns[row].length; j++) {
                values[n++] = signs[row][j] * limit + (bias == null ? 0 : bias[columns[row][j]]);
            }
        }
        return values;
    }
}

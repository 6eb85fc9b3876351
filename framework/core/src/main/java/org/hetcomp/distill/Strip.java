package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.hetcomp.backend.Backend;

/**
 * Some items of a block of items x users, for one thread at a time: {@link #take} makes their scores, reads those of the lists, and
 * leaves in their places the exponentials of the rest with each user's sum; once {@link StripCells#values} holds what the lists' cells
 * weigh beside them, {@link #give} makes the gradients. A strip has a row for each item: engines multiply faster so than with a row
 * for each user (docs/performance.md).
 */
final class Strip {
    private static final float LIMIT = ListKind.LIMIT;
    // A score whose exponential is nothing beside that of any other.
    private static final float NEVER = -80f;
    // Scores that are worked on at a time, half of the nearest cache.
    private static final int NEAR = 4096;

    private final Block of;
    private final int number;
    private final int first;
    private final int tall;
    private final int height;
    private final int d;
    private final double[] rests;
    private NDArray vectors;
    private NDArray exponentials;
    private FloatBuffer values;
    private float[] toUsers;

    /**
     * What all strips of a block have.
     *
     * @param users {@code [B, d] float32}, whose manager closes what is left open
     * @param lengths {@code [B]} that no user's vector is beyond
     * @param items {@code [items * d]}, their vectors
     * @param bias {@code [items]} added to the scores of the rest, or null
     */
    record Block(Backend backend, NDArray users, float[] lengths, StripCells cells, FloatBuffer items, float[] bias) {
        float bias(int item) {
            return bias == null ? 0 : bias[item];
        }
    }

    /**
     * A strip.
     *
     * @param number the first is 0
     */
    Strip(Block of, int number) {
        this.of = of;
        this.number = number;
        height = of.lengths().length;
        d = Math.toIntExact(of.users().getShape().get(1));
        first = number * of.cells().most();
        tall = Math.min(of.cells().most(), of.items().remaining() / d - first);
        rests = new double[height];
    }

    /** Lengths that the rows of a table {@code [n, d] float32} are not beyond. */
    static float[] lengths(Backend backend, NDArray table) {
        float[] lengths = new float[Math.toIntExact(table.getShape().get(0))];
        int d = Math.toIntExact(table.getShape().get(1));
        FloatBuffer floats = backend.floats(table);
        float[] near = new float[Math.max(1, NEAR / d) * d];
        for (int first = 0; first < lengths.length; first += near.length / d) {
            int some = Math.min(near.length / d, lengths.length - first);
            floats.get(first * d, near, 0, some * d);
            for (int r = 0; r < some; r++) {
                double square = 0;
                for (int k = r * d; k < (r + 1) * d; k++) {
                    square += (double) near[k] * near[k];
                }
                lengths[first + r] = Math.nextUp((float) Math.sqrt(square));
            }
        }
        return lengths;
    }

    void take() {
        // A view of the table would be a copy on one engine, by an operator that takes ten times as long.
        vectors = of.users().getManager().create(new Shape(tall, d));
        of.backend().ownFloats(vectors).put(0, of.items(), first * d, tall * d);
        exponentials = of.backend().scores(vectors, of.users());
        values = of.backend().ownFloats(exponentials);
        StripCells cells = of.cells();
        for (int cell = cells.start(number); cell < cells.end(number); cell++) {
            if (cells.place(cell) != StripCells.TRAIN) {
                cells.values()[cells.place(cell)] = values.get(at(cell));
            }
        }
        clip();
        for (int cell = cells.start(number); cell < cells.end(number); cell++) {
            values.put(at(cell), NEVER - of.bias(first + cells.item(cell)));
        }
        exponentials();
    }

    private int at(int cell) {
        return of.cells().item(cell) * height + of.cells().row(cell);
    }

    /** Takes scores of the rest beyond the limit, which have no gradient, out of the strip and into the sums. */
    private void clip() {
        float longest = 0;
        for (float length : of.lengths()) {
            // Not Math.max: lengths that are no numbers make no bound, and the loss tells of them.
            longest = length > longest ? length : longest;
        }
        float[] lengths = lengths(of.backend(), vectors);
        boolean hidden = false;
        for (int item = 0; item < tall; item++) {
            if (lengths[item] * longest > LIMIT) {
                if (!hidden) {
                    hide();
                    hidden = true;
                }
                for (int row = 0; row < height; row++) {
                    float score = values.get(item * height + row);
                    if (Math.abs(score) > LIMIT) {
                        rests[row] += Math.exp(Math.copySign(LIMIT, score) + of.bias(first + item));
                        values.put(item * height + row, NEVER - of.bias(first + item));
                    }
                }
            }
        }
    }

    /** So that what is not of the rest is not found beyond the limit. */
    private void hide() {
        for (int cell = of.cells().start(number); cell < of.cells().end(number); cell++) {
            values.put(at(cell), 0);
        }
    }

    private void exponentials() {
        int items = Math.max(1, Math.min(tall, NEAR / height));
        float[] near = new float[items * height];
        float[] half = new float[items / 2 * height];
        for (int item = 0; item < tall; item += items) {
            int some = Math.min(items, tall - item);
            values.get(item * height, near, 0, some * height);
            for (int i = 0; of.bias() != null && i < some; i++) {
                for (int at = i * height; at < (i + 1) * height; at++) {
                    near[at] += of.bias()[first + item + i];
                }
            }
            Exponentials.of(near, some * height);
            values.put(item * height, near, 0, some * height);
            fold(near, half, some);
            for (int row = 0; row < height; row++) {
                rests[row] += near[row];
            }
        }
    }

    /**
     * Adds rows up into the first: half of them to the other half, and so on. Of long loops over arrays from their beginning HotSpot makes vector
     * instructions; a loop a row is slower (docs/performance.md).
     */
    private void fold(float[] rows, float[] half, int count) {
        for (int left = count; left > 1; left -= left / 2) {
            int size = left / 2 * height;
            System.arraycopy(rows, (left - left / 2) * height, half, 0, size);
            add(rows, half, size);
        }
    }

    private static void add(float[] to, float[] from, int count) {
        for (int j = 0; j < count; j++) {
            to[j] += from[j];
        }
    }

    /** The sum of a user's exponentials of the rest. */
    double rest(int row) {
        return rests[row];
    }

    /**
     * Makes the gradients, and closes the exponentials and the vectors.
     *
     * @param scaled {@code [B, d] float32}, each user's row times c
     * @param toItems {@code [items * d]}, receives that to the strip's items
     */
    void give(NDArray scaled, FloatBuffer toItems) {
        StripCells cells = of.cells();
        for (int cell = cells.start(number); cell < cells.end(number); cell++) {
            if (cells.place(cell) != StripCells.TRAIN) {
                values.put(at(cell), cells.values()[cells.place(cell)]);
            }
        }
        try (NDArray block = exponentials;
                NDArray items = vectors;
                NDArray slopes = of.backend().weightedSum(block, scaled);
                NDArray sum = of.backend().transposedSum(block, items)) {
            toItems.put(first * d, of.backend().floats(slopes), 0, tall * d);
            toUsers = new float[height * d];
            of.backend().floats(sum).get(0, toUsers);
        }
    }

    /** Adds this strip's part of the gradients to users, divided by their c. */
    void addToUsers(float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += toUsers[j];
        }
    }
}

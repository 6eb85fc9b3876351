package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.hetcomp.backend.Backend;

/**
 * {@link ListPass} on CPUs: the engine multiplies, and Java does the rest in the arrays' own memory. A block of scores is made in {@link
 * Strip}s of items, each by one thread: first the exponentials and their sums, then, once the
 * lists are known, the gradients. What is added up is added in the order of strips, whichever lane was first (docs/performance.md).
 */
final class ListPassInJava implements ListPass {
    // Scores of a strip, 4 MB: of fewer what a call of the engine's takes by itself shows.
    private static final int STRIP = 1 << 20;
    // Of which a strip's items are a multiple.
    private static final int ALIGNED = 16;
    // Rows of lists that a lane does at a time.
    private static final int ROWS = 32;

    private final Backend backend;
    private final ListKind kind;
    private final NDArray items;
    private final float[] bias;
    private final int width;
    private final int d;

    /**
     * For the blocks of a batch.
     *
     * @param items {@code [items, d] float32}
     * @param bias {@code [items]} added to the scores of the rest, or null
     */
    ListPassInJava(Backend backend, ListKind kind, NDArray items, float[] bias) {
        this.backend = backend;
        this.kind = kind;
        this.items = items;
        this.bias = bias;
        width = Math.toIntExact(items.getShape().get(0));
        d = Math.toIntExact(items.getShape().get(1));
    }

    @Override
    public Gradients gradients(NDManager step, NDArray users, Batch batch, int from) {
        int height = batch.users().length;
        int observed = batch.supervision().observed().cut();
        int unobserved = batch.supervision().unobserved().cut();
        StripCells cells = new StripCells(batch, observed, kind.depth(unobserved), width, itemsOfStrip(height));
        Strip[] strips = strips(users, cells);
        inLanes(strips.length, strip -> strips[strip].take());

        float[] weights = kind.weights(observed, unobserved);
        double[] losses = new double[(height + ROWS - 1) / ROWS];
        float[] inverse = new float[height];
        inLanes(losses.length, part -> {
            ListedLoss listed = new ListedLoss(kind, observed, weights);
            for (int row = part * ROWS; row < Math.min(height, (part + 1) * ROWS); row++) {
                losses[part] += lists(row, listed, cells, strips);
                inverse[row] = (float) listed.inverse();
            }
        });

        NDArray scaled = users.mul(step.create(inverse, new Shape(height, 1)));
        NDArray toItems = step.create(new Shape(width, d));
        FloatBuffer all = backend.ownFloats(toItems);
        inLanes(strips.length, strip -> strips[strip].give(scaled, all));
        double loss = Arrays.stream(losses).sum();
        NDArray toUsers = step.create(toUsers(strips, inverse), new Shape(height, d));
        return new Gradients(step.create((float) loss), toUsers, toItems);
    }

    /** Strips as tall as one another, and if there are several about an even number, for two lanes; the same for any number of lanes. */
    private int itemsOfStrip(int height) {
        long count = ((long) width * Math.max(height, d) + STRIP - 1) / STRIP;
        long even = count < 2 ? 1 : (count + 1) / 2 * 2;
        return (int) ((width / even + ALIGNED) / ALIGNED * ALIGNED);
    }

    private Strip[] strips(NDArray users, StripCells cells) {
        Strip.Block block =
                new Strip.Block(backend, users, Strip.lengths(backend, users), cells, backend.floats(items), bias);
        Strip[] strips = new Strip[cells.strips()];
        Arrays.setAll(strips, strip -> new Strip(block, strip));
        return strips;
    }

    /** A user's loss, and what is to be written where the lists are. */
    private static double lists(int row, ListedLoss listed, StripCells cells, Strip[] strips) {
        double rest = 0;
        for (Strip strip : strips) {
            rest += strip.rest(row);
        }
        int at = row * cells.length();
        double loss = listed.of(cells.listed(), cells.values(), at, rest);
        for (int place = 0; place < cells.length(); place++) {
            cells.values()[at + place] = (float) listed.share(place);
        }
        return loss;
    }

    private float[] toUsers(Strip[] strips, float[] inverse) {
        float[] sum = new float[inverse.length * d];
        for (Strip strip : strips) {
            strip.addToUsers(sum);
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] *= inverse[j / d];
        }
        return sum;
    }

    private void inLanes(int pieces, IntConsumer work) {
        backend.lanes().spread(backend.lanes().free(), pieces, work);
    }
}

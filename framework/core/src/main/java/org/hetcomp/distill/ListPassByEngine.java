package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;

/**
 * {@link ListPass} in NDArrays alone, wherever they lie. Besides a block's scores and their exponentials nothing of size users x items is
 * made, unless scores must be clipped.
 */
final class ListPassByEngine implements ListPass {
    private static final float LIMIT = ListKind.LIMIT;
    // A row's largest score may lie so far above its smallest listed one that the latter's share of the sum is a float.
    private static final float NEAR = 72f;
    private static final float LEAST = 1e-30f;
    // Where shares are not taken, sums go up to exp 60 times the items, and what divides weights by them this far down.
    private static final float LEAST_INVERSE = 1e-36f;

    private final Backend backend;
    private final ListKind kind;
    private final NDArray items;
    private final float[] bias;
    private final ClippedCells clipped;

    /**
     * For the blocks of a batch.
     *
     * @param items {@code [items, d] float32}
     * @param bias {@code [items]} added to the scores of the rest, or null
     * @param clipped of all users of the batch
     */
    ListPassByEngine(Backend backend, ListKind kind, NDArray items, float[] bias, ClippedCells clipped) {
        this.backend = backend;
        this.kind = kind;
        this.items = items;
        this.bias = bias;
        this.clipped = clipped;
    }

    @Override
    public Gradients gradients(NDManager step, NDArray users, Batch batch, int from) {
        int observed = batch.supervision().observed().cut();
        int unobserved = batch.supervision().unobserved().cut();
        int depth = kind.depth(unobserved);
        int height = batch.users().length;
        int width = Math.toIntExact(items.getShape().get(0));
        ListBlock lists = new ListBlock(backend, step, batch, observed, depth, width);
        NDArray weights = lists.present().mul(step.create(kind.weights(observed, unobserved)));
        NDArray order = kind == ListKind.COARSE ? null : order(step, observed, depth);
        NDArray block = backend.scores(users, items);
        NDArray scores = lists.read(block);
        if (bias != null) {
            block.addi(step.create(bias, new Shape(1, width)));
        }
        Cells beyond = null;
        NDArray inLists = null;
        if (clipped.count(from, from + height) > 0) {
            int[] rows = clipped.rows(from, from + height);
            beyond = backend.cells(step, rows, clipped.columns(from, from + height), height, width);
            backend.put(block, beyond, step.create(clipped.values(from, from + height, LIMIT, bias)));
            inLists = scores.abs().lte(LIMIT).toType(DataType.FLOAT32, false);
            scores = scores.clip(-LIMIT, LIMIT);
        }

        // The row's smallest listed score stands in the block too, to tell the unit of the row's exponentials.
        NDArray anchor = lists.present()
                .mul(-1e3f)
                .addi(1e3f)
                .addi(scores)
                .min(new int[] {1}, true)
                .minimum(LIMIT);
        Cells anchors = lists.anchors();
        lists.hide(block, batch.users(), batch.train());
        backend.put(block, anchors, anchor.reshape(height));
        // A softmax reads and writes the block once, and gives each row's exponentials as shares of their sum.
        boolean near = isNear(clipped.bound(), anchor);
        NDArray values = near ? block.softmax(1) : block.exp();
        NDArray sum =
                near ? step.ones(new Shape(height, 1)) : backend.weightedSum(values, step.ones(new Shape(width, 1)));
        block.close();
        NDArray unit = backend.at(values, anchors).reshape(height, 1);
        NDArray rest = sum.sub(unit).maximum(0f);

        NDArray exponentials = near ? scores.sub(anchor).exp().mul(unit) : scores.exp();
        NDArray listed = exponentials.mul(lists.present());
        NDArray sums = order == null ? listed : listed.matMul(order);
        NDArray totals = sums.add(rest).maximum(LEAST);
        NDArray loss = totals.log()
                .sub(unit.log())
                .add(anchor)
                .sub(scores)
                .mul(weights)
                .sum();
        NDArray inverse = weights.div(totals);
        NDArray c = inverse.sum(new int[] {1}, true).maximum(LEAST_INVERSE);
        NDArray shares = order == null ? inverse : inverse.matMul(order.transpose());
        NDArray derivatives = listed.mul(shares).sub(weights);
        if (inLists != null) {
            derivatives = derivatives.mul(inLists);
            backend.put(values, beyond, step.create(new float[beyond.size()]));
        }
        lists.write(values, derivatives.div(c));
        NDArray userGradient = backend.weightedSum(values, items).muli(c);
        NDArray itemGradient = backend.transposedSum(values, users.mul(c));
        values.close();
        return new Gradients(loss, userGradient, itemGradient);
    }

    private static boolean isNear(float bound, NDArray anchor) {
        float most = Math.min(bound, LIMIT);
        return 2 * most <= NEAR || most - anchor.min().getFloat() <= NEAR;
    }

    /** Which listed exponentials each D_t sums: {@code [L, L] float32}, 1 at (j, t) where D_t has item j. */
    private NDArray order(NDManager step, int observed, int depth) {
        int length = observed + depth;
        float[] after = new float[length * length];
        for (int t = 0; t < length; t++) {
            for (int j = t; j < kind.end(t, observed, length); j++) {
                after[j * length + t] = 1;
            }
        }
        // A copy of the engine's own is aligned, so that the products with it add up in the same order in every run.
        try (NDArray java = step.create(after, new Shape(length, length))) {
            return java.duplicate();
        }
    }
}

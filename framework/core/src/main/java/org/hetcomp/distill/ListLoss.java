package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;

/**
 * What the coarse and the fine loss have in common: the sum over listed items t of w_t (log D_t - s_t), where D_t is a
 * sum of exponentials of listed items plus R, that of all items neither in train nor listed.
 *
 * <p>The gradient needs no autograd (design: docs/algorithm.md). With c = sum_t w_t / D_t per user, an item j of the
 * rest has dL/ds_j = c exp s_j; for listed items the derivatives are a small array. Divided by c they are written into
 * the block of exponentials, so that one product gives the users' gradients and one the items'. A batch is done in blocks
 * of users, so that memory does not grow with the items; besides a block's scores and their exponentials nothing of size
 * users x items is made, unless scores must be clipped.
 *
 * <p>The published code forms R by subtraction from the full sum and clamps it at 1e-5; here listed items are left out
 * of the sum, which stays exact where they outweigh it.
 */
abstract sealed class ListLoss implements DistillationLoss permits CoarseLoss, FineLoss {
    private static final float LIMIT = ListKind.LIMIT;
    // A row's largest score may lie so far above its smallest listed one that the latter's share of the sum is a float.
    private static final float NEAR = 72f;
    private static final float LEAST = 1e-30f;
    // Where shares are not taken, sums go up to exp 60 times the items, and what divides weights by them this far down.
    private static final float LEAST_INVERSE = 1e-36f;
    // 32 MB. A quarter of it is a twentieth faster on one engine and takes half as long again on the other.
    private static final int CELLS = 8 << 20;

    private final ListKind kind;
    private final int cells;

    /** In blocks of a size that was measured to be fast. */
    ListLoss(ListKind kind) {
        this(kind, CELLS);
    }

    /**
     * In blocks of users with at most so many scores.
     *
     * @param cells at least 1; a block has at least one user
     */
    ListLoss(ListKind kind, int cells) {
        if (cells < 1) {
            throw new IllegalArgumentException("a block has at least 1 cell, not " + cells);
        }
        this.kind = kind;
        this.cells = cells;
    }

    /**
     * Which listed exponentials each D_t sums: {@code [L, L] float32}, 1 at (j, t) where D_t has item j; null where D_t
     * has item t alone.
     */
    abstract NDArray order(NDManager step, int observed, int depth);

    @Override
    public final Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        return gradients(backend, step, users, items, null, batch);
    }

    /**
     * The same where a column stands for several items of the rest.
     *
     * @param bias {@code [items]}, log of how many; null for one each
     */
    final Gradients gradients(
            Backend backend, NDManager step, NDArray users, NDArray items, float[] bias, Batch batch) {
        ClippedCells clipped = new ClippedCells(backend, step, users, items, LIMIT, cells);
        int height = batch.users().length;
        int rows = rowsOfBlock(height, Math.toIntExact(items.getShape().get(0)), cells);
        if (rows >= height) {
            return block(backend, step, users, items, bias, batch, clipped, 0);
        }
        NDArray loss = null;
        NDArray itemGradient = null;
        NDList userGradients = new NDList();
        for (int from = 0; from < height; from += rows) {
            int to = Math.min(height, from + rows);
            try (NDManager scope = step.newSubManager()) {
                NDArray some = users.get(scope, new NDIndex("{}:{}", from, to));
                items.tempAttach(scope);
                Batch part = batch.of(Arrays.copyOfRange(batch.users(), from, to));
                Gradients gradients = block(backend, scope, some, items, bias, part, clipped, from);
                loss = add(step, loss, gradients.loss());
                itemGradient = add(step, itemGradient, gradients.item());
                gradients.user().attach(step);
                userGradients.add(gradients.user());
            }
        }
        return new Gradients(loss, NDArrays.concat(userGradients, 0), itemGradient);
    }

    private static NDArray add(NDManager step, NDArray sum, NDArray summand) {
        if (sum != null) {
            return sum.addi(summand);
        }
        summand.attach(step);
        return summand;
    }

    // Blocks of equal height, where it fits a multiple of 16 so that each begins where the engine's rows are aligned.
    static int rowsOfBlock(int height, int width, int cells) {
        int most = Math.max(1, cells / width);
        if (height <= most) {
            return height;
        }
        int blocks = (height + most - 1) / most;
        int rows = (height + blocks - 1) / blocks;
        int aligned = (rows + 15) / 16 * 16;
        if (aligned <= most) {
            return aligned;
        }
        return most < 16 ? rows : most / 16 * 16;
    }

    private Gradients block(
            Backend backend,
            NDManager step,
            NDArray users,
            NDArray items,
            float[] bias,
            Batch batch,
            ClippedCells clipped,
            int from) {
        int observed = batch.supervision().observed().cut();
        int unobserved = batch.supervision().unobserved().cut();
        int depth = kind.depth(unobserved);
        int height = batch.users().length;
        int width = Math.toIntExact(items.getShape().get(0));
        ListBlock lists = new ListBlock(backend, step, batch, observed, depth, width);
        NDArray weights = lists.present().mul(step.create(kind.weights(observed, unobserved)));
        NDArray order = order(step, observed, depth);

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
}

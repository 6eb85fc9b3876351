package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.backend.Exponentials;

/**
 * What the coarse and the fine loss have in common: the sum over listed items t of w_t (log D_t - s_t), where D_t is a
 * sum of exponentials of listed items plus R, that of all items neither in train nor listed.
 *
 * <p>The gradient needs no autograd (design: docs/algorithm.md). With c = sum_t w_t / D_t per user, an item j of the
 * rest has dL/ds_j = c exp s_j; for listed items the derivatives are a small array. Divided by c they are written into
 * the block of exponentials, so that one product gives the users' gradients and one the items'. Besides the block of
 * scores and its exponentials nothing of size batch x items is made, unless scores must be clipped.
 *
 * <p>The published code forms R by subtraction from the full sum and clamps it at 1e-5; here listed items are left out
 * of the sum, which stays exact where they outweigh it.
 */
abstract sealed class ListLoss implements DistillationLoss permits CoarseLoss, FineLoss {
    /** Scores are clipped to this, and have no gradient beyond. */
    private static final float LIMIT = 40f;
    // Scores this small lie near enough to one another, the rest's sum included, for Backend.exponentials.
    private static final float NEAR = 34f;
    private static final float LEAST = 1e-30f;

    /** How many of the K unobserved items are listed. */
    abstract int depth(int unobserved);

    /**
     * The weight of each place of a list row; {@code [observed + depth]}.
     *
     * @param unobserved K
     */
    abstract float[] weights(int observed, int unobserved);

    /**
     * Which listed exponentials each D_t sums: {@code [L, L] float32}, 1 at (j, t) where D_t has item j; null where D_t
     * has item t alone.
     */
    abstract NDArray order(NDManager step, int observed, int depth);

    @Override
    public final Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        int observed = batch.supervision().observed().cut();
        int unobserved = batch.supervision().unobserved().cut();
        int depth = depth(unobserved);
        long height = batch.users().length;
        int width = Math.toIntExact(items.getShape().get(0));
        ListBlock lists = new ListBlock(backend, step, batch, observed, depth, width);
        NDArray weights = lists.present().mul(step.create(weights(observed, unobserved)));
        NDArray order = order(step, observed, depth);

        float bound = bound(backend, step, users, items);
        NDArray block = backend.scores(users, items);
        NDArray scores = lists.read(block);
        NDArray inBlock = null;
        NDArray inLists = null;
        if (bound > LIMIT) {
            inBlock = inside(block);
            inLists = inside(scores);
            block = block.clip(-LIMIT, LIMIT);
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
        Exponentials exponentials = bound <= NEAR ? backend.exponentials(block) : plain(backend, step, block);
        block.close();
        NDArray values = exponentials.values();
        NDArray unit = backend.at(values, anchors).reshape(height, 1);
        NDArray rest = exponentials.sums().sub(unit).maximum(0f);

        NDArray listed = scores.sub(anchor).exp().mul(unit).mul(lists.present());
        NDArray sums = order == null ? listed : listed.matMul(order);
        NDArray totals = sums.add(rest).maximum(LEAST);
        NDArray loss = totals.log().sub(unit.log()).add(anchor).sub(scores).mul(weights).sum();
        NDArray inverse = weights.div(totals);
        NDArray c = inverse.sum(new int[] {1}, true).maximum(LEAST);
        NDArray shares = order == null ? inverse : inverse.matMul(order.transpose());
        NDArray derivatives = listed.mul(shares).sub(weights);
        if (inLists != null) {
            derivatives = derivatives.mul(inLists);
            values.muli(inBlock);
        }
        lists.write(values, derivatives.div(c));
        NDArray userGradient = backend.weightedSum(values, items).muli(c);
        NDArray itemGradient = backend.transposedSum(values, users.mul(c));
        values.close();
        return new Gradients(loss, userGradient, itemGradient);
    }

    /** No score is larger than the product of the longest rows' norms. */
    private static float bound(Backend backend, NDManager step, NDArray users, NDArray items) {
        int d = Math.toIntExact(users.getShape().get(1));
        NDArray ones = step.ones(new Shape(d, 1));
        NDArray user = backend.weightedSum(users.square(), ones).max();
        NDArray item = backend.weightedSum(items.square(), ones).max();
        return user.mul(item).sqrt().getFloat();
    }

    private static NDArray inside(NDArray scores) {
        return scores.abs().lte(LIMIT).toType(DataType.FLOAT32, false);
    }

    private static Exponentials plain(Backend backend, NDManager step, NDArray block) {
        NDArray values = block.exp();
        return new Exponentials(values, backend.weightedSum(values, step.ones(new Shape(block.getShape().get(1), 1))));
    }
}

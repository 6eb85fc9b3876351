package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import org.hetcomp.backend.Backend;

/**
 * What the coarse and the fine loss have in common: the sum over listed items t of w_t (log D_t - s_t), where D_t is a
 * sum of exponentials of listed items plus R, that of all items neither in train nor listed.
 *
 * <p>The gradient needs no autograd (design: docs/algorithm.md). With c = sum_t w_t / D_t per user, an item j of the
 * rest has dL/ds_j = c exp s_j; for listed items the derivatives are a small array. Divided by c they are written into
 * the block of exponentials, so that one product gives the users' gradients and one the items'. A batch is done in blocks
 * of users ({@link ListPass}), so that memory does not grow with the items.
 *
 * <p>The published code forms R by subtraction from the full sum and clamps it at 1e-5; here listed items are left out
 * of the sum, which stays exact where they outweigh it.
 */
abstract sealed class ListLoss implements DistillationLoss permits CoarseLoss, FineLoss {
    // 32 MB. A quarter of it is a twentieth faster on one engine and takes half as long again on the other.
    private static final int CELLS = 8 << 20;
    // 128 MB where they come in strips, which are slow with few users.
    private static final int CELLS_OF_STRIPS = 32 << 20;

    private final ListKind kind;
    // 0 for what is fast.
    private final int cells;

    /** In blocks of a size that was measured to be fast. */
    ListLoss(ListKind kind) {
        this.kind = kind;
        this.cells = 0;
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
        boolean isInReach = backend.ownFloats(items) != null;
        int most = cells > 0 ? cells : isInReach ? CELLS_OF_STRIPS : CELLS;
        ListPass pass = isInReach
                ? new ListPassInJava(backend, kind, items, bias)
                : new ListPassByEngine(
                        backend,
                        kind,
                        items,
                        bias,
                        new ClippedCells(backend, step, users, items, ListKind.LIMIT, most));
        int height = batch.users().length;
        int rows = rowsOfBlock(height, Math.toIntExact(items.getShape().get(0)), most);
        if (rows >= height) {
            return pass.gradients(step, users, batch, 0);
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
                Gradients gradients = pass.gradients(scope, some, part, from);
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
}

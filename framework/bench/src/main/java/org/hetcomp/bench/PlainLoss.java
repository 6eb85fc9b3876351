package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.distill.Batch;
import org.hetcomp.distill.DistillationLoss;
import org.hetcomp.distill.Gradients;
import org.hetcomp.distill.ListKind;

/**
 * HetComp's losses (Kang et al., WWW 2023, arXiv 2303.01130, section 4.4) as one would write them down, with the
 * engine's own derivatives: what the losses of {@code org.hetcomp.distill} are measured against. R, the sum of
 * exponentials of the items that are neither in train nor listed, is formed in one of two ways.
 */
final class PlainLoss implements DistillationLoss {
    private static final float LIMIT = ListKind.LIMIT;
    private static final int[] ITEMS = {1};

    private final boolean fine;
    private final boolean subtracting;

    /**
     * The fine loss or the coarse one.
     *
     * @param subtracting whether R is the sum over all items less those of train and list, as the published code has
     *     it, which is cheaper and exact only where the rest outweighs the list; else R is a sum under a mask
     */
    PlainLoss(boolean fine, boolean subtracting) {
        this.fine = fine;
        this.subtracting = subtracting;
    }

    /**
     * Some items of each user.
     *
     * @param cells of all places {@code B x L}; those after a list's end read the row's first cell
     * @param present {@code [B, L] float32}, 1 where the list has an item, else 0
     */
    private record Listed(Backend backend, Cells cells, NDArray present) {
        /** {@code [B, L] float32}. */
        NDArray of(NDArray block) {
            return backend.at(block, cells).reshape(present.getShape());
        }

        /** {@code [B, 1] float32}. */
        NDArray sum(NDArray block) {
            return of(block).mul(present).sum(ITEMS, true);
        }
    }

    @Override
    public Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        NDArray user = users.duplicate();
        NDArray item = items.duplicate();
        user.attach(step);
        item.attach(step);
        user.setRequiresGradient(true);
        item.setRequiresGradient(true);
        int width = Math.toIntExact(items.getShape().get(0));
        int k = batch.supervision().unobserved().cut();
        int depth = fine ? k / 2 : k;
        int[][] trains = rows(batch, u -> batch.train().row(u));
        int[][] lists = rows(batch, u -> head(batch.supervision().unobserved().row(u), depth));
        Listed train = listed(backend, step, width, trains);
        Listed list = listed(backend, step, width, lists);
        Listed own =
                listed(backend, step, width, rows(batch, batch.supervision().observed()::row));
        // An item of the first tenth stands in both of the fine loss' lists, above the same items in each.
        NDArray weights = weights(step, Math.toIntExact(list.present.getShape().get(1)), k / 10);
        NDArray mask = subtracting ? null : mask(backend, step, width, trains, lists);
        try (GradientCollector collector = backend.collector()) {
            NDArray scores = user.matMul(item.transpose()).clip(-LIMIT, LIMIT);
            NDArray exponentials = scores.exp();
            NDArray rest = mask == null
                    ? exponentials.sum(ITEMS, true).sub(train.sum(exponentials)).sub(list.sum(exponentials))
                    : exponentials.mul(mask).sum(ITEMS, true);
            NDArray loss = terms(scores, own, rest)
                    .sum()
                    .add(terms(scores, list, rest).mul(weights).sum());
            collector.backward(loss);
            return new Gradients(loss, backend.gradient(user), backend.gradient(item));
        }
    }

    /** log D_t - s_t of each place, 0 after a list's end; {@code [B, L] float32}. */
    private NDArray terms(NDArray scores, Listed list, NDArray rest) {
        NDArray own = list.of(scores);
        NDArray above = own.exp();
        if (fine) {
            above = above.mul(list.present).flip(1).cumSum(1).flip(1);
        }
        return above.add(rest).log().sub(own).mul(list.present);
    }

    private NDArray weights(NDManager step, int length, int tenth) {
        float[] weights = new float[length];
        Arrays.fill(weights, fine ? 0.5f : 1);
        Arrays.fill(weights, 0, Math.min(length, tenth), 1);
        return step.create(weights, new Shape(1, length));
    }

    private static int[][] rows(Batch batch, IntFunction<int[]> row) {
        return Arrays.stream(batch.users()).mapToObj(row).toArray(int[][]::new);
    }

    private static int[] head(int[] row, int length) {
        return Arrays.copyOf(row, Math.min(length, row.length));
    }

    private static Listed listed(Backend backend, NDManager step, int width, int[][] lists) {
        int length = Math.max(
                1, Arrays.stream(lists).mapToInt(row -> row.length).max().orElse(0));
        int[] rows = new int[lists.length * length];
        int[] columns = new int[rows.length];
        float[] present = new float[rows.length];
        for (int row = 0; row < lists.length; row++) {
            Arrays.fill(rows, row * length, (row + 1) * length, row);
            System.arraycopy(lists[row], 0, columns, row * length, lists[row].length);
            Arrays.fill(present, row * length, row * length + lists[row].length, 1);
        }
        Cells cells = backend.cells(step, rows, columns, lists.length, width);
        return new Listed(backend, cells, step.create(present, new Shape(lists.length, length)));
    }

    /** 0 at train and listed items, else 1; {@code [B, items] float32}. */
    private static NDArray mask(Backend backend, NDManager step, int width, int[][] trains, int[][] lists) {
        IntStream.Builder rows = IntStream.builder();
        IntStream.Builder columns = IntStream.builder();
        for (int row = 0; row < trains.length; row++) {
            for (int[] hidden : new int[][] {trains[row], lists[row]}) {
                for (int item : hidden) {
                    rows.add(row);
                    columns.add(item);
                }
            }
        }
        int[] at = columns.build().toArray();
        NDArray mask = step.ones(new Shape(trains.length, width));
        Cells cells = backend.cells(step, rows.build().toArray(), at, trains.length, width);
        backend.put(mask, cells, step.zeros(new Shape(at.length)));
        return mask;
    }
}

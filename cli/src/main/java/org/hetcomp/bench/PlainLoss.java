package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.IntBinaryOperator;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Batch;
import org.hetcomp.distill.DistillationLoss;
import org.hetcomp.distill.Gradients;

/**
 * HetComp's losses (Kang et al., WWW 2023, arXiv 2303.01130, section 4.4) as one would write them down, with the engine's
 * own derivatives: what the losses of {@code org.hetcomp.distill} are measured against. R is formed as the published code
 * forms it, the sum of all exponentials less those of train and listed items, which needs no mask of size batch x items
 * and is the cheapest plain form; it is exact only where the rest outweighs the lists.
 */
final class PlainLoss implements DistillationLoss {
    private static final float LIMIT = 40f;

    private final boolean fine;

    /** The fine loss or the coarse one. */
    PlainLoss(boolean fine) {
        this.fine = fine;
    }

    @Override
    public Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        NDArray user = users.duplicate();
        NDArray item = items.duplicate();
        user.attach(step);
        item.attach(step);
        user.setRequiresGradient(true);
        item.setRequiresGradient(true);
        try (GradientCollector collector = step.getEngine().newGradientCollector()) {
            NDArray scores = user.matMul(item.transpose()).clip(-LIMIT, LIMIT);
            NDArray loss = new Form(backend, step, scores, batch).loss(fine);
            collector.backward(loss);
            return new Gradients(loss, backend.gradient(user), backend.gradient(item));
        }
    }

    /** The formula over one block of scores {@code [B, items] float32}. */
    private record Form(Backend backend, NDManager step, NDArray scores, Batch batch) {
        NDArray loss(boolean fine) {
            Interactions train = batch.train();
            List had = listed(train.maxCount(), (user, r) ->
                    r < train.count(user) ? train.ids()[train.start(user) + r] : Rankings.NONE);
            NDArray others = scores.exp().sum(new int[] {1}, true).sub(sum(had));
            Rankings unobserved = batch.supervision().unobserved();
            List observed = listed(batch.supervision().observed().cut(), batch.supervision().observed()::at);
            if (!fine) {
                List list = listed(unobserved.cut(), unobserved::at);
                NDArray rest = others.sub(sum(list));
                return each(observed, rest).add(each(list, rest));
            }
            List half = listed(unobserved.cut() / 2, unobserved::at);
            List tenth = listed(unobserved.cut() / 10, unobserved::at);
            NDArray rest = others.sub(sum(half));
            NDArray both = plackett(half, rest).add(plackett(tenth, others.sub(sum(tenth))));
            return plackett(observed, rest).add(backend.scale(both, 0.5));
        }

        /** Scores of a list's items, and 1 where the list has one; both {@code [B, L] float32}. */
        private record List(NDArray scores, NDArray present) {}

        /** Each item against the rest. */
        private static NDArray each(List list, NDArray rest) {
            return list.scores.exp().add(rest).log().sub(list.scores).mul(list.present).sum();
        }

        /** Each item against those after it and the rest. */
        private static NDArray plackett(List list, NDArray rest) {
            NDArray after = list.scores.exp().mul(list.present).flip(1).cumSum(1).flip(1);
            return after.add(rest).log().sub(list.scores).mul(list.present).sum();
        }

        private static NDArray sum(List list) {
            return list.scores.exp().mul(list.present).sum(new int[] {1}, true);
        }

        private List listed(int length, IntBinaryOperator items) {
            int height = batch.users().length;
            int[] rows = new int[height * length];
            int[] columns = new int[rows.length];
            float[] present = new float[rows.length];
            for (int j = 0; j < rows.length; j++) {
                rows[j] = j / length;
                int item = items.applyAsInt(batch.users()[rows[j]], j % length);
                columns[j] = Math.max(0, item);
                present[j] = item == Rankings.NONE ? 0 : 1;
            }
            int width = Math.toIntExact(scores.getShape().get(1));
            Cells cells = backend.cells(step, rows, columns, height, width);
            Shape shape = new Shape(height, length);
            return new List(backend.at(scores, cells).reshape(shape), step.create(present, shape));
        }
    }
}

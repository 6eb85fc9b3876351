package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.data.Rankings;

/** Both losses as plain array code with the engine's own derivatives. Slow and wasteful: an oracle. */
final class AutogradLoss implements DistillationLoss {
    private final boolean fine;

    AutogradLoss(boolean fine) {
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
        NDArray loss;
        try (GradientCollector collector = backend.collector()) {
            loss = loss(backend, step, user, item, batch);
            collector.backward(loss);
        }
        return new Gradients(loss, user.getGradient(), item.getGradient());
    }

    private NDArray loss(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        Rankings observed = batch.supervision().observed();
        Rankings unobserved = batch.supervision().unobserved();
        int n = (int) items.getShape().get(0);
        int k = unobserved.cut();
        NDArray s = users.matMul(items.transpose()).clip(-60, 60);
        NDArray e = s.exp();
        if (!fine) {
            NDArray rest = e.mul(rest(step, batch, n, k)).sum(new int[] {1}, true);
            return flat(backend, step, s, rest, batch, observed).add(flat(backend, step, s, rest, batch, unobserved));
        }
        NDArray half = e.mul(rest(step, batch, n, k / 2)).sum(new int[] {1}, true);
        NDArray tenth = e.mul(rest(step, batch, n, k / 10)).sum(new int[] {1}, true);
        NDArray first = plackett(backend, step, s, half, batch, unobserved.cutAt(k / 2))
                .add(plackett(backend, step, s, tenth, batch, unobserved.cutAt(k / 10)));
        return plackett(backend, step, s, half, batch, observed).add(backend.scale(first, 0.5));
    }

    private static NDArray rest(NDManager step, Batch batch, int n, int listed) {
        int height = batch.users().length;
        float[] rest = new float[height * n];
        java.util.Arrays.fill(rest, 1);
        for (int row = 0; row < height; row++) {
            int u = batch.users()[row];
            for (int i : batch.train().row(u)) {
                rest[row * n + i] = 0;
            }
            int[] list = batch.supervision().unobserved().row(u);
            for (int r = 0; r < Math.min(listed, list.length); r++) {
                rest[row * n + list[r]] = 0;
            }
        }
        return step.create(rest, new Shape(height, n));
    }

    private static NDArray flat(
            Backend backend, NDManager step, NDArray s, NDArray rest, Batch batch, Rankings rankings) {
        NDArray listed = listed(backend, step, s, batch, rankings);
        NDArray present = present(step, batch, rankings);
        return listed.exp().add(rest).log().sub(listed).mul(present).sum();
    }

    private static NDArray plackett(
            Backend backend, NDManager step, NDArray s, NDArray rest, Batch batch, Rankings rankings) {
        NDArray listed = listed(backend, step, s, batch, rankings);
        NDArray present = present(step, batch, rankings);
        NDArray after = listed.exp().mul(present).flip(1).cumSum(1).flip(1);
        return after.add(rest).log().sub(listed).mul(present).sum();
    }

    private static NDArray listed(Backend backend, NDManager step, NDArray s, Batch batch, Rankings rankings) {
        int height = batch.users().length;
        int[] rows = new int[height * rankings.cut()];
        int[] columns = new int[rows.length];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = j / rankings.cut();
            columns[j] = Math.max(0, rankings.at(batch.users()[rows[j]], j % rankings.cut()));
        }
        Cells cells =
                backend.cells(step, rows, columns, height, (int) s.getShape().get(1));
        return backend.at(s, cells).reshape(height, rankings.cut());
    }

    private static NDArray present(NDManager step, Batch batch, Rankings rankings) {
        float[] present = new float[batch.users().length * rankings.cut()];
        for (int j = 0; j < present.length; j++) {
            int user = batch.users()[j / rankings.cut()];
            present[j] = rankings.at(user, j % rankings.cut()) == Rankings.NONE ? 0 : 1;
        }
        return step.create(present, new Shape(batch.users().length, rankings.cut()));
    }
}

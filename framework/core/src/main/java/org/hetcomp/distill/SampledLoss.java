package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * A loss whose sum R over the rest is estimated from a part of the items: all that some user of the batch is shown, and a
 * sample of the others, drawn without replacement. Each of the sample stands for as many as there are others per item
 * drawn, which makes the estimate of R unbiased; items that score high for anyone are mostly among those shown, so that
 * it varies little. The correction is that of sampled softmax (Bengio and Senecal, IEEE Trans. Neural Networks 2008), for
 * a uniform draw.
 */
final class SampledLoss implements DistillationLoss {
    private static final int ABSENT = -1;

    private final ListLoss loss;
    private final int sample;

    /**
     * A loss over a sample.
     *
     * @param sample how many of the items that nobody in the batch is shown, at least 1
     */
    SampledLoss(ListLoss loss, int sample) {
        this.loss = loss;
        this.sample = sample;
    }

    @Override
    public Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        int width = Math.toIntExact(items.getShape().get(0));
        int[] columns = new int[width];
        Arrays.fill(columns, ABSENT);
        int[] ids = new int[width];
        int shown = shown(batch, columns, ids);
        if (width - shown <= sample) {
            return loss.gradients(backend, step, users, items, batch);
        }
        int count = draw(new Random(batch.seed()), columns, ids, shown);
        int[] chosen = Arrays.copyOf(ids, count);
        float[] bias = new float[count];
        Arrays.fill(bias, shown, count, (float) Math.log((width - shown) / (double) sample));

        NDArray rows = backend.rows(step, items, chosen);
        Gradients gradients = loss.gradients(backend, step, users, rows, bias, within(batch, columns, count));
        NDArray itemGradient = step.zeros(items.getShape());
        backend.putRows(itemGradient, chosen, gradients.item());
        return new Gradients(gradients.loss(), gradients.user(), itemGradient);
    }

    private static int shown(Batch batch, int[] columns, int[] ids) {
        int count = 0;
        Supervision supervision = batch.supervision();
        for (Rankings rankings : new Rankings[] {supervision.observed(), supervision.unobserved()}) {
            for (int user : batch.users()) {
                for (int r = 0; r < rankings.cut(); r++) {
                    int item = rankings.at(user, r);
                    if (item != Rankings.NONE && columns[item] == ABSENT) {
                        columns[item] = count;
                        ids[count++] = item;
                    }
                }
            }
        }
        return count;
    }

    private int draw(Random random, int[] columns, int[] ids, int shown) {
        int count = shown;
        while (count < shown + sample) {
            int item = random.nextInt(columns.length);
            if (columns[item] == ABSENT) {
                columns[item] = count;
                ids[count++] = item;
            }
        }
        return count;
    }

    /** The batch by itself, its items named by column. */
    private static Batch within(Batch batch, int[] columns, int count) {
        int[] users = batch.users();
        int[][] train = new int[users.length][];
        for (int row = 0; row < users.length; row++) {
            train[row] = Arrays.stream(batch.train().row(users[row]))
                    .map(item -> columns[item])
                    .filter(column -> column != ABSENT)
                    .toArray();
        }
        Supervision supervision = new Supervision(
                within(batch.supervision().observed(), users, columns),
                within(batch.supervision().unobserved(), users, columns));
        int[] rows = new int[users.length];
        Arrays.setAll(rows, row -> row);
        return new Batch(rows, Interactions.of(count, train), supervision, batch.seed());
    }

    private static Rankings within(Rankings rankings, int[] users, int[] columns) {
        Rankings within = Rankings.empty(users.length, rankings.cut());
        for (int row = 0; row < users.length; row++) {
            for (int r = 0; r < rankings.cut(); r++) {
                int item = rankings.at(users[row], r);
                within.ids()[within.start(row) + r] = item == Rankings.NONE ? Rankings.NONE : columns[item];
            }
        }
        return within;
    }
}

package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * A loss whose sum R over the rest is estimated from a part of the items: all that some user of the batch is shown, and a
 * sample of the others, drawn without replacement. Each of the sample stands for as many as there are others per item
 * drawn, which makes the estimate of R unbiased; items that score high for anyone are mostly among those shown, so that
 * it varies little. The correction is that of sampled softmax (Bengio and Senecal, IEEE Trans. Neural Networks 2008), for
 * a uniform draw.
 *
 * <p>Its work grows with the items shown and drawn, of which a trainer asks first ({@link #choose}), so that nothing of a step is of
 * the size of all items.
 */
final class SampledLoss implements DistillationLoss {
    private final ListLoss loss;
    private final int sample;
    private final ItemColumns columns = new ItemColumns();
    // Log of how many items each of the chosen stands for; null where all are.
    private float[] bias;

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
        int[] chosen = choose(batch, Math.toIntExact(items.getShape().get(0)));
        Gradients gradients = ofChosen(backend, step, users, backend.rows(step, items, chosen), batch);
        NDArray itemGradient = step.zeros(items.getShape());
        backend.putRows(itemGradient, chosen, gradients.item());
        return new Gradients(gradients.loss(), gradients.user(), itemGradient);
    }

    /**
     * The items that a batch's sum is taken of: those shown and those drawn, or all in their order where they are hardly more.
     *
     * @param width number of items
     * @return {@code [k]} distinct
     */
    int[] choose(Batch batch, int width) {
        columns.begin(width);
        show(batch);
        int shown = columns.count();
        if (width - shown <= sample) {
            bias = null;
            return IntStream.range(0, width).toArray();
        }
        draw(new Random(batch.seed()), width, shown + sample);
        bias = new float[columns.count()];
        Arrays.fill(bias, shown, bias.length, (float) Math.log((width - shown) / (double) sample));
        return columns.items();
    }

    /**
     * The loss of the batch that was last chosen for.
     *
     * @param chosen {@code [k, d] float32}, the chosen items' rows, in the step's manager
     * @return with the gradient to those rows, {@code [k, d]}
     */
    Gradients ofChosen(Backend backend, NDManager step, NDArray users, NDArray chosen, Batch batch) {
        return bias == null
                ? loss.gradients(backend, step, users, chosen, batch)
                : loss.gradients(backend, step, users, chosen, bias, within(batch));
    }

    private void show(Batch batch) {
        Supervision supervision = batch.supervision();
        for (Rankings rankings : new Rankings[] {supervision.observed(), supervision.unobserved()}) {
            for (int user : batch.users()) {
                for (int r = 0; r < rankings.cut(); r++) {
                    int item = rankings.at(user, r);
                    if (item != Rankings.NONE) {
                        columns.add(item);
                    }
                }
            }
        }
    }

    private void draw(Random random, int width, int until) {
        while (columns.count() < until) {
            columns.add(random.nextInt(width));
        }
    }

    /** The batch by itself, its items named by column. */
    private Batch within(Batch batch) {
        int[] users = batch.users();
        int[][] train = new int[users.length][];
        for (int row = 0; row < users.length; row++) {
            train[row] = Arrays.stream(batch.train().row(users[row]))
                    .map(columns::of)
                    .filter(column -> column != ItemColumns.ABSENT)
                    .toArray();
        }
        Supervision supervision = new Supervision(
                within(batch.supervision().observed(), users),
                within(batch.supervision().unobserved(), users));
        int[] rows = new int[users.length];
        Arrays.setAll(rows, row -> row);
        return new Batch(rows, Interactions.of(columns.count(), train), supervision, batch.seed());
    }

    private Rankings within(Rankings rankings, int[] users) {
        Rankings within = Rankings.empty(users.length, rankings.cut());
        for (int row = 0; row < users.length; row++) {
            for (int r = 0; r < rankings.cut(); r++) {
                int item = rankings.at(users[row], r);
                within.ids()[within.start(row) + r] = item == Rankings.NONE ? Rankings.NONE : columns.of(item);
            }
        }
        return within;
    }
}

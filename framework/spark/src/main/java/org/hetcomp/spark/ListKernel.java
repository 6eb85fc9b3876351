package org.hetcomp.spark;

import java.util.Arrays;
import org.hetcomp.distill.Exponentials;
import org.hetcomp.distill.ListKind;
import org.hetcomp.distill.ListedLoss;

/**
 * The coarse and the fine loss of users one by one, in plain Java, as core's {@code ListLoss} has them of many at once: the sum over
 * listed items t of w_t (log D_t - s_t), D_t being a sum of exponentials of listed items plus R, that of all items neither in train
 * nor listed. With c = sum_t w_t / D_t an item j of the rest has dL/ds_j = c exp s_j. Clipped as they are, no
 * exponential is beyond a float. For one thread.
 */
final class ListKernel {
    private static final float LIMIT = ListKind.LIMIT;

    private final Columns items;
    private final Columns gradient;
    private final float longest;
    private final float[] values;
    private final float[] slope;

    /**
     * A user's lists.
     *
     * @param train items that are left out of the rest
     * @param places items of the observed list's places and then of the unobserved one's; -1 where there is none
     * @param observed how many places are the observed list's
     */
    record Lists(int[] train, int[] places, int observed) {}

    /** A step at that table of items, whose gradient is zero so far. */
    ListKernel(Columns items) {
        this.items = items;
        this.gradient = Columns.zeros(items.dim(), items.items());
        this.longest = items.longest();
        this.values = new float[items.items()];
        this.slope = new float[items.dim()];
    }

    /** The items' gradient of all that {@link #add} was given. */
    Columns gradient() {
        return gradient;
    }

    /** The gradient of the last loss to its user's vector; {@code [d]}, valid until the next. */
    float[] slope() {
        return slope;
    }

    /**
     * Adds a user's loss.
     *
     * @param vector {@code [d]}
     * @param kind which loss
     * @param weights of the places, as the kind has them
     * @param factor on the loss
     * @return the loss, times the factor
     */
    double add(float[] vector, Lists lists, ListKind kind, float[] weights, double factor) {
        items.scores(vector, values);
        int[] places = lists.places();
        float[] scores = new float[places.length];
        for (int t = 0; t < places.length; t++) {
            scores[t] = places[t] < 0 ? 0 : values[places[t]];
        }
        int[] beyond = length(vector) * longest > LIMIT ? clip() : new int[0];
        Exponentials.of(values, values.length);
        for (int item : lists.train()) {
            values[item] = 0;
        }
        for (int item : places) {
            if (item >= 0) {
                values[item] = 0;
            }
        }
        ListedLoss listed = new ListedLoss(kind, lists.observed(), weights);
        double loss = listed.of(places, scores, 0, Columns.sum(values));
        Arrays.fill(slope, 0);
        if (listed.inverse() > 0) {
            for (int item : beyond) {
                values[item] = 0;
            }
            for (int t = 0; t < places.length; t++) {
                if (places[t] >= 0) {
                    values[places[t]] = (float) listed.share(t);
                }
            }
            float c = (float) (listed.inverse() * factor);
            items.addSum(values, c, slope);
            float[] scaled = new float[vector.length];
            for (int k = 0; k < scaled.length; k++) {
                scaled[k] = c * vector[k];
            }
            gradient.addOuter(values, scaled);
        }
        return factor * loss;
    }

    private static float length(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        return Math.nextUp((float) Math.sqrt(square));
    }

    private int[] clip() {
        int[] beyond = new int[16];
        int n = 0;
        for (int j = 0; j < values.length; j++) {
            if (Math.abs(values[j]) > LIMIT) {
                values[j] = Math.signum(values[j]) * LIMIT;
                if (n == beyond.length) {
                    beyond = Arrays.copyOf(beyond, 2 * n);
                }
                beyond[n++] = j;
            }
        }
        return Arrays.copyOf(beyond, n);
    }
}

package org.hetcomp.spark;

import java.util.Arrays;
import org.hetcomp.distill.ListKind;

/**
 * The coarse and the fine loss of users one by one, in plain Java, as core's {@code ListLoss} has them in NDArrays: the sum over
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
        Listed listed = new Listed(lists, weights, values);
        int[] beyond = length(vector) * longest > LIMIT ? clip() : new int[0];
        Exponentials.of(values);
        for (int item : lists.train()) {
            values[item] = 0;
        }
        for (int item : lists.places()) {
            if (item >= 0) {
                values[item] = 0;
            }
        }
        double loss = listed.loss(kind, Columns.sum(values));
        Arrays.fill(slope, 0);
        if (listed.inverse > 0) {
            for (int item : beyond) {
                values[item] = 0;
            }
            listed.write(values);
            float c = (float) (listed.inverse * factor);
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

    /** What is listed, in double precision: there is little of it. */
    private static final class Listed {
        private final Lists lists;
        private final float[] weights;
        private final double[] scores;
        private final double[] exponentials;
        private final double[] shares;
        private final boolean[] inside;
        private double inverse;

        Listed(Lists lists, float[] weights, float[] values) {
            int length = lists.places().length;
            this.lists = lists;
            this.weights = weights;
            scores = new double[length];
            exponentials = new double[length];
            shares = new double[length];
            inside = new boolean[length];
            for (int t = 0; t < length; t++) {
                if (lists.places()[t] >= 0) {
                    float score = values[lists.places()[t]];
                    inside[t] = Math.abs(score) <= LIMIT;
                    scores[t] = Math.max(-LIMIT, Math.min(LIMIT, score));
                    exponentials[t] = Math.exp(scores[t]);
                }
            }
        }

        double loss(ListKind kind, double rest) {
            int length = scores.length;
            double loss = 0;
            for (int t = 0; t < length; t++) {
                if (lists.places()[t] < 0) {
                    continue;
                }
                int end = kind.end(t, lists.observed(), length);
                double total = rest;
                for (int j = t; j < end; j++) {
                    total += exponentials[j];
                }
                loss += weights[t] * (Math.log(total) - scores[t]);
                double share = weights[t] / total;
                inverse += share;
                for (int j = t; j < end; j++) {
                    shares[j] += share;
                }
            }
            return loss;
        }

        /** Derivatives, divided by that of an exponential of the rest. */
        void write(float[] values) {
            for (int t = 0; t < scores.length; t++) {
                if (lists.places()[t] >= 0) {
                    double derivative = inside[t] ? exponentials[t] * shares[t] - weights[t] : 0;
                    values[lists.places()[t]] = (float) (derivative / inverse);
                }
            }
        }
    }
}

package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;

/**
 * EASE: the matrix B of items x items, nothing on its diagonal, that makes the squared error of X B against train X plus lambda times
 * the square of B least (Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019): {@code B = I - P / diag(P)} with
 * {@code P = (X^T X + lambda I)^-1}, section 3.1. Where users are fewer than items, P comes from the inverse of users x users,
 * {@code P = (I - X^T K X) / lambda}, {@code K = (X X^T + lambda I)^-1}. Of each item's row the heaviest numbers are kept.
 *
 * <p>Where the paper's X has ones, this one has the item's popularity to the power of -0.15: without that, what is popular crowds
 * the lists.
 *
 * <p>Epochs run through lambda, from 32 times {@code l2}, where there is little but how often items occur together, by halves. Of the options
 * that, the number of epochs and when to stop mean something.
 */
final class EaseTeacher extends NeighbourTeacher {
    private static final int NEIGHBOURS = 500;
    private static final int FIRST = 32;
    private static final int BLOCK = 32;

    // Tried on valid of lastfm and lab, where none is worse by more than a hundredth: docs/teachers.md.
    private static final double DISCOUNT = 0.15;
    private static final double LEAST_L2 = 1e-6;

    // Of the diagonal, which is above 0 but for rounding.
    private static final double LEAST = 1e-7;

    private final double l2;
    private final float[] value;
    private final boolean byUsers;

    EaseTeacher(Backend backend, Split split, TeacherOptions options) {
        super(backend, split, NEIGHBOURS);
        l2 = Math.max(LEAST_L2, options.l2());
        value = new float[byUser.items()];
        for (int item = 0; item < value.length; item++) {
            value[item] = (float) Math.pow(Math.max(1, byItem.count(item)), -DISCOUNT);
        }
        byUsers = byUser.users() < byUser.items();
    }

    /** Returns the squared error of X B against X, per train interaction. */
    @Override
    double fill(NeighbourLists lists, int epoch) {
        double lambda = FIRST * l2 * Math.pow(0.5, epoch - 1);
        float[] ones = new float[byUser.users()];
        Arrays.fill(ones, 1);
        SweptInverse sweeps = byUsers
                ? new SweptInverse(backend, byUser, byItem, ones, value)
                : new SweptInverse(backend, byItem, byUser, value, ones);
        float[][] inverse = sweeps.of(lambda);
        int items = lists.items();
        // Of P, in the users' form times lambda.
        double[] diagonal = new double[items];
        IntStream.range(0, items)
                .parallel()
                .forEach(item -> diagonal[item] = Math.max(LEAST, byUsers ? left(item, inverse) : inverse[item][item]));
        float[] scale = new float[items];
        for (int item = 0; item < items; item++) {
            scale[item] = (float) ((byUsers ? value[item] : -1) / diagonal[item]);
        }
        double[] errors = new double[items];
        int[] all = IntStream.range(0, items).toArray();
        lists.fill(BLOCK, (from, to, best) -> {
            float[] sums = byUsers ? sums(from, to, inverse) : null;
            float[][] rows = byUsers ? spread(sums, to - from) : Arrays.copyOfRange(inverse, from, to);
            for (int item = from; item < to; item++) {
                double square = byUsers ? square(sums, item - from, BLOCK) : square(inverse[item], 0, 1);
                errors[item] = (byUsers ? lambda * lambda * square : diagonal[item] - lambda * square)
                        / (diagonal[item] * diagonal[item]);
                float own = value[item];
                float[] weights = rows[item - from].clone();
                for (int other = 0; other < items; other++) {
                    weights[other] *= own * scale[other];
                }
                weights[item] = 0;
                lists.keep(item, all, weights, best);
            }
        });
        return DoubleStream.of(errors).sum() / byUser.size();
    }

    /** {@code 1 - x K x} of an item's users x. */
    private double left(int item, float[][] inverse) {
        double sum = 0;
        for (int p = byItem.start(item); p < byItem.end(item); p++) {
            float[] row = inverse[byItem.ids()[p]];
            for (int q = byItem.start(item); q < byItem.end(item); q++) {
                sum += row[byItem.ids()[q]];
            }
        }
        return 1 - sum * value[item] * value[item];
    }

    /** {@code K x} of the users x of some items, {@code [users, BLOCK]}: side by side, so that what follows adds them up at once. */
    private float[] sums(int from, int to, float[][] inverse) {
        float[] sums = new float[byUser.users() * BLOCK];
        for (int item = from; item < to; item++) {
            float own = value[item];
            for (int p = byItem.start(item); p < byItem.end(item); p++) {
                float[] row = inverse[byItem.ids()[p]];
                for (int u = 0; u < row.length; u++) {
                    sums[u * BLOCK + item - from] += own * row[u];
                }
            }
        }
        return sums;
    }

    /** {@code X^T sums}, {@code [count][items]}. */
    private float[][] spread(float[] sums, int count) {
        float[][] rows = new float[count][byUser.items()];
        int[] users = byItem.ids();
        float[] row = new float[BLOCK];
        for (int other = 0; other < byUser.items(); other++) {
            Arrays.fill(row, 0);
            for (int p = byItem.start(other); p < byItem.end(other); p++) {
                int at = users[p] * BLOCK;
                for (int n = 0; n < BLOCK; n++) {
                    row[n] += sums[at + n];
                }
            }
            for (int n = 0; n < count; n++) {
                rows[n][other] = row[n];
            }
        }
        return rows;
    }

    private static double square(float[] numbers, int from, int step) {
        double square = 0;
        for (int at = from; at < numbers.length; at += step) {
            square += (double) numbers[at] * numbers[at];
        }
        return square;
    }
}

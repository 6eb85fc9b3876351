package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;

/**
 * A loss of the student's scores at some pairs of users and items, a few hundred a user: the methods that HetComp is compared
 * with. All of it is done by Java, which is at each pair once with the scores, clipped as in {@link ListLoss}, and once
 * with their derivatives; both are of double precision, and gradients are added up in single. Engines take
 * about twice as long to gather and add up a vector for each of the pairs. But for the gradient to the items' table nothing is as large as that.
 */
abstract class PairLoss implements DistillationLoss {
    private static final double LIMIT = ListKind.LIMIT;

    // Pairs that a core does at once.
    private static final int PART = 4096;

    /**
     * Which pairs the loss is of.
     *
     * @param items number of items
     */
    abstract Pairs pairs(Batch batch, int items);

    /**
     * The loss.
     *
     * @param scores at the pairs, clipped
     * @param slopes {@code [pairs]} zeros, to which the derivatives to the scores are added
     */
    abstract double loss(Pairs pairs, PairScores scores, double[] slopes);

    @Override
    public final Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        int height = Math.toIntExact(items.getShape().get(0));
        int d = Math.toIntExact(items.getShape().get(1));
        Pairs pairs = pairs(batch, height);
        if (pairs.count() == 0) {
            return new Gradients(step.create(0f), step.zeros(users.getShape()), step.zeros(items.getShape()));
        }
        Vectors vectors = new Vectors(backend, users, items, d);
        double[] scores = vectors.scores(pairs);
        boolean[] beyond = clip(scores);
        double[] slopes = new double[scores.length];
        double loss = loss(pairs, PairScores.of(scores), slopes);
        for (int p = 0; p < slopes.length; p++) {
            slopes[p] = beyond[p] ? 0 : slopes[p];
        }
        float[] toItems = new float[Math.multiplyExact(height, d)];
        float[] toUsers = vectors.addGradients(pairs, slopes, toItems);
        return new Gradients(
                step.create((float) loss),
                step.create(toUsers, users.getShape()),
                step.create(toItems, new Shape(height, d)));
    }

    // Scores that are no numbers stay what they are: the epoch's loss tells of them.
    private static boolean[] clip(double[] scores) {
        boolean[] beyond = new boolean[scores.length];
        for (int p = 0; p < scores.length; p++) {
            beyond[p] = Math.abs(scores[p]) > LIMIT;
            scores[p] = beyond[p] ? Math.copySign(LIMIT, scores[p]) : scores[p];
        }
        return beyond;
    }

    /** A batch's users and all items, as Java reads them. */
    private static final class Vectors {
        private final int d;
        private final float[] users;
        private final FloatBuffer items;

        Vectors(Backend backend, NDArray users, NDArray items, int d) {
            this.d = d;
            this.users = new float[Math.toIntExact(users.size())];
            backend.floats(users).get(0, this.users);
            this.items = backend.floats(items);
        }

        double[] scores(Pairs pairs) {
            double[] scores = new double[pairs.count()];
            int parts = (scores.length + PART - 1) / PART;
            IntStream.range(0, parts).parallel().forEach(part -> {
                float[] item = new float[d];
                for (int p = part * PART; p < Math.min(scores.length, (part + 1) * PART); p++) {
                    items.get(pairs.items()[p] * d, item);
                    int row = pairs.rows()[p] * d;
                    double sum = 0;
                    for (int k = 0; k < d; k++) {
                        sum += (double) users[row + k] * item[k];
                    }
                    scores[p] = sum;
                }
            });
            return scores;
        }

        /** Adds the items' gradients to theirs, pair after pair in every run, and returns the users'. */
        float[] addGradients(Pairs pairs, double[] slopes, float[] toItems) {
            float[] toUsers = new float[users.length];
            float[] item = new float[d];
            for (int p = 0; p < slopes.length; p++) {
                float slope = (float) slopes[p];
                int row = pairs.rows()[p] * d;
                int place = pairs.items()[p] * d;
                items.get(place, item);
                for (int k = 0; k < d; k++) {
                    toUsers[row + k] += slope * item[k];
                    toItems[place + k] += slope * users[row + k];
                }
            }
            return toUsers;
        }
    }
}

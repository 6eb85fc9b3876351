package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;

/**
 * RP3beta: a walk of three steps over train, from a user to an item, to another user and on to an item, whose chance is divided by
 * that item's popularity to the power of beta (Paudel, Christoffel, Newell and Bernstein, Updatable, Accurate, Diverse, and Scalable
 * Recommendations for Interactive Applications, TiiS 2016), the chance of a step to the power of alpha (Cooper et al., Random Walks
 * in Recommender Systems, WWW 2014). Nothing is trained. Epochs run through beta, from 0, where what is popular comes first; of the
 * options only their number and when to stop mean something. The first step is the same for all that a user has, and left out.
 */
final class GraphWalk extends NeighbourTeacher {
    // The best for all three of citeulike-t, lastfm and lab by valid, of those tried.
    private static final double ALPHA = 0.5;
    private static final double STEP = 0.05;
    private static final int NEIGHBOURS = 200;
    private static final int BLOCK = 128;

    GraphWalk(Backend backend, Split split) {
        super(backend, split, NEIGHBOURS);
    }

    /** Returns how popular it is what the lists lead to: the mean share of users that have it, by weight. */
    @Override
    double fill(NeighbourLists lists, int epoch) {
        float[] fromUser = powers(byUser.users(), byUser::count, -ALPHA);
        float[] fromItem = powers(lists.items(), byItem::count, -ALPHA);
        float[] toItem = powers(lists.items(), byItem::count, -STEP * (epoch - 1));
        lists.fill(BLOCK, (from, to, best) -> {
            float[] chances = new float[lists.items()];
            for (int item = from; item < to; item++) {
                int[] others = reached(item, fromUser, chances);
                float[] weights = new float[others.length];
                for (int n = 0; n < others.length; n++) {
                    weights[n] = fromItem[item] * chances[others[n]] * toItem[others[n]];
                    chances[others[n]] = 0;
                }
                lists.keep(item, others, weights, best);
            }
        });
        return popularity(lists);
    }

    private static float[] powers(int rows, IntUnaryOperator count, double exponent) {
        float[] powers = new float[rows];
        for (int row = 0; row < rows; row++) {
            powers[row] = (float) Math.pow(Math.max(1, count.applyAsInt(row)), exponent);
        }
        return powers;
    }

    /** Items that two steps from an item reach, ascending; adds up into {@code chances}, which is 0, how likely each is. */
    private int[] reached(int item, float[] fromUser, float[] chances) {
        int[] found = new int[16];
        int count = 0;
        for (int p = byItem.start(item); p < byItem.end(item); p++) {
            int user = byItem.ids()[p];
            for (int q = byUser.start(user); q < byUser.end(user); q++) {
                int other = byUser.ids()[q];
                if (other != item) {
                    if (chances[other] == 0) {
                        found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                        found[count++] = other;
                    }
                    chances[other] += fromUser[user];
                }
            }
        }
        int[] others = Arrays.copyOf(found, count);
        Arrays.sort(others);
        return others;
    }

    private double popularity(NeighbourLists lists) {
        double popular = 0;
        double all = Double.MIN_NORMAL;
        for (int n = 0; n < lists.weights().length; n++) {
            double weight = lists.weights()[n];
            popular += weight * byItem.count((int) lists.neighbours()[n]);
            all += weight;
        }
        return popular / all / byUser.users();
    }
}

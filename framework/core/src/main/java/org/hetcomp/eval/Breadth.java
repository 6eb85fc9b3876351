package org.hetcomp.eval;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the first items of all users' rankings, their lists, spread over: whether a model recommends to each what everyone
 * gets. Definitions as in Castells, Hurley and Vargas, Novelty and Diversity in Recommender Systems, Recommender Systems
 * Handbook, 2nd edition, 2015, section 26.3.
 *
 * @param top length of the lists
 * @param coverage share of the items that are in some list (their aggregate diversity, over the number of items)
 * @param gini how unevenly the places of the lists are shared among all items, from 0 (evenly) to 1 (one item has all). As
 *     the handbook's; RankSys' GiniIndex is 1 less this
 * @param popularity how many users have a listed item in train: mean over a list, then over users
 * @param novelty mean self-information, log2 of all users over those that have a listed item in train: mean over a list,
 *     then over users. By Zhou et al., Solving the Apparent Diversity-Accuracy Dilemma of Recommender Systems, PNAS 2010,
 *     and, without discount by rank, Vargas and Castells, Rank and Relevance in Novelty and Diversity Metrics, RecSys 2011.
 *     An item that nobody has counts as if one user had it
 */
public record Breadth(int top, double coverage, double gini, double popularity, double novelty) {
    /** Length of the lists. */
    public static final int TOP = 10;

    /** What lists come to, a user at a time, on many threads. */
    static final class Count {
        private final int[] popularity;
        private final double allUsers;
        private final AtomicIntegerArray listed;
        private final double[] popular;
        private final double[] novel;

        /**
         * Nothing yet.
         *
         * @param popularity {@code [items]}: users that have each in train
         * @param allUsers number of users in train
         * @param lists how many there will be
         */
        Count(int[] popularity, int allUsers, int lists) {
            this.popularity = popularity;
            this.allUsers = allUsers;
            this.listed = new AtomicIntegerArray(popularity.length);
            this.popular = new double[lists];
            this.novel = new double[lists];
        }

        /**
         * Takes a list.
         *
         * @param list its number
         * @param shown items, best first; those after the first {@link #TOP} do not count
         */
        void take(int list, int[] shown) {
            int length = Math.min(TOP, shown.length);
            double users = 0;
            double bits = 0;
            for (int r = 0; r < length; r++) {
                listed.incrementAndGet(shown[r]);
                users += popularity[shown[r]];
                bits += Math.log(allUsers / Math.max(1, popularity[shown[r]])) / Math.log(2);
            }
            popular[list] = length == 0 ? Double.NaN : users / length;
            novel[list] = length == 0 ? Double.NaN : bits / length;
        }

        /** What the lists come to; null if none has an item. */
        Breadth result() {
            int[] counts = new int[listed.length()];
            Arrays.setAll(counts, listed::get);
            long covered = Arrays.stream(counts).filter(count -> count > 0).count();
            return covered == 0
                    ? null
                    : new Breadth(TOP, (double) covered / counts.length, gini(counts), mean(popular), mean(novel));
        }

        private static double mean(double[] values) {
            return Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
        }
    }

    /** Of how often each item is listed; 0 of one item alone. */
    static double gini(int[] counts) {
        int[] rising = counts.clone();
        Arrays.sort(rising);
        int items = rising.length;
        double weighted = 0;
        double all = 0;
        for (int k = 1; k <= items; k++) {
            weighted += (2.0 * k - items - 1) * rising[k - 1];
            all += rising[k - 1];
        }
        return items < 2 || all == 0 ? 0 : weighted / all / (items - 1);
    }
}

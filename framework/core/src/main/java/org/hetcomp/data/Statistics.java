package org.hetcomp.data;

import java.util.Arrays;

/**
 * The size and shape of a data set; counts are over train, valid and test together unless said otherwise.
 *
 * @param users number of users
 * @param items number of items
 * @param interactions number of (user, item) pairs
 * @param train pairs to learn from
 * @param valid pairs that settings are chosen by
 * @param test pairs that are reported on
 * @param sparsity share of all possible pairs that are not there, from 0 to 1
 * @param perUser items of a user
 * @param perItem users of an item
 * @param topShare share of the interactions that the 20% most popular items have, from 0 to 1
 */
public record Statistics(
        int users,
        int items,
        int interactions,
        int train,
        int valid,
        int test,
        double sparsity,
        Spread perUser,
        Spread perItem,
        double topShare) {

    /** Least, median, mean and greatest of some counts. The median of an even number of them is the upper one. */
    public record Spread(int min, int median, double mean, int max) {
        static Spread of(int[] counts) {
            int[] sorted = counts.clone();
            Arrays.sort(sorted);
            double mean = Arrays.stream(sorted).asLongStream().average().orElse(0);
            int n = sorted.length;
            return n == 0 ? new Spread(0, 0, 0, 0) : new Spread(sorted[0], sorted[n / 2], mean, sorted[n - 1]);
        }
    }

    /** Counts. */
    public static Statistics of(Dataset data) {
        Split split = data.split();
        int[] perUser = new int[split.users()];
        int[] perItem = new int[split.items()];
        for (Interactions part : new Interactions[] {split.train(), split.valid(), split.test()}) {
            for (int u = 0; u < perUser.length; u++) {
                perUser[u] += part.count(u);
            }
            for (int item : part.ids()) {
                perItem[item]++;
            }
        }
        int train = split.train().size();
        int valid = split.valid().size();
        int test = split.test().size();
        int all = Math.addExact(train, Math.addExact(valid, test));
        int[] byCount = perItem.clone();
        Arrays.sort(byCount);
        long top = 0;
        for (int i = byCount.length - (byCount.length + 4) / 5; i < byCount.length; i++) {
            top += byCount[i];
        }
        return new Statistics(
                perUser.length,
                perItem.length,
                all,
                train,
                valid,
                test,
                1 - all / ((double) perUser.length * perItem.length),
                Spread.of(perUser),
                Spread.of(perItem),
                (double) top / all);
    }
}

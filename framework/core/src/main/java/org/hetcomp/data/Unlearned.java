package org.hetcomp.data;

/**
 * Pairs of valid and test whose item is in no train row: no model that learns from train can find them, but by chance, and
 * they count as not found.
 *
 * @param valid pairs of valid
 * @param test pairs of test
 * @param items how many items they are of
 */
public record Unlearned(int valid, int test, int items) {
    /** Counts them. */
    public static Unlearned of(Split split) {
        int[] learned = split.train().itemCounts();
        boolean[] met = new boolean[learned.length];
        int[] pairs = new int[2];
        Interactions[] parts = {split.valid(), split.test()};
        int items = 0;
        for (int part = 0; part < parts.length; part++) {
            for (int item : parts[part].ids()) {
                if (learned[item] == 0) {
                    pairs[part]++;
                    items += met[item] ? 0 : 1;
                    met[item] = true;
                }
            }
        }
        return new Unlearned(pairs[0], pairs[1], items);
    }

    /** Whether there are any. */
    public boolean isAny() {
        return items > 0;
    }
}

package org.hetcomp.data;

import java.util.Random;

/** Draws items uniformly, for losses that set a positive item against others. */
public final class NegativeSampler {
    private static final int TRIES = 64;

    private final Interactions positives;

    /** Draws items that a user does not have in {@code positives}. */
    public NegativeSampler(Interactions positives) {
        this.positives = positives;
    }

    /**
     * Items drawn for each user, with repetition; a user who has (nearly) all items may be given one of them.
     *
     * @param users {@code [n]}
     * @param each how many for each
     * @return {@code [n * each]}, each user's next to one another
     */
    public int[] draw(int[] users, int each, Random random) {
        int[] drawn = new int[Math.multiplyExact(users.length, each)];
        for (int j = 0; j < drawn.length; j++) {
            int user = users[j / each];
            int item = random.nextInt(positives.items());
            for (int t = 1; t < TRIES && positives.contains(user, item); t++) {
                item = random.nextInt(positives.items());
            }
            drawn[j] = item;
        }
        return drawn;
    }

    /** Items drawn for all users of a step together, with repetition. */
    public int[] draw(int count, Random random) {
        int[] drawn = new int[count];
        for (int j = 0; j < count; j++) {
            drawn[j] = random.nextInt(positives.items());
        }
        return drawn;
    }
}

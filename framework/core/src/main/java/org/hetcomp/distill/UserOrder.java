package org.hetcomp.distill;

import java.util.Random;

/** In which order users are met in an epoch. Every draw has a seed of its own, so that a resumed run needs no generator's state. */
public final class UserOrder {
    private UserOrder() {}

    /**
     * All users in the order of an epoch.
     *
     * @param seed of the run
     * @param epoch the first is 1
     */
    public static int[] of(long seed, int epoch, int users) {
        Random random = new Random(seed(seed, epoch, -1));
        int[] order = new int[users];
        for (int u = 0; u < order.length; u++) {
            int j = random.nextInt(u + 1);
            order[u] = order[j];
            order[j] = u;
        }
        return order;
    }

    /** The seed of what is drawn for the batch that begins at that place of the order. */
    static long seed(long seed, int epoch, int from) {
        return (seed * 1_000_003 + epoch) * 1_000_003 + from;
    }
}

package org.hetcomp.data;

import java.util.Arrays;
import java.util.Random;

/** All (user, item) pairs of some interactions in a random order, taken in steps. */
public final class Pairs {
    private final Interactions interactions;
    private final int[] userOf;
    private final int[] order;

    public Pairs(Interactions interactions) {
        this.interactions = interactions;
        userOf = new int[interactions.size()];
        order = new int[interactions.size()];
        for (int u = 0; u < interactions.users(); u++) {
            Arrays.fill(userOf, interactions.start(u), interactions.end(u), u);
        }
        for (int p = 0; p < order.length; p++) {
            order[p] = p;
        }
    }

    /** Number of pairs. */
    public int size() {
        return order.length;
    }

    /** Puts the pairs in another order. */
    public void shuffle(Random random) {
        for (int p = order.length - 1; p > 0; p--) {
            int other = random.nextInt(p + 1);
            int held = order[p];
            order[p] = order[other];
            order[other] = held;
        }
    }

    /** The users of the pairs from {@code begin} to {@code end}, exclusive. */
    public int[] users(int begin, int end) {
        int[] users = new int[end - begin];
        for (int p = begin; p < end; p++) {
            users[p - begin] = userOf[order[p]];
        }
        return users;
    }

    /** The items of the pairs from {@code begin} to {@code end}, exclusive. */
    public int[] items(int begin, int end) {
        int[] items = new int[end - begin];
        for (int p = begin; p < end; p++) {
            items[p - begin] = interactions.ids()[order[p]];
        }
        return items;
    }
}

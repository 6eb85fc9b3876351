package org.hetcomp.data;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** All (user, item) pairs of some interactions in a random order, taken in steps. */
public final class Pairs {
    private final Interactions interactions;
    private final int together;
    private final int[] userOf;
    // Where groups begin among the interactions, in the order of the groups.
    private final int[] groups;
    // Interactions, a user's next to one another.
    private final int[] own;
    private final int[] order;

    /** In an order in which all pairs are apart. */
    public Pairs(Interactions interactions) {
        this(interactions, 1);
    }

    /**
     * In an order in which some pairs of a user stay together, drawn anew each time.
     *
     * @param together how many, from 1 up; the last ones of a user are fewer
     */
    public Pairs(Interactions interactions, int together) {
        if (together < 1) {
            throw new IllegalArgumentException("at least 1 pair stays together, not " + together);
        }
        this.interactions = interactions;
        this.together = together;
        userOf = new int[interactions.size()];
        IntStream.Builder begins = IntStream.builder();
        for (int u = 0; u < interactions.users(); u++) {
            Arrays.fill(userOf, interactions.start(u), interactions.end(u), u);
            for (int p = interactions.start(u); p < interactions.end(u); p += together) {
                begins.add(p);
            }
        }
        groups = begins.build().toArray();
        own = IntStream.range(0, userOf.length).toArray();
        order = own.clone();
    }

    /** Number of pairs. */
    public int size() {
        return order.length;
    }

    /** Puts the pairs in another order. */
    public void shuffle(Random random) {
        shuffle(groups, 0, groups.length, random);
        for (int u = 0; together > 1 && u < interactions.users(); u++) {
            shuffle(own, interactions.start(u), interactions.end(u), random);
        }
        int at = 0;
        for (int begin : groups) {
            int count = Math.min(together, interactions.end(userOf[begin]) - begin);
            System.arraycopy(own, begin, order, at, count);
            at += count;
        }
    }

    private static void shuffle(int[] all, int from, int to, Random random) {
        for (int p = to - 1; p > from; p--) {
            int other = from + random.nextInt(p - from + 1);
            int held = all[p];
            all[p] = all[other];
            all[other] = held;
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

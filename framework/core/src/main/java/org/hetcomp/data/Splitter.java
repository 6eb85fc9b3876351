package org.hetcomp.data;

import java.util.Arrays;
import java.util.Random;
import org.hetcomp.io.DataException;

/**
 * Divides each user's items, by the user's own, into train, valid and test. The same history, kind and seed give the same split on every
 * machine.
 *
 * <p>Drawn in one way for all kinds: one {@link Random} of the seed serves all users in dense order. A user's items,
 * ascending, are shuffled (for i from n - 1 down to 1, place i changes with place {@code nextInt(i + 1)}), then, for
 * kinds that go by time, sorted by falling time, those of the same time staying as shuffled. The first are test, those
 * that follow valid, the rest train.
 *
 * @param kind what decides how many items are taken and in which order
 * @param valid share of a user's items for valid; the number is rounded down
 * @param test share of a user's items for test; the number is rounded down
 * @param seed of the random numbers
 */
public record Splitter(SplitKind kind, double valid, double test, long seed) {
    /** The share for valid, and that for test, which the published HetComp takes. */
    public static final double SHARE = 0.2;

    /** Checks the shares: neither is negative, and train keeps something; and that the kind goes by users. */
    public Splitter {
        if (!kind.isPerUser()) {
            throw new IllegalArgumentException(kind.id() + " divides no user by itself");
        }
        if (!(valid >= 0 && test >= 0 && valid + test < 1)) {
            throw new IllegalArgumentException(
                    "shares for valid, " + valid + ", and test, " + test + ", must be from 0 and together below 1");
        }
    }

    /** With the default shares. */
    public Splitter(SplitKind kind, long seed) {
        this(kind, SHARE, SHARE, seed);
    }

    /** As a division says. */
    Splitter(Division division) {
        this(
                division.split(),
                division.shares().valid() / 100,
                division.shares().test() / 100,
                division.splitSeed());
    }

    /**
     * Divides the history; every user keeps a train item. A user with fewer than 3 items has them all in train under
     * {@link SplitKind#LEAVE_ONE_OUT}.
     *
     * @throws DataException if the kind goes by time and the history has no times
     */
    public Split split(History history) {
        if (kind == SplitKind.TEMPORAL && history.times() == null) {
            throw new DataException(
                    "the data has no times", "--split temporal", "give a time with every pair or split by ratio");
        }
        Interactions all = history.interactions();
        int users = all.users();
        int[][] offsets = new int[3][users + 1];
        for (int u = 0; u < users; u++) {
            int n = all.count(u);
            int tests = kind == SplitKind.LEAVE_ONE_OUT ? (n < 3 ? 0 : 1) : share(n, test);
            int valids = kind == SplitKind.LEAVE_ONE_OUT ? tests : share(n, valid);
            offsets[0][u + 1] = offsets[0][u] + n - tests - valids;
            offsets[1][u + 1] = offsets[1][u] + valids;
            offsets[2][u + 1] = offsets[2][u] + tests;
        }
        int[] train = new int[offsets[0][users]];
        int[] valids = new int[offsets[1][users]];
        int[] tests = new int[offsets[2][users]];
        Random random = new Random(seed);
        for (int u = 0; u < users; u++) {
            int[] row = ordered(history, u, random);
            int t = offsets[2][u + 1] - offsets[2][u];
            int v = offsets[1][u + 1] - offsets[1][u];
            System.arraycopy(row, 0, tests, offsets[2][u], t);
            System.arraycopy(row, t, valids, offsets[1][u], v);
            System.arraycopy(row, t + v, train, offsets[0][u], row.length - t - v);
        }
        return new Split(
                Interactions.of(all.items(), offsets[0], train),
                Interactions.of(all.items(), offsets[1], valids),
                Interactions.of(all.items(), offsets[2], tests));
    }

    // A hair is added because 0.1 * 30 and its like fall a hair short of the whole number.
    static int share(int n, double share) {
        return (int) Math.floor(n * share + 1e-9);
    }

    private int[] ordered(History history, int user, Random random) {
        Interactions all = history.interactions();
        int start = all.start(user);
        Integer[] places = new Integer[all.count(user)];
        for (int k = 0; k < places.length; k++) {
            places[k] = start + k;
        }
        for (int k = places.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            Integer held = places[k];
            places[k] = places[other];
            places[other] = held;
        }
        double[] times = history.times();
        if (kind != SplitKind.RATIO && times != null) {
            Arrays.sort(places, (a, b) -> Double.compare(times[b], times[a]));
        }
        int[] row = new int[places.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = all.ids()[places[k]];
        }
        return row;
    }
}

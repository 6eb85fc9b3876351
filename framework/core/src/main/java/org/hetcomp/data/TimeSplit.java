package org.hetcomp.data;

import java.util.Arrays;
import java.util.BitSet;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Plain;

/**
 * Divides all users at the same moments: what was before is train, what came since is valid, then test. That is how a model
 * meets the future (Meng, McCreadie, Macdonald, Ounis, "Exploring Data Splitting Strategies for the Evaluation of
 * Recommendation Models", RecSys 2020, "temporal global").
 *
 * @param valid from when on pairs are valid
 * @param test from when on pairs are test, later than valid
 */
record TimeSplit(double valid, double test) {
    /**
     * The moments that a division says. Of one, the latest pairs before it are valid, as many of them as the shares of train
     * and valid say; of none, the latest pairs of all are test, as many as the shares say. Pairs of one time stay together, in
     * the later part.
     *
     * @throws DataException if the history has no times, or they leave nothing for train, valid or test
     */
    static TimeSplit of(Division division, History history) {
        if (history.times() == null) {
            throw new DataException(
                    "the data has no times", "--split time", "give a time with every pair or split by ratio");
        }
        double[] times = history.times().clone();
        Arrays.sort(times);
        Shares shares = division.shares();
        double[] at = division.at() == null ? new double[0] : division.at().in(times);
        double test = at.length > 0 ? at[at.length - 1] : latest(times, shares.test() / 100);
        double[] known = Arrays.copyOf(times, before(times, test));
        requireSome(known.length, "before", test, times);
        requireSome(times.length - known.length, "from", test, times);
        double valid = at.length > 1 ? at[0] : latest(known, shares.validOfKnown());
        requireSome(before(known, valid), "before", valid, times);
        requireSome(known.length - before(known, valid), "between that and the test from", valid, times);
        return new TimeSplit(valid, test);
    }

    /** The time of the first of the latest, of which that share is rounded down, but one at least. */
    private static double latest(double[] times, double share) {
        return times[times.length - Math.max(1, Splitter.share(times.length, share))];
    }

    private static int before(double[] times, double moment) {
        int before = 0;
        while (before < times.length && times[before] < moment) {
            before++;
        }
        return before;
    }

    private static void requireSome(int pairs, String where, double moment, double[] times) {
        if (pairs == 0) {
            throw new DataException(
                    "no interaction " + where + " " + Plain.of(moment),
                    "--split time",
                    "give --at, one or two moments between " + Plain.of(times[0]) + " and "
                            + Plain.of(times[times.length - 1]));
        }
    }

    /** The history without users who have nothing before valid begins, and without items that only they had. */
    History learnable(History history) {
        Interactions all = history.interactions();
        BitSet goneUsers = new BitSet();
        BitSet goneItems = new BitSet();
        int[] left = all.itemCounts();
        for (int u = 0; u < all.users(); u++) {
            boolean learnable = false;
            for (int p = all.start(u); p < all.end(u); p++) {
                learnable |= history.times()[p] < valid;
            }
            if (!learnable) {
                goneUsers.set(u);
                for (int p = all.start(u); p < all.end(u); p++) {
                    int item = all.ids()[p];
                    goneItems.set(item, --left[item] == 0);
                }
            }
        }
        return goneUsers.isEmpty() ? history : history.without(goneUsers, goneItems);
    }

    /** Divides a history that is {@link #learnable}. */
    Split split(History history) {
        return new Split(
                between(history, Double.NEGATIVE_INFINITY, valid),
                between(history, valid, test),
                between(history, test, Double.POSITIVE_INFINITY));
    }

    private static Interactions between(History history, double from, double until) {
        Interactions all = history.interactions();
        int[] offsets = new int[all.users() + 1];
        IntList ids = new IntList();
        for (int u = 0; u < all.users(); u++) {
            for (int p = all.start(u); p < all.end(u); p++) {
                double time = history.times()[p];
                if (time >= from && time < until) {
                    ids.add(all.ids()[p]);
                }
            }
            offsets[u + 1] = ids.size();
        }
        return Interactions.of(all.items(), offsets, ids.toArray());
    }
}

package org.hetcomp.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Interactions that are not divided yet: who has what and, if it is known, since when.
 *
 * @param interactions all pairs, each once
 * @param times when each pair of {@link Interactions#ids()} came about (the latest, if it did several times),
 *     {@code float64 [pairs]} of any unit, or null if that is not known; shared, not copied
 * @param users the users' own ids
 * @param items the items' own ids
 */
public record History(Interactions interactions, double[] times, IdMap users, IdMap items) {
    /** Checks that the parts fit each other. */
    public History {
        if (users.size() != interactions.users() || items.size() != interactions.items()) {
            throw new IllegalArgumentException(users.size() + " user ids and " + items.size() + " item ids for "
                    + interactions.users() + " users and " + interactions.items() + " items");
        }
        if (times != null && times.length != interactions.size()) {
            throw new IllegalArgumentException(times.length + " times for " + interactions.size() + " pairs");
        }
    }

    /**
     * Gathers pairs in any order; of pairs that occur several times the latest time is kept.
     *
     * @param user {@code int32 [n]}: dense user ids
     * @param item {@code int32 [n]}: dense item ids
     * @param time {@code float64 [n]}, or null
     */
    static History of(int[] user, int[] item, double[] time, IdMap users, IdMap items) {
        int[] begin = new int[users.size() + 1];
        for (int u : user) {
            begin[u + 1]++;
        }
        for (int u = 0; u < users.size(); u++) {
            begin[u + 1] += begin[u];
        }
        int[] next = begin.clone();
        // An item in the upper half and the place it came from in the lower: sorts by item and finds its time again.
        long[] keys = new long[user.length];
        for (int p = 0; p < user.length; p++) {
            keys[next[user[p]]++] = (long) item[p] << 32 | p;
        }
        int[] offsets = new int[begin.length];
        int[] ids = new int[user.length];
        double[] times = time == null ? null : new double[user.length];
        int size = 0;
        for (int u = 0; u < users.size(); u++) {
            Arrays.sort(keys, begin[u], begin[u + 1]);
            for (int p = begin[u]; p < begin[u + 1]; p++) {
                int id = (int) (keys[p] >>> 32);
                boolean again = size > offsets[u] && ids[size - 1] == id;
                if (!again) {
                    ids[size++] = id;
                }
                if (time != null) {
                    double t = time[(int) keys[p]];
                    times[size - 1] = again ? Math.max(times[size - 1], t) : t;
                }
            }
            offsets[u + 1] = size;
        }
        return new History(
                Interactions.of(items.size(), offsets, Arrays.copyOf(ids, size)),
                time == null ? null : Arrays.copyOf(times, size),
                users,
                items);
    }

    /**
     * Leaves out users with fewer than {@code minUser} items and items with fewer than {@code minItem} users, again and
     * again until neither leaves anything out. What is left keeps its order. May leave nothing.
     */
    public History atLeast(int minUser, int minItem) {
        int[] ids = interactions.ids();
        int[] perItem = interactions.itemCounts();
        int[] perUser = new int[interactions.users()];
        for (int u = 0; u < perUser.length; u++) {
            perUser[u] = interactions.count(u);
        }
        BitSet goneUsers = new BitSet();
        BitSet goneItems = new BitSet();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int i = goneItems.nextClearBit(0); i < perItem.length; i = goneItems.nextClearBit(i + 1)) {
                if (perItem[i] < minItem) {
                    goneItems.set(i);
                    moved = true;
                }
            }
            for (int u = goneUsers.nextClearBit(0); u < perUser.length; u = goneUsers.nextClearBit(u + 1)) {
                int has = 0;
                for (int p = interactions.start(u); p < interactions.end(u); p++) {
                    has += goneItems.get(ids[p]) ? 0 : 1;
                }
                if (has < minUser) {
                    goneUsers.set(u);
                    moved = true;
                    for (int p = interactions.start(u); p < interactions.end(u); p++) {
                        perItem[ids[p]]--;
                    }
                }
            }
        }
        return goneUsers.isEmpty() && goneItems.isEmpty() ? this : without(goneUsers, goneItems);
    }

    /** Leaves out those users and those items, of whom the users left have none. */
    History without(BitSet goneUsers, BitSet goneItems) {
        int[] dense = new int[interactions.items()];
        int n = 0;
        for (int i = 0; i < dense.length; i++) {
            dense[i] = goneItems.get(i) ? -1 : n++;
        }
        int[] offsets = new int[interactions.users() - goneUsers.cardinality() + 1];
        int[] ids = new int[interactions.size()];
        double[] kept = times == null ? null : new double[ids.length];
        int size = 0;
        int user = 0;
        for (int u = goneUsers.nextClearBit(0); u < interactions.users(); u = goneUsers.nextClearBit(u + 1)) {
            for (int p = interactions.start(u); p < interactions.end(u); p++) {
                int id = dense[interactions.ids()[p]];
                if (id >= 0) {
                    if (kept != null) {
                        kept[size] = times[p];
                    }
                    ids[size++] = id;
                }
            }
            offsets[++user] = size;
        }
        return new History(
                Interactions.of(n, offsets, Arrays.copyOf(ids, size)),
                kept == null ? null : Arrays.copyOf(kept, size),
                without(users, goneUsers),
                without(items, goneItems));
    }

    private static IdMap without(IdMap map, BitSet gone) {
        List<String> tokens = map.tokens();
        List<String> kept = new ArrayList<>(tokens.size() - gone.cardinality());
        for (int i = gone.nextClearBit(0); i < tokens.size(); i = gone.nextClearBit(i + 1)) {
            kept.add(tokens.get(i));
        }
        return new IdMap(kept);
    }
}

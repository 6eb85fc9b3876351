package org.hetcomp.data;

import java.util.Arrays;
import java.util.List;
import org.hetcomp.table.Row;

/** Gathers pairs of ids, which it numbers as they are met; in the end they can be numbered in their own order. */
final class PairList {
    private final TokenTable users = new TokenTable();
    private final TokenTable items = new TokenTable();
    private final IntList user = new IntList();
    private final IntList item = new IntList();
    private final boolean timed;
    private double[] times = new double[1024];

    /** Whose pairs have times, or have none. */
    PairList(boolean timed) {
        this.timed = timed;
    }

    /** Adds a pair of two fields of a row; the time is of no account where pairs have none. */
    void add(Row row, int userField, int itemField, double time) {
        if (timed) {
            if (user.size() == times.length) {
                times = Arrays.copyOf(times, IntList.grown(times.length));
            }
            times[user.size()] = time;
        }
        user.add(users.add(row.chars(), row.start(userField), row.end(userField)));
        item.add(items.add(row.chars(), row.start(itemField), row.end(itemField)));
    }

    /** Adds a pair of two ids. */
    void add(String userId, String itemId, double time) {
        add(Row.of(0, List.of(userId, itemId)), 0, 1, time);
    }

    /** Number of pairs, those that were there before among them. */
    int size() {
        return user.size();
    }

    /** All pairs, each once, their ids numbered as they were met. */
    History asMet() {
        return History.of(
                user.toArray(), item.toArray(), times(), new IdMap(users.tokens()), new IdMap(items.tokens()));
    }

    /** All pairs, each once, their ids numbered in their own order. */
    History history() {
        int[] pairUsers = user.toArray();
        int[] pairItems = item.toArray();
        List<String> userIds = renumber(users.tokens(), pairUsers);
        List<String> itemIds = renumber(items.tokens(), pairItems);
        return History.of(pairUsers, pairItems, times(), new IdMap(userIds), new IdMap(itemIds));
    }

    private static List<String> renumber(List<String> tokens, int[] numbers) {
        int[] dense = new int[tokens.size()];
        List<String> sorted = IdOrder.sorted(tokens, dense);
        for (int p = 0; p < numbers.length; p++) {
            numbers[p] = dense[numbers[p]];
        }
        return sorted;
    }

    private double[] times() {
        return timed ? Arrays.copyOf(times, user.size()) : null;
    }
}

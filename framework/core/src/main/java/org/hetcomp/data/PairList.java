package org.hetcomp.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers pairs of tokens; numbers users and items in the order in which they first appear. */
final class PairList {
    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> items = new HashMap<>();
    private final List<String> userTokens = new ArrayList<>();
    private final List<String> itemTokens = new ArrayList<>();
    private final IntList user = new IntList();
    private final IntList item = new IntList();
    private double[] times = new double[0];
    private boolean timed;

    /** Adds a pair; its time is NaN where there is none, which then holds for all pairs. */
    void add(String userToken, String itemToken, double time) {
        timed = !Double.isNaN(time);
        if (timed) {
            if (user.size() == times.length) {
                times = Arrays.copyOf(times, IntList.grown(times.length));
            }
            times[user.size()] = time;
        }
        user.add(dense(userToken, users, userTokens));
        item.add(dense(itemToken, items, itemTokens));
    }

    History history() {
        return History.of(
                user.toArray(),
                item.toArray(),
                timed ? Arrays.copyOf(times, user.size()) : null,
                new IdMap(userTokens),
                new IdMap(itemTokens));
    }

    private static int dense(String token, Map<String, Integer> known, List<String> tokens) {
        Integer id = known.putIfAbsent(token, tokens.size());
        if (id != null) {
            return id;
        }
        tokens.add(token);
        return tokens.size() - 1;
    }
}

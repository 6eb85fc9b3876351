package org.hetcomp.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;

/**
 * Makes a data set of interactions that a program has in memory. Dense ids follow the ids' own order (as numbers, if all
 * are), not that of the list: the order in which interactions come decides nothing, and what {@link SplitWriter} writes of
 * the data is read back with the same dense ids.
 */
final class MemoryData {
    private static final String WHERE = "the program's interactions";

    private MemoryData() {}

    static Dataset of(List<Interaction> interactions, DataSpec division) {
        boolean timed = interactions.stream().noneMatch(one -> Double.isNaN(one.time()));
        if (!timed && interactions.stream().anyMatch(one -> !Double.isNaN(one.time()))) {
            throw new DataException("some interactions have a time and some have none", WHERE, "give all or none");
        }
        List<String> users = ids(interactions, Interaction::user);
        List<String> items = ids(interactions, Interaction::item);
        Map<String, Integer> denseUsers = dense(users);
        Map<String, Integer> denseItems = dense(items);
        int[] user = new int[interactions.size()];
        int[] item = new int[interactions.size()];
        double[] time = timed ? new double[interactions.size()] : null;
        for (int n = 0; n < user.length; n++) {
            user[n] = denseUsers.get(interactions.get(n).user());
            item[n] = denseItems.get(interactions.get(n).item());
            if (timed) {
                time[n] = interactions.get(n).time();
            }
        }
        History history = History.of(user, item, time, new IdMap(users), new IdMap(items));
        return Datasets.divided(division.withName(""), hash(history), WHERE, history);
    }

    private static List<String> ids(List<Interaction> interactions, Function<Interaction, String> id) {
        List<String> all = interactions.stream().map(id).toList();
        TreeSet<String> ids = new TreeSet<>(IdOrder.of(all));
        ids.addAll(all);
        return new ArrayList<>(ids);
    }

    private static Map<String, Integer> dense(List<String> ids) {
        Map<String, Integer> dense = new HashMap<>();
        ids.forEach(id -> dense.put(id, dense.size()));
        return dense;
    }

    /** Hash of all pairs in dense order, hexadecimal. */
    static String hash(History history) {
        MessageDigest digest = Hashes.sha256();
        Interactions pairs = history.interactions();
        for (int u = 0; u < pairs.users(); u++) {
            for (int p = pairs.start(u); p < pairs.end(u); p++) {
                String line = history.users().token(u) + "\t"
                        + history.items().token(pairs.ids()[p])
                        + (history.times() == null ? "" : "\t" + history.times()[p]) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Hashes.hex(digest);
    }
}

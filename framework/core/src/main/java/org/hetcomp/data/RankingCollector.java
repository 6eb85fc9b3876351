package org.hetcomp.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hetcomp.io.DataException;

/** Gathers pairs of users and items with a number each, and orders each user's items by them. */
public final class RankingCollector {
    private static final int UNKNOWN = -1;

    private final IdMap users;
    private final IdMap items;
    private final IntList user = new IntList();
    private final IntList item = new IntList();
    private double[] keys = new double[1024];
    private long unknownUsers;
    private long unknownItems;
    private String firstUnknown;

    /** For those ids. */
    public RankingCollector(IdMap users, IdMap items) {
        this.users = users;
        this.items = items;
    }

    /**
     * Takes a pair; those of which the data does not have the user or the item are counted and left out.
     *
     * @param where the pair was read, for messages
     */
    public void add(String userId, String itemId, double key, String where) {
        OptionalInt u = users.dense(userId);
        OptionalInt i = items.dense(itemId);
        if (u.isEmpty() || i.isEmpty()) {
            unknownUsers += u.isEmpty() ? 1 : 0;
            unknownItems += u.isPresent() ? 1 : 0;
            if (firstUnknown == null) {
                String id = DataException.quote(u.isEmpty() ? userId : itemId);
                firstUnknown = (u.isEmpty() ? "user " : "item ") + id + " (" + where + ")";
            }
        }
        if (u.isPresent()) {
            if (user.size() == keys.length) {
                keys = Arrays.copyOf(keys, IntList.grown(keys.length));
            }
            keys[user.size()] = key;
            user.add(u.getAsInt());
            // Kept for now: without it a user's ranks would have a gap.
            item.add(i.orElse(UNKNOWN));
        }
    }

    /**
     * Orders each user's items.
     *
     * @param order what the numbers mean
     * @param source the file, for messages
     * @throws DataException if a user has an item twice, or nothing is known to the data
     */
    public RankedItems finish(RankedItems.Order order, String source) {
        if (user.size() == unknownItems) {
            throw new DataException(
                    firstUnknown == null
                            ? "no rankings"
                            : "no user and item of the rankings is in the data, the first is "
                                    + firstUnknown.replace(" (", " of ").replace(")", ""),
                    source,
                    "give rankings of the data's users and items, in its own ids");
        }
        Integer[][] places = byUser();
        RankedItems.Order meant = order;
        if (order == RankedItems.Order.AUTO) {
            boolean ranks = Arrays.stream(places).allMatch(this::countsUp)
                    && Arrays.stream(places).anyMatch(row -> row.length > 1);
            meant = ranks ? RankedItems.Order.RANK : RankedItems.Order.SCORE;
        }
        double sign = meant == RankedItems.Order.RANK ? 1 : -1;
        int[][] rows = new int[users.size()][];
        for (int u = 0; u < rows.length; u++) {
            // Stable, so that equal numbers stay in the order of the file.
            Arrays.sort(places[u], Comparator.comparingDouble(p -> sign * keys[p]));
            rows[u] = Arrays.stream(places[u])
                    .mapToInt(p -> item.get(p))
                    .filter(i -> i != UNKNOWN)
                    .toArray();
            requireDistinct(rows[u], u, source);
        }
        return new RankedItems(rows, meant, unknownUsers, unknownItems, firstUnknown);
    }

    private Integer[][] byUser() {
        int[] counts = new int[users.size()];
        for (int p = 0; p < user.size(); p++) {
            counts[user.get(p)]++;
        }
        Integer[][] places = IntStream.of(counts).mapToObj(Integer[]::new).toArray(Integer[][]::new);
        for (int p = user.size() - 1; p >= 0; p--) {
            int u = user.get(p);
            places[u][--counts[u]] = p;
        }
        return places;
    }

    private boolean countsUp(Integer[] row) {
        double[] sorted = Arrays.stream(row).mapToDouble(p -> keys[p]).sorted().toArray();
        return sorted.length == 0
                || (sorted[0] == 0 || sorted[0] == 1)
                        && IntStream.range(0, sorted.length).allMatch(r -> sorted[r] == sorted[0] + r);
    }

    private void requireDistinct(int[] row, int u, String source) {
        int[] sorted = row.clone();
        Arrays.sort(sorted);
        for (int r = 1; r < sorted.length; r++) {
            if (sorted[r] == sorted[r - 1]) {
                throw new DataException(
                        "user " + DataException.quote(users.token(u)) + " has item "
                                + DataException.quote(items.token(sorted[r])) + " twice",
                        source,
                        "give each item one place in a user's ranking");
            }
        }
    }
}

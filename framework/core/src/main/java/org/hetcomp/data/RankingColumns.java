package org.hetcomp.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Numbers;

/**
 * Which field of a line of a ranking is what.
 *
 * @param header whether the line that told is a header
 * @param number the score or rank; -1 if there is none and the order of the lines counts
 * @param order what the number is, or null if that does not show
 * @param fields number of fields of every line
 */
record RankingColumns(boolean header, int user, int item, int number, RankedItems.Order order, int fields) {
    private static final Set<String> RANKS = Set.of("rank", "position", "place");

    /**
     * Tells them from the first line.
     *
     * @throws DataException if there is no room for a user and an item
     */
    static RankingColumns of(List<String> first, String where) {
        int fields = first.size();
        if (fields < 2) {
            throw new DataException(
                    "one field where a user and an item are expected", where, "separate the fields by tabs or commas");
        }
        if (Columns.isHeader(first)) {
            Columns columns = Columns.byName(first);
            int rank = rank(first);
            boolean scored = columns.weight() >= 0;
            RankedItems.Order order = scored
                    ? RankedItems.Order.SCORE
                    : rank >= 0 ? RankedItems.Order.RANK : fields > 2 ? null : RankedItems.Order.RANK;
            int number = scored ? columns.weight() : rank >= 0 ? rank : fields > 2 ? other(columns, fields) : -1;
            return new RankingColumns(true, columns.user(), columns.item(), number, order, fields);
        }
        if (fields == 2) {
            return new RankingColumns(false, 0, 1, -1, RankedItems.Order.RANK, fields);
        }
        boolean header = Double.isNaN(Numbers.of(first.get(2)));
        RankedItems.Order order = header && rank(first) == 2
                ? RankedItems.Order.RANK
                // What hetcomp recommend writes: user, item, score, rank.
                : fields == 4 ? RankedItems.Order.SCORE : null;
        return new RankingColumns(header, 0, 1, 2, order, fields);
    }

    private static int rank(List<String> header) {
        for (int c = 0; c < header.size(); c++) {
            if (RANKS.contains(header.get(c).toLowerCase(Locale.ROOT))) {
                return c;
            }
        }
        return -1;
    }

    private static int other(Columns columns, int fields) {
        for (int c = 0; c < fields; c++) {
            if (c != columns.user() && c != columns.item() && c != columns.time()) {
                return c;
            }
        }
        return -1;
    }
}

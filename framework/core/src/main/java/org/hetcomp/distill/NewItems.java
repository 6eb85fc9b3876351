package org.hetcomp.distill;

import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.RowMap;

/**
 * Rows of new items in a student's table, from the users who have them. As a user is a function of their items ({@link Encoder}), an
 * item is one of its users: {@code q = y P M + b}, y the item's row of ones over the root of their number, P the users' vectors, M
 * and b by least squares over the items that were there.
 */
public final class NewItems {
    /** Items for each number of a row, fewer of which do not tell M and b. */
    private static final int LEAST = 3;

    private final Interactions byItem;
    private final float[] users;
    private final int d;

    private NewItems(Interactions byItem, float[] users, int d) {
        this.byItem = byItem;
        this.users = users;
        this.d = d;
    }

    /**
     * Writes the rows of new items that somebody has; others stay as they are, and all where too few items were there.
     *
     * @param train what users have now
     * @param map where the items were before
     * @param users their vectors now, {@code [users, d] float32}
     * @param items {@code [items, d] float32}, with the rows of those that were there
     */
    public static void place(Interactions train, RowMap map, float[] users, float[] items) {
        int d = items.length / Math.max(1, map.size());
        new NewItems(train.transposed(), users, d).place(map, items);
    }

    private void place(RowMap map, float[] items) {
        int[] known = IntStream.range(0, map.size())
                .filter(item -> map.old()[item] >= 0 && byItem.count(item) > 0)
                .toArray();
        if (map.fresh() == 0 || known.length < LEAST * (d + 1)) {
            return;
        }
        float[] rows = new float[known.length * d];
        int[][] had = new int[known.length][];
        for (int n = 0; n < known.length; n++) {
            had[n] = byItem.row(known[n]);
            System.arraycopy(items, known[n] * d, rows, n * d, d);
        }
        Encoder encoder = EncoderFit.fit(Interactions.of(byItem.items(), had), rows, users, d, false);
        IntStream.range(0, map.size())
                .filter(item -> map.old()[item] < 0 && byItem.count(item) > 0)
                .forEach(item -> place(encoder, item, items));
    }

    private void place(Encoder encoder, int item, float[] items) {
        double[] sum = new double[d];
        for (int user : byItem.row(item)) {
            for (int k = 0; k < d; k++) {
                sum[k] += users[user * d + k] / Math.sqrt(byItem.count(item));
            }
        }
        for (int k = 0; k < d; k++) {
            double value = encoder.offset()[k];
            for (int l = 0; l < d; l++) {
                value += sum[l] * encoder.map()[l * d + k];
            }
            items[item * d + k] = (float) value;
        }
    }
}

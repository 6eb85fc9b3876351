package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.History;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom and what a model knows, and what of it each user has seen, which is not recommended again.
 *
 * @param users the users' own ids, by row
 * @param items the items' own ids, by row
 * @param seen what each user has seen
 */
public record Known(IdMap users, IdMap items, Interactions seen) {
    private static final Logger LOG = LoggerFactory.getLogger(Known.class);

    /** Checks that the parts fit each other. */
    public Known {
        if (seen.users() != users.size() || seen.items() != items.size()) {
            throw new IllegalArgumentException("what is seen is of " + seen.users() + " users and " + seen.items()
                    + " items, not " + users.size() + " and " + items.size());
        }
    }

    /** All that is in the data a model was made from, in train, valid or test. */
    public static Known of(Dataset data) {
        return new Known(data.users(), data.items(), data.split().all());
    }

    /**
     * What travels with models: their ids and, of those that have it, what users have seen; without, as if nobody had seen
     * anything.
     *
     * @throws DataException if the models were not made from one data set
     */
    public static Known of(Models models) {
        ModelFolder first = models.folders().get(0);
        for (ModelFolder model : models.folders()) {
            if (!model.card().splitSha256().equals(first.card().splitSha256())) {
                throw new DataException(
                        "the models are of different data, or of the same divided otherwise",
                        model.folder().toString(),
                        "keep teachers of one division in a folder");
            }
        }
        Interactions seen = models.folders().stream()
                .filter(ModelFolder::hasSeen)
                .findFirst()
                .map(ModelFolder::seen)
                .orElseGet(() -> none(first.card().users(), first.card().items()));
        return new Known(first.users(), first.items(), seen);
    }

    /** Whether what users have seen travels with one of the models. */
    public static boolean travels(Models models) {
        return models.folders().stream().anyMatch(ModelFolder::hasSeen);
    }

    private static Interactions none(int users, int items) {
        return Interactions.of(items, new int[users + 1], new int[0]);
    }

    /** The same as if nobody had seen anything: all may be recommended. */
    public Known keepingSeen() {
        return new Known(users, items, none(users.size(), items.size()));
    }

    /** The same with more that was seen. Users and items that the model does not know are passed over, with a warning. */
    public Known alsoSeen(History more) {
        List<int[]> rows = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            rows.add(seen.row(u));
        }
        int[] itemOf = more.items().tokens().stream()
                .mapToInt(token -> items.dense(token).orElse(-1))
                .toArray();
        int unknown = 0;
        for (int u = 0; u < more.users().size(); u++) {
            int[] row = Arrays.stream(more.interactions().row(u))
                    .map(i -> itemOf[i])
                    .toArray();
            OptionalInt dense = users.dense(more.users().token(u));
            int[] known = dense.isEmpty()
                    ? new int[0]
                    : Arrays.stream(row).filter(i -> i >= 0).toArray();
            unknown += row.length - known.length;
            if (known.length > 0) {
                int[] before = rows.get(dense.getAsInt());
                int[] both = Arrays.copyOf(before, before.length + known.length);
                System.arraycopy(known, 0, both, before.length, known.length);
                rows.set(dense.getAsInt(), Arrays.stream(both).distinct().toArray());
            }
        }
        if (unknown > 0) {
            LOG.warn(
                    "{} of {} pairs that were seen are of users or items that the model does not know",
                    unknown,
                    more.interactions().size());
        }
        return new Known(users, items, Interactions.of(items.size(), rows.toArray(int[][]::new)));
    }
}

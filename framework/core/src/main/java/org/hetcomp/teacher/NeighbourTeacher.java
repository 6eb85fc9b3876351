package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.DataException;

/**
 * A teacher that is made of lists of each item's neighbours, anew in each epoch, by a number that epochs run through: what is easy
 * to learn first, and on to where valid is best. Nothing of an epoch goes into the next one, so there is nothing to go on from.
 */
abstract class NeighbourTeacher implements Teacher {
    /** Items of which a float32 still says which one it is. */
    static final int MOST_ITEMS = 1 << 24;

    // 104 MB; of very many items each keeps fewer.
    private static final int PLACES = 13_000_000;

    /** Where the lists lie. */
    protected final Backend backend;

    /** Train, users x items. */
    protected final Interactions byUser;

    /** The same, items x users. */
    protected final Interactions byItem;

    private final Parameters parameters;
    private final int most;

    /**
     * Lists with nothing in them.
     *
     * @param neighbours that an item keeps, if there are not too many items
     */
    NeighbourTeacher(Backend backend, Split split, int neighbours) {
        this.backend = backend;
        byUser = split.train();
        byItem = byUser.transposed();
        int items = byUser.items();
        if (items > MOST_ITEMS) {
            throw new DataException(
                    "lists of neighbours reach " + MOST_ITEMS + " items, and there are " + items,
                    "--families",
                    "leave graph and ease out");
        }
        most = Math.max(1, Math.min(Math.min(neighbours, items - 1), PLACES / items));
        try (Unfinished made = new Unfinished()) {
            parameters = made.hold(new Parameters(backend));
            parameters.addZeros(NeighbourScorer.NEIGHBOUR, new Shape(items, most));
            parameters.addZeros(NeighbourScorer.WEIGHT, new Shape(items, most));
            made.finished();
        }
    }

    /**
     * Makes the lists of an epoch.
     *
     * @return what the epoch tells as its loss
     */
    abstract double fill(NeighbourLists lists, int epoch);

    @Override
    public final double epoch(int epoch) {
        NeighbourLists lists = new NeighbourLists(byUser.items(), most);
        double loss = fill(lists, epoch);
        parameters.set(NeighbourScorer.NEIGHBOUR, lists.neighbours());
        parameters.set(NeighbourScorer.WEIGHT, lists.weights());
        return loss;
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    /** The weights that are kept. */
    @Override
    public final long size() {
        float[] weights = Parameters.floats(parameters.get(NeighbourScorer.WEIGHT));
        return IntStream.range(0, weights.length).filter(n -> weights[n] != 0).count();
    }

    @Override
    public final Scorer scorer(NDManager owner) {
        parameters.lend(owner);
        float[] counts = new float[byUser.users()];
        for (int u = 0; u < counts.length; u++) {
            counts[u] = byUser.count(u);
        }
        float[] own = new float[byUser.size()];
        for (int p = 0; p < own.length; p++) {
            own[p] = byUser.ids()[p];
        }
        Map<String, NDArray> arrays = new LinkedHashMap<>(parameters.arrays());
        arrays.put(NeighbourScorer.COUNT, owner.create(counts, new Shape(1, counts.length)));
        arrays.put(NeighbourScorer.OWN, owner.create(own, new Shape(1, own.length)));
        return new NeighbourScorer(arrays);
    }
}

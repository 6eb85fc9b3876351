package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Interactions;
import org.hetcomp.eval.Scorer;

/**
 * Scores a user's items by the lists of neighbours of those that the user has in train, weights summed up and a little for popularity,
 * less than any list adds, by which what no list leads to is ranked. What users have travels with it, so that it needs no data. All in Java: a user
 * costs the items that the user has times the length of a list.
 */
final class NeighbourScorer implements Scorer {
    /** Name of {@code [items, most]}: ids of each item's neighbours. */
    static final String NEIGHBOUR = "neighbour";
    /** Name of {@code [items, most]}: weight of each; 0 from where a row has no more. */
    static final String WEIGHT = "weight";
    /** Name of {@code [1, users]}: how many items each user has. */
    static final String COUNT = "count";
    /** Name of {@code [1, pairs]}: ids of the items that users have, user after user. */
    static final String OWN = "own";

    private static final List<String> NAMES = List.of(NEIGHBOUR, WEIGHT, COUNT, OWN);

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Interactions had;
    private final int most;
    private final int[] neighbours;
    private final float[] weights;
    private final float[] unreached;

    /**
     * A model of these arrays, float32.
     *
     * @throws IllegalArgumentException if there are others, or they are no such lists; the message says what is wrong
     */
    NeighbourScorer(Map<String, NDArray> arrays) {
        if (!arrays.keySet().equals(new TreeSet<>(NAMES))) {
            throw new IllegalArgumentException(
                    "lists of neighbours have the arrays " + new TreeSet<>(NAMES) + ", not " + arrays.keySet());
        }
        NAMES.forEach(name -> this.arrays.put(name, arrays.get(name)));
        requireFitting();
        int items = items();
        most = Math.toIntExact(get(WEIGHT).getShape().get(1));
        neighbours = whole(NEIGHBOUR, items);
        weights = Parameters.floats(get(WEIGHT));
        int[] own = whole(OWN, items);
        int[] counts = whole(COUNT, own.length + 1);
        int[] offsets = new int[counts.length + 1];
        for (int u = 0; u < counts.length; u++) {
            offsets[u + 1] = Math.addExact(offsets[u], counts[u]);
        }
        had = Interactions.of(items, offsets, own);
        unreached = unreached();
    }

    private NDArray get(String name) {
        return arrays.get(name);
    }

    private void requireFitting() {
        boolean fits = NAMES.stream().allMatch(name -> get(name).getShape().dimension() == 2)
                && get(WEIGHT).getShape().equals(get(NEIGHBOUR).getShape())
                && get(COUNT).getShape().get(0) == 1
                && get(OWN).getShape().get(0) == 1;
        if (!fits) {
            throw new IllegalArgumentException("the lists of neighbours do not fit each other: "
                    + NAMES.stream()
                            .map(name -> name + " " + get(name).getShape())
                            .toList());
        }
    }

    /** Numbers of an array that must be whole, from 0 to below a bound. */
    private int[] whole(String name, int bound) {
        float[] floats = Parameters.floats(get(name));
        int[] whole = new int[floats.length];
        for (int n = 0; n < floats.length; n++) {
            whole[n] = (int) floats[n];
            if (whole[n] != floats[n] || whole[n] < 0 || whole[n] >= bound) {
                throw new IllegalArgumentException("number " + n + " of " + name + " is " + floats[n]
                        + ", not a whole one from 0 to " + (bound - 1));
            }
        }
        return whole;
    }

    /** Below all that lists come to, by popularity. */
    private float[] unreached() {
        int[] counts = had.itemCounts();
        float most = Math.max(1, IntStream.of(counts).max().orElse(1));
        double least = IntStream.range(0, weights.length)
                .filter(n -> weights[n] > 0)
                .mapToDouble(n -> weights[n])
                .min()
                .orElse(1);
        float[] scores = new float[counts.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (least / 2 * counts[i] / most);
        }
        return scores;
    }

    @Override
    public int users() {
        return Math.toIntExact(get(COUNT).getShape().get(1));
    }

    @Override
    public int items() {
        return Math.toIntExact(get(NEIGHBOUR).getShape().get(0));
    }

    @Override
    public NDArray scores(NDManager manager, int[] users) {
        int items = items();
        float[] scores = new float[Math.multiplyExact(users.length, items)];
        IntStream.range(0, users.length).parallel().forEach(row -> {
            System.arraycopy(unreached, 0, scores, row * items, items);
            for (int p = had.start(users[row]); p < had.end(users[row]); p++) {
                add(had.ids()[p] * most, scores, row * items);
            }
        });
        return manager.create(FloatBuffer.wrap(scores), new Shape(users.length, items));
    }

    private void add(int from, float[] scores, int base) {
        for (int n = from; n < from + most && weights[n] != 0; n++) {
            scores[base + neighbours[n]] += weights[n];
        }
    }

    @Override
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(arrays);
    }
}

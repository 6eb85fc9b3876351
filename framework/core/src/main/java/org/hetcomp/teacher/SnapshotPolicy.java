package org.hetcomp.teacher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which of the epochs that a teacher went through its snapshots are of. The converged one is always the last. {@link #id()} is the name
 * that users write.
 */
public enum SnapshotPolicy {
    /** Spread evenly over the epochs up to the best one (HetComp, Kang et al., WWW 2023, section 4.1). */
    EPOCHS,
    /** From the first epoch on, spread evenly over what they are worth on valid, by the measure that chooses the best one. */
    MEASURE,
    /**
     * From the first epoch on, so that neighbours are about equally far from each other: 1 - D@50 of their rankings, in the mean over
     * users ({@link org.hetcomp.eval.Discrepancy}), summed along the way.
     */
    AGREEMENT;

    /** The name that users write. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names that users write. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(SnapshotPolicy::id).toList();
    }

    /**
     * Looks one up by the name that users write.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static SnapshotPolicy of(String id) {
        return Arrays.stream(values())
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown policy of snapshots " + id + "; there are " + ids()));
    }

    /** Whether it looks at every epoch before the first evaluation too. */
    boolean looksEarly() {
        return this != EPOCHS;
    }

    /**
     * Chooses some of the places along a way, the first and the last among them, such that what lies between two of them is about the
     * same.
     *
     * @param places {@code [n]} in the order of time, n at least 1
     * @param count how many, at least 2; all are taken where there are no more
     * @return ascending indexes
     */
    static int[] spread(double[] places, int count) {
        int last = places.length - 1;
        if (places.length <= count) {
            return IntStream.rangeClosed(0, last).toArray();
        }
        List<Integer> chosen = new ArrayList<>(List.of(0));
        for (int v = 1; v < count - 1; v++) {
            double wanted = places[0] + (places[last] - places[0]) * v / (count - 1);
            int nearest = chosen.get(v - 1) + 1;
            // As many are left as are still to be chosen.
            for (int r = nearest + 1; r <= last - (count - 1 - v); r++) {
                if (Math.abs(places[r] - wanted) < Math.abs(places[nearest] - wanted)) {
                    nearest = r;
                }
            }
            chosen.add(nearest);
        }
        chosen.add(last);
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }
}

package org.hetcomp.pipeline;

import java.io.IOException;
import java.util.List;

/**
 * Finds the smallest dimension that is enough, by halving what may be it: a student of a larger dimension is taken to keep no less.
 */
final class KeepSearch {
    /** What may be it. */
    static final List<Integer> DIMS = List.of(4, 6, 8, 12, 16, 24, 32, 48, 64);

    private KeepSearch() {}

    /** Tries a dimension. */
    interface Trial {
        /** Whether it is enough. */
        boolean isEnough(int dim) throws IOException;
    }

    /** Tries dimensions, the middle one first. The smallest that was enough, and the next smaller that was not, are among them. */
    static void run(Trial trial) throws IOException {
        int from = 0;
        int to = DIMS.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (trial.isEnough(DIMS.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
    }

    /** Checks a share that is to be kept; null is none given. */
    static Double require(Double keep, String from) {
        if (keep != null && !(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep must be above 0 and at most 1, not " + keep);
        }
        if (keep != null && from != null) {
            throw new IllegalArgumentException("a student that starts from another has its dimension: no keep");
        }
        return keep;
    }
}

package org.hetcomp.export;

import java.util.List;
import java.util.function.IntFunction;

/** The users or the items of a student, as a target holds them: ids and rounded vectors, by row. Immutable. */
final class Side {
    private final String name;
    private final List<String> ids;
    private final IntFunction<float[]> vectors;
    private final Rounding rounding;
    private final float largest;

    /**
     * Looks through all vectors once.
     *
     * @param name {@code users} or {@code items}
     * @throws org.hetcomp.io.DataException if a number does not fit the target's type
     */
    Side(String name, List<String> ids, IntFunction<float[]> vectors, Rounding rounding) {
        this.name = name;
        this.ids = ids;
        this.vectors = vectors;
        this.rounding = rounding;
        this.largest = rounding.checked(ids.size(), vectors, name);
    }

    String name() {
        return name;
    }

    /** The own ids, by row. */
    List<String> ids() {
        return ids;
    }

    int size() {
        return ids.size();
    }

    Row row(int row) {
        return rounding.row(vectors.apply(row), largest);
    }
}

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
        this(name, ids, vectors, rounding, Rounding.largest(ids.size(), vectors));
    }

    private Side(String name, List<String> ids, IntFunction<float[]> vectors, Rounding rounding, float largest) {
        this.name = name;
        this.ids = ids;
        this.vectors = vectors;
        this.rounding = rounding;
        this.largest = largest;
        rounding.requireHeld(largest, name);
    }

    /**
     * The same rounded otherwise, without another look at the vectors.
     *
     * @throws org.hetcomp.io.DataException if a number does not fit the target's type
     */
    Side rounded(Rounding otherwise) {
        return new Side(name, ids, vectors, otherwise, largest);
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

    /** The largest absolute value of the numbers as the student has them. */
    float largest() {
        return largest;
    }

    Row row(int row) {
        return rounding.row(vectors.apply(row), largest);
    }
}

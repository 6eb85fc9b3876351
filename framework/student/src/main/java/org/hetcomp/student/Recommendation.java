package org.hetcomp.student;

import java.util.Objects;

/**
 * An item and what it scores.
 *
 * @param item its own id
 * @param score higher is better; an inner product, or a cosine where similar items were asked for
 */
public record Recommendation(String item, float score) {
    /** Checks that there is an item. */
    public Recommendation {
        Objects.requireNonNull(item, "item");
    }
}

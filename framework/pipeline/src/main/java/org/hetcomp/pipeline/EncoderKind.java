package org.hetcomp.pipeline;

import java.util.List;
import org.hetcomp.io.EnumIds;

/** What a student answers users by that it never saw. {@link #id()} is the name that users write. */
public enum EncoderKind {
    /** Nothing: it answers those alone that were there. */
    NONE,
    /** One matrix of the student's dimension and the items' own vectors, which takes no room. */
    MAP,
    /** That, and a vector of each item's where it helps, which is as large as the items' table. */
    FULL;

    /** The name that users write. */
    public String id() {
        return EnumIds.of(this);
    }

    /** The names that users write. */
    public static List<String> ids() {
        return EnumIds.all(EncoderKind.class);
    }

    /**
     * Looks one up by the name that users write.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static EncoderKind of(String id) {
        return EnumIds.find(EncoderKind.class, id)
                .orElseThrow(() -> new IllegalArgumentException("unknown encoder " + id + "; there are " + ids()));
    }
}

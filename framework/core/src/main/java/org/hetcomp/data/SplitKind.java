package org.hetcomp.data;

import org.hetcomp.io.DataException;
import org.hetcomp.io.EnumIds;

/** How interactions are divided into train, valid and test. {@link #id()} is the name that users write. */
public enum SplitKind {
    /** Per user, shares drawn at random. */
    RATIO,
    /** Per user one test item and one valid item: the last two where there are times, else drawn at random. */
    LEAVE_ONE_OUT,
    /** Per user, the same shares as {@link #RATIO}, in order of time: the latest are test, those before are valid. */
    TEMPORAL,
    /** For all users at the same {@link Moments}: what is before is train, what follows valid, then test. */
    TIME;

    /** Whether it divides each user's items by the user's own. */
    boolean isPerUser() {
        return this != TIME;
    }

    /** The name that users write, such as {@code leave-one-out}. */
    public String id() {
        return EnumIds.of(this);
    }

    /**
     * Looks a kind up by the name that users write.
     *
     * @throws DataException if there is none of that name; lists those there are
     */
    public static SplitKind of(String id) {
        return EnumIds.find(SplitKind.class, id)
                .orElseThrow(() -> new DataException(
                        "unknown split " + DataException.quote(id),
                        "--split",
                        "take one of " + EnumIds.listed(SplitKind.class)));
    }
}

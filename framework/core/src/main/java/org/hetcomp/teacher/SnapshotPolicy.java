package org.hetcomp.teacher;

import java.util.List;
import org.hetcomp.io.EnumIds;

/**
 * Which of the epochs that a teacher went through its snapshots are of. The converged one, the best of those that are evaluated as a
 * matter of course, is always the last, whatever the policy. {@link #id()} is the name that users write.
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
    DISCREPANCY;

    /** The name that users write. */
    public String id() {
        return EnumIds.of(this);
    }

    /** The names that users write. */
    public static List<String> ids() {
        return EnumIds.all(SnapshotPolicy.class);
    }

    /**
     * Looks one up by the name that users write.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static SnapshotPolicy of(String id) {
        return EnumIds.find(SnapshotPolicy.class, id)
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown policy of snapshots " + id + "; there are " + ids()));
    }

    /** Whether the epochs before the first evaluation are remembered too. */
    boolean looksEarly() {
        return this != EPOCHS;
    }
}

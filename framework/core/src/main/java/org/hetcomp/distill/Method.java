package org.hetcomp.distill;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a student is made. */
public enum Method {
    /** The curriculum over the teachers' trajectories, coarse then fine. */
    HETCOMP,
    /** The converged ensemble from the first epoch, by the fine loss: what is left of HetComp without its curriculum. */
    CONVERGED,
    /** The student by itself, by BPR. */
    NONE;

    /** Whether it learns from teachers. */
    public boolean isTaught() {
        return this != NONE;
    }

    /** As users write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The method of that id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Method named(String id) {
        return Arrays.stream(values())
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no method " + id + "; there are: "
                        + Arrays.stream(values()).map(Method::id).collect(Collectors.joining(", "))));
    }
}

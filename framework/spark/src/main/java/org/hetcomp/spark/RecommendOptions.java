package org.hetcomp.spark;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * What is recommended to everybody alike.
 *
 * @param top items of a user, at least 1; 10 by default
 * @param only the only items that are recommended, by their own ids; null for all
 * @param without items that are not recommended
 * @param keepSeen whether a user is recommended what the user had, as it travels with the student
 */
public record RecommendOptions(int top, Set<String> only, Set<String> without, boolean keepSeen)
        implements Serializable {
    /** Checks the range. */
    public RecommendOptions {
        if (top < 1) {
            throw new IllegalArgumentException("top must be at least 1, not " + top);
        }
        // Sets that Java cannot change are not serializable under all serializers.
        only = only == null ? null : new HashSet<>(only);
        without = new HashSet<>(without);
    }

    /** Ten items of all, without what the user had. */
    public static RecommendOptions defaults() {
        return new RecommendOptions(10, null, Set.of(), false);
    }

    /** The same with another number of items. */
    public RecommendOptions withTop(int items) {
        return new RecommendOptions(items, only, without, keepSeen);
    }

    /** The same with no items but these. */
    public RecommendOptions withOnly(Set<String> items) {
        return new RecommendOptions(top, items, without, keepSeen);
    }

    /** The same with these items left out. */
    public RecommendOptions withoutItems(Set<String> items) {
        return new RecommendOptions(top, only, items, keepSeen);
    }

    /** The same with what users had recommended too. */
    public RecommendOptions keepingSeen() {
        return new RecommendOptions(top, only, without, true);
    }
}

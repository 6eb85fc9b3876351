package org.hetcomp.student;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/**
 * What is asked of a student. Immutable; built by name, {@code Query.of("u7").top(10).without(seen)}. A student does
 * not know what a user had in training: leave it out here. Items that it does not have may be left out or allowed
 * too, and change nothing.
 */
public final class Query {
    static final int TOP = 10;

    private final Subject subject;
    private final int top;
    private final Set<String> without;
    private final Set<String> only;

    /** Who or what is asked for; one of the four is given. */
    record Subject(String user, String item, float[] vector, Set<String> history) {}

    private Query(Subject subject, int top, Set<String> without, Set<String> only) {
        this.subject = subject;
        this.top = top;
        this.without = without;
        this.only = only;
    }

    /** The best ten items of a user, given by the user's own id. */
    public static Query of(String user) {
        return new Query(new Subject(Objects.requireNonNull(user, "user"), null, null, null), TOP, Set.of(), null);
    }

    /**
     * The best ten items of someone who is not in the student.
     *
     * @param vector {@code [d]}, finite, in the place of a user's row; copied
     */
    public static Query of(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a vector is made of finite numbers, not " + value);
            }
        }
        return new Query(new Subject(null, null, vector.clone(), null), TOP, Set.of(), null);
    }

    /**
     * The best ten items of someone who has these items, whether the student has the user or not; they are left out themselves.
     * Items that the student does not have say nothing.
     */
    public static Query ofHistory(Collection<String> items) {
        return new Query(new Subject(null, null, null, Set.copyOf(items)), TOP, Set.of(), null);
    }

    /**
     * The ten items most similar to an item, by the cosine of their vectors; the item itself is left out. An item whose
     * vector is zero has cosine 0 to all.
     */
    public static Query similar(String item) {
        return new Query(new Subject(null, Objects.requireNonNull(item, "item"), null, null), TOP, Set.of(), null);
    }

    /**
     * The same with another number of items.
     *
     * @param items at least 1; fewer are given where there are no more
     */
    public Query top(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("top must be at least 1, not " + items);
        }
        return new Query(subject, items, without, only);
    }

    /** The same with these items left out, in place of those left out before. */
    public Query without(Collection<String> items) {
        return new Query(subject, top, Set.copyOf(items), only);
    }

    /** The same with these items allowed and no others; of an empty collection, none. */
    public Query only(Collection<String> items) {
        return new Query(subject, top, without, Set.copyOf(items));
    }

    Subject subject() {
        return subject;
    }

    int top() {
        return top;
    }

    Set<String> without() {
        return without;
    }

    /** Null if all are allowed. */
    Set<String> only() {
        return only;
    }
}

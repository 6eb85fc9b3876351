package org.hetcomp.backend;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a constructor has made so far, for try-with-resources: closed, the last made first, unless the constructor came
 * to its end. What throws half way so leaves nothing in native memory.
 */
public final class Unfinished implements AutoCloseable {
    private final Deque<AutoCloseable> made = new ArrayDeque<>();

    /** Remembers what was made, and returns it. */
    public <T extends AutoCloseable> T hold(T part) {
        made.push(part);
        return part;
    }

    /** All is made: nothing is closed any more. */
    public void finished() {
        made.clear();
    }

    @Override
    public void close() {
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("what was made half way cannot be closed", e);
            }
        }
    }
}

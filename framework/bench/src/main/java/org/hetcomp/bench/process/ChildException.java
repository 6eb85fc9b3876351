package org.hetcomp.bench.process;

import java.util.List;

/** A process that ended, or does not answer. The message says which. */
public final class ChildException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lastLines;

    ChildException(String message, List<String> lastLines) {
        super(message);
        this.lastLines = List.copyOf(lastLines);
    }

    /** What it wrote last. */
    public List<String> lastLines() {
        return lastLines;
    }
}

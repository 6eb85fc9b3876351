package org.hetcomp.serve;

/**
 * What one request may ask for.
 *
 * @param body bytes of its body, 1 KB to 1 GB; 1 MB by default
 * @param items of a history, and of what is left out or allowed, 1 to 10,000,000 each; 10,000 by default
 * @param batch questions, 1 to 1,000,000; 1,000 by default
 * @param top items of an answer, 1 to 1,000,000; 1,000 by default
 */
public record Limits(int body, int items, int batch, int top) {
    static final int LEAST_BODY = 1 << 10;
    static final int MOST_BODY = 1 << 30;
    static final int MOST_ITEMS = 10_000_000;
    static final int MOST = 1_000_000;

    /** Checks the ranges. */
    public Limits {
        Range.check("body", body, LEAST_BODY, MOST_BODY);
        Range.check("items", items, 1, MOST_ITEMS);
        Range.check("batch", batch, 1, MOST);
        Range.check("top", top, 1, MOST);
    }

    /** As they are unless said otherwise. */
    public static Limits defaults() {
        return new Limits(1 << 20, 10_000, 1_000, 1_000);
    }

    /** Items that all answers of a request may have together: of a batch of that size a hundred each, or one longest. */
    long answered() {
        return Math.max(top, 100L * batch);
    }
}

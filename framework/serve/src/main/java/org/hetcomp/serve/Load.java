package org.hetcomp.serve;

import java.time.Duration;

/**
 * How much is done at once.
 *
 * @param concurrent requests that are answered at once, 1 to 1,024; as many as there are cores by default
 * @param waiting requests that wait for their turn beyond those, 1 to 100,000; 64 by default
 * @param connections that are open at once, 1 to 100,000; 500 by default. Further ones wait to be accepted
 * @param deadline time that a request may take from its first byte to its answer, 100 ms to an hour; 10 s by default
 */
public record Load(int concurrent, int waiting, int connections, Duration deadline) {
    static final int MOST_CONCURRENT = 1024;
    static final int MOST = 100_000;

    /** Checks the ranges. */
    public Load {
        Range.check("concurrent", concurrent, 1, MOST_CONCURRENT);
        Range.check("waiting", waiting, 1, MOST);
        Range.check("connections", connections, 1, MOST);
        Range.check("deadline in ms", Math.toIntExact(deadline.toMillis()), 100, 3_600_000);
    }

    /** As it is unless said otherwise. */
    public static Load defaults() {
        return new Load(Runtime.getRuntime().availableProcessors(), 64, 500, Duration.ofSeconds(10));
    }
}

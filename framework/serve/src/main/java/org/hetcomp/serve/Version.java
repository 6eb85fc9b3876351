package org.hetcomp.serve;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A version that was loaded. It is closed when it is no longer in force and the last request that asks it has ended. */
final class Version {
    private final Served served;
    private final Instant loaded;
    // One for being in force, one for each request.
    private final AtomicInteger holders = new AtomicInteger(1);

    Version(Served served, Instant loaded) {
        this.served = served;
        this.loaded = loaded;
    }

    Served served() {
        return served;
    }

    Instant loaded() {
        return loaded;
    }

    /** Whether it could be taken hold of; it cannot once it is closed. */
    boolean hold() {
        int now = holders.get();
        while (now > 0 && !holders.compareAndSet(now, now + 1)) {
            now = holders.get();
        }
        return now > 0;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            served.close();
        }
    }
}

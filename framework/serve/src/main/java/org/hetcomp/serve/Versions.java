package org.hetcomp.serve;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version in force. A new one is loaded beside it and takes its place in one step; requests that began with the old one end
 * with it. One that cannot be used leaves the old one in force.
 */
final class Versions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
    private static final int TRIES = 3;
    private static final long MOMENT = 50_000_000;

    private final Origin origin;
    private final AtomicReference<Version> current;
    private final ReentrantLock loading = new ReentrantLock();
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String failure;

    private Versions(Origin origin) {
        this.origin = origin;
        this.current = new AtomicReference<>(new Version(origin.open(), Instant.now()));
    }

    /**
     * Opens what is there.
     *
     * @throws RuntimeException as {@link Origin#open} does
     */
    static Versions open(Origin origin) {
        return new Versions(origin);
    }

    /** Asks the version in force, which stays open meanwhile. */
    <T> T ask(Function<Version, T> question) {
        Version version = current.get();
        while (!version.hold()) {
            version = current.get();
        }
        try {
            return question.apply(version);
        } finally {
            version.release();
        }
    }

    /** What a try to load came to. */
    enum Outcome {
        /** The version that is there is in force already. */
        SAME,
        /** Another one is in force now. */
        NEW,
        /** What is there cannot be used; {@link #failure} says why. */
        FAILED,
        /** Somebody else is loading. */
        BUSY
    }

    /**
     * Puts what is there now in force.
     *
     * @param again whether a failure is told again that was told before
     */
    Outcome reload(boolean again) {
        if (!loading.tryLock()) {
            return Outcome.BUSY;
        }
        try {
            return load(again);
        } finally {
            loading.unlock();
        }
    }

    private Outcome load(boolean again) {
        for (int tries = 1; ; tries++) {
            String found = null;
            try {
                found = origin.version();
                String inForce = ask(version -> version.served().version());
                if (found.equals(inForce)) {
                    failure = null;
                    return Outcome.SAME;
                }
                LOG.info("loading {} from {}", Text.brief(found), origin.where());
                return swap(origin.open());
            } catch (RuntimeException | InternalError | OutOfMemoryError e) {
                // A folder that is replaced is not there for a moment, or has files of two versions.
                if (tries == TRIES || found != null && found.equals(versionThere())) {
                    return fail(e, again);
                }
                LockSupport.parkNanos(MOMENT);
            }
        }
    }

    private String versionThere() {
        try {
            return origin.version();
        } catch (RuntimeException e) {
            return "";
        }
    }

    private Outcome swap(Served next) {
        Version old = current.getAndSet(new Version(next, Instant.now()));
        String before = old.served().version();
        old.release();
        loads.incrementAndGet();
        failure = null;
        LOG.info("{} {} is in force, in place of {}", next.name(), Text.brief(next.version()), Text.brief(before));
        return Outcome.NEW;
    }

    private Outcome fail(Throwable e, boolean again) {
        String line = Text.oneLine(e.getMessage() == null ? e.toString() : e.getMessage());
        if (again || !line.equals(failure)) {
            failures.incrementAndGet();
            LOG.warn("what is there now cannot be used, the version before stays in force: {}", line);
        }
        failure = line;
        return Outcome.FAILED;
    }

    /** Where versions come from. */
    Origin origin() {
        return origin;
    }

    /** How often another version came into force. */
    int loads() {
        return loads.get();
    }

    /** How often one could not. */
    int failures() {
        return failures.get();
    }

    /** Why what is there is not in force, in one line; null if it is. */
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        current.get().release();
    }
}

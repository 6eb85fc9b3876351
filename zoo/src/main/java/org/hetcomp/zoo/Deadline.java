package org.hetcomp.zoo;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Cuts a connection off when its time in all is over, even if bytes still come, one now and then. */
final class Deadline implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "hetcomp-deadline");
        thread.setDaemon(true);
        return thread;
    });

    private final long seconds;
    private final ScheduledFuture<?> cut;
    private volatile boolean over;

    /** Runs {@code cut} after so many seconds, unless this is closed before. */
    Deadline(long seconds, Runnable cut) {
        this.seconds = seconds;
        this.cut = CLOCK.schedule(
                () -> {
                    over = true;
                    cut.run();
                },
                seconds,
                TimeUnit.SECONDS);
    }

    /** A failure because the time was over, or the given one. */
    IOException told(Exception e) {
        if (over) {
            return new Over("it took longer than " + seconds + " s in all", e);
        }
        return e instanceof IOException io ? io : new IOException(e.toString(), e);
    }

    /** Fails if the time is over. */
    void requireTime() throws IOException {
        if (over) {
            throw told(null);
        }
    }

    /** The time in all is over. */
    static final class Over extends IOException {
        private static final long serialVersionUID = 1L;

        private Over(String message, Exception cause) {
            super(message, cause);
        }
    }

    @Override
    public void close() {
        cut.cancel(false);
    }
}

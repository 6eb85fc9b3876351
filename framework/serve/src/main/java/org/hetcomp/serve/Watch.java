package org.hetcomp.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether another version is there. It reads the card's bytes, for what a file system tells of changes is
 * not the same on all of them, and of links and mounts nothing.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int LONGEST_PAUSE = 64;

    private final Versions versions;
    private final CountDownLatch end = new CountDownLatch(1);
    private int pause;
    private int left;

    private Watch(Versions versions) {
        this.versions = versions;
    }

    static Watch every(Duration time, Versions versions) {
        Watch watch = new Watch(versions);
        if (!time.isZero()) {
            Thread thread = new Thread(() -> watch.run(time), "serve-watch");
            thread.setDaemon(true);
            thread.start();
        }
        return watch;
    }

    /** One that is looked through by hand. */
    static Watch byHand(Versions versions) {
        return new Watch(versions);
    }

    private void run(Duration time) {
        try {
            while (!end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("no new versions are looked for any more, only by POST /reload", e);
        }
    }

    /** Looks once. After a failure ever more looks are left out, so that large files are not read through in vain. */
    void look() {
        if (left > 0) {
            left--;
            return;
        }
        if (versions.reload(false) == Versions.Outcome.FAILED) {
            left = pause;
            pause = Math.min(LONGEST_PAUSE, 2 * pause + 1);
        } else {
            pause = 0;
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}

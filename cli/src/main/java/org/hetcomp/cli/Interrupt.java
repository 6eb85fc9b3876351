package org.hetcomp.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the user has asked the process to stop (Ctrl-C, or the system's polite request). Java is ending then, and
 * waits for a command that asks about it to save its work and to finish; the exit code is that of the signal, 130 for
 * Ctrl-C.
 */
final class Interrupt implements BooleanSupplier {
    private static final Logger LOG = LoggerFactory.getLogger(Interrupt.class);
    private static final int PATIENCE_SECONDS = 120;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile boolean polled;

    private Interrupt() {}

    /** Listens from now on. */
    static Interrupt install() {
        Interrupt interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(new Thread(interrupt::hold, "save"));
        return interrupt;
    }

    private void hold() {
        asked = true;
        if (!polled || finished.getCount() == 0) {
            return;
        }
        LOG.info("stopping as soon as this step is done");
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called when the command has ended, before {@link System#exit}. */
    void finished() {
        finished.countDown();
    }

    @Override
    public boolean getAsBoolean() {
        polled = true;
        return asked;
    }
}

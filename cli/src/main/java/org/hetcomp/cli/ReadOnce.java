package org.hetcomp.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that takes long to read and is asked for by many threads: whoever comes first reads it, the others are told so and
 * do not wait. What came of it is remembered, a failure too.
 */
final class ReadOnce<T> {
    private final FutureTask<T> reading;
    private final AtomicBoolean begun = new AtomicBoolean();

    ReadOnce(Callable<T> reading) {
        this.reading = new FutureTask<>(reading);
    }

    /**
     * What was read; empty while another thread reads it.
     *
     * @throws ExecutionException if it could not be read, now or before
     */
    Optional<T> get() throws ExecutionException {
        if (begun.compareAndSet(false, true)) {
            reading.run();
        }
        if (!reading.isDone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

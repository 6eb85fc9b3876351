package org.hetcomp.backend;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of a backend's own that work side by side. An operator of two threads takes far more than half of what it takes with one;
 * two threads that call operators of one thread each hardly wait for each other (docs/performance.md). What is worked on side by side
 * shares no array that any of it changes, and tracks gradients by {@link Backend#collector} alone.
 */
public final class Lanes implements AutoCloseable {
    private static final ThreadLocal<Boolean> IN_ONE = ThreadLocal.withInitial(() -> false);

    private final Backend backend;
    private final int count;
    private final AtomicInteger taken = new AtomicInteger();
    private ExecutorService threads;
    private boolean closed;

    /**
     * So many for a backend.
     *
     * @param count at least 1
     */
    public Lanes(Backend backend, int count) {
        this.backend = backend;
        this.count = count;
    }

    /** As many as a backend has threads, and one on a GPU, which takes one thing after the other anyway. */
    public static Lanes of(Backend backend) {
        return new Lanes(backend, backend.device().isGpu() ? 1 : backend.threads());
    }

    /** How many pieces of work can be done at once. */
    public int count() {
        return count;
    }

    /**
     * In how many lanes the calling thread can have work done without waiting for that of others: 1 if it is in one itself, or if all
     * are taken, when it is best done by the thread itself.
     */
    public int free() {
        return IN_ONE.get() ? 1 : Math.max(1, count - taken.get());
    }

    /**
     * Begins a piece of work in the next lane that is free.
     *
     * @param share how many of the backend's threads its operators have, from 1
     * @throws IllegalStateException if this is closed
     * @throws java.util.concurrent.RejectedExecutionException if it is being closed
     */
    public <T> Future<T> begin(int share, Callable<T> work) {
        Callable<T> counted = () -> {
            try {
                backend.trackNothing();
                backend.useThreads(share);
                return work.call();
            } finally {
                backend.useThreads(backend.threads());
                taken.decrementAndGet();
            }
        };
        ExecutorService all = threads();
        taken.incrementAndGet();
        boolean isBegun = false;
        try {
            Future<T> begun = all.submit(counted);
            isBegun = true;
            return begun;
        } finally {
            taken.addAndGet(isBegun ? 0 : -1);
        }
    }

    /** Whether the calling thread is a lane, of whichever backend. */
    public static boolean isHere() {
        return IN_ONE.get();
    }

    private synchronized ExecutorService threads() {
        if (closed) {
            throw new IllegalStateException("the backend is closed");
        }
        if (threads == null) {
            threads = Executors.newFixedThreadPool(count, work -> {
                Runnable marked = () -> {
                    IN_ONE.set(true);
                    work.run();
                };
                Thread thread = new Thread(marked, "hetcomp-" + backend.name() + "-lane");
                thread.setDaemon(true);
                return thread;
            });
        }
        return threads;
    }

    /** Lets no more work begin. Who began some waits for it first. */
    @Override
    public synchronized void close() {
        closed = true;
        if (threads != null) {
            threads.shutdown();
        }
    }
}

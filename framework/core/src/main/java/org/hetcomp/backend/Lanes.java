package org.hetcomp.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Threads of a backend's own that work side by side. An operator of two threads takes far more than half of what it takes with one;
 * two threads that call operators of one thread each hardly wait for each other (docs/performance.md). What is worked on side by side
 * shares no part of an array that any of it changes, and tracks gradients by {@link Backend#collector} alone.
 */
public final class Lanes implements AutoCloseable {
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
        return isHere() ? 1 : Math.max(1, count - taken.get());
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
                taken.decrementAndGet();
                backend.useThreads(backend.threads());
            }
        };
        ExecutorService all = threads();
        taken.incrementAndGet();
        try {
            return all.submit(counted);
        } catch (RuntimeException | Error e) {
            taken.decrementAndGet();
            throw e;
        }
    }

    /**
     * Does pieces of work side by side and waits for all of them, though the thread is interrupted meanwhile; one after the other where
     * the calling thread is in a lane itself.
     *
     * @param share how many of the backend's threads the operators of each have, from 1
     * @param work must not ask for lanes itself
     * @return what each gave, in their order
     * @throws RuntimeException or an Error: that of the first of them, in their order, that failed; all have ended then
     */
    public <P, T> List<T> each(int share, List<P> pieces, Function<P, T> work) {
        if (pieces.size() == 1 || isHere()) {
            return pieces.stream().map(work).toList();
        }
        List<Future<T>> begun = new ArrayList<>();
        try {
            pieces.forEach(piece -> begun.add(begin(share, () -> work.apply(piece))));
        } catch (RuntimeException | Error e) {
            try {
                awaitAll(begun);
            } catch (RuntimeException | Error later) {
                e.addSuppressed(later);
            }
            throw e;
        }
        return awaitAll(begun);
    }

    /**
     * Does pieces of work by their numbers, side by side, each lane the one that comes next; where fewer than two are asked for one
     * after the other, by the calling thread.
     *
     * @param beside how many lanes, at most {@link #free} of them
     * @param pieces how many pieces
     * @param work must not ask for lanes itself
     * @throws RuntimeException or an Error: that of a piece that failed, after which no others begin; all that began have ended then
     */
    public void spread(int beside, int pieces, IntConsumer work) {
        if (Math.min(beside, pieces) < 2) {
            IntStream.range(0, pieces).forEach(work);
            return;
        }
        AtomicInteger next = new AtomicInteger();
        int lanes = Math.min(beside, pieces);
        each(
                Math.max(1, backend.threads() / lanes),
                IntStream.range(0, lanes).boxed().toList(),
                lane -> {
                    try {
                        for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                            work.accept(piece);
                        }
                    } catch (RuntimeException | Error e) {
                        next.set(pieces);
                        throw e;
                    }
                    return lane;
                });
    }

    /**
     * Waits till all of some pieces of work have ended, whatever comes, since they use what the caller may close.
     *
     * @return what each gave, in their order
     * @throws RuntimeException or an Error: that of the first of them, in their order, that failed
     */
    public static <T> List<T> awaitAll(List<Future<T>> work) {
        List<T> all = new ArrayList<>();
        Throwable failed = null;
        for (Future<T> one : work) {
            try {
                all.add(await(one));
            } catch (IllegalStateException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                failed = failed == null ? cause : failed;
            }
        }
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
        return all;
    }

    /**
     * Waits till a piece of work has ended, though the thread is interrupted meanwhile.
     *
     * @return what it gave
     * @throws IllegalStateException if it failed; the cause says by what
     */
    public static <T> T await(Future<T> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the calling thread is a lane, of whichever backend. */
    public static boolean isHere() {
        return Thread.currentThread() instanceof Lane;
    }

    private static final class Lane extends Thread {
        Lane(Runnable work, String name) {
            super(work, name);
        }
    }

    private synchronized ExecutorService threads() {
        if (closed) {
            throw new IllegalStateException("the backend is closed");
        }
        if (threads == null) {
            threads = Executors.newFixedThreadPool(count, work -> {
                Thread thread = new Lane(work, "hetcomp-" + backend.name() + "-lane");
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

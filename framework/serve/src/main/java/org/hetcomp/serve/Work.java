package org.hetcomp.serve;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests on so many threads, while so many others wait; beyond, they are turned away at once, and so is one whose time was over
 * before its turn came. What is done is computing, so more threads than cores would only make all of it slower.
 */
final class Work implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private final Load load;
    private final Metrics metrics;
    private final ThreadPoolExecutor threads;

    Work(Load load, Metrics metrics) {
        this.load = load;
        this.metrics = metrics;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                load.concurrent(),
                load.concurrent(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(load.waiting()),
                task -> new Thread(task, "serve-" + number.incrementAndGet()));
    }

    void answer(Exchange exchange, Supplier<Reply> reply) {
        try {
            threads.execute(() -> {
                if (System.nanoTime() - exchange.deadline(load) > 0) {
                    exchange.refuse(late());
                } else {
                    exchange.reply(safely(reply));
                }
            });
        } catch (RejectedExecutionException e) {
            metrics.rejected(Metrics.Reason.BUSY);
            exchange.refuse(Refusal.busy(
                    "more than " + load.concurrent() + " requests at once and " + load.waiting() + " that wait",
                    "load"));
        }
    }

    /** What to say to a request whose time is over. */
    Refusal late() {
        metrics.rejected(Metrics.Reason.DEADLINE);
        return Refusal.busy("not done within " + load.deadline().toMillis() + " ms", "deadline");
    }

    /** Whatever goes wrong is an answer; what nobody expected is in the log and not told to strangers. */
    static Reply safely(Supplier<Reply> reply) {
        try {
            return reply.get();
        } catch (Refusal e) {
            return Reply.of(e);
        } catch (RuntimeException | LinkageError | InternalError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("a request could not be answered", e);
            return Reply.wrong(500, "the server failed (request): look into its log");
        }
    }

    /** Requests that wait for their turn. */
    int waiting() {
        return threads.getQueue().size();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}

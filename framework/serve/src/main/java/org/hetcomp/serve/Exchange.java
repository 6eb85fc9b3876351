package org.hetcomp.serve;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request on its way to its answer, which it gets once. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Metrics metrics;
    private final String path;
    private final long begun = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();

    /**
     * Begins it.
     *
     * @param path under which it is counted
     */
    Exchange(Request request, Response response, Callback callback, Metrics metrics, String path) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.metrics = metrics;
        this.path = path;
        metrics.begun();
    }

    Request request() {
        return request;
    }

    /** When it has to be done, by {@link System#nanoTime}. */
    long deadline(Load load) {
        return begun + load.deadline().toNanos();
    }

    /** Reads the body without holding a thread, and hands it on; who sends too much or too slowly is told. */
    void body(int most, Load load, Consumer<byte[]> then) {
        long length = request.getLength();
        if (length > most) {
            refuse(tooLong(most));
            return;
        }
        Duration time = load.deadline();
        Scheduler.Task late = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> refuse(Refusal.of(
                                408,
                                "the body did not come within " + time.toMillis() + " ms",
                                "body",
                                "send it faster, or less of it")),
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
        new Body(
                        request,
                        most,
                        bytes -> {
                            late.cancel();
                            then.accept(bytes);
                        },
                        failure -> {
                            late.cancel();
                            if (failure instanceof Body.TooLong) {
                                refuse(tooLong(most));
                            } else {
                                fail(failure);
                            }
                        })
                .run();
    }

    private static Refusal tooLong(int most) {
        return Refusal.of(413, "more than " + most + " bytes", "body", "ask in several requests");
    }

    void refuse(Refusal refusal) {
        reply(Reply.of(refusal));
    }

    void reply(Reply reply) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        response.setStatus(reply.status());
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, reply.type());
        headers.put(HttpHeader.CONTENT_LENGTH, reply.body().length);
        // Answers are of one moment, and are never what another type would make of them.
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        reply.headers().forEach(headers::put);
        response.write(true, ByteBuffer.wrap(reply.body()), new Callback() {
            @Override
            public void succeeded() {
                end(reply.status());
                callback.succeeded();
            }

            @Override
            public void failed(Throwable failure) {
                lost(failure);
                callback.failed(failure);
            }
        });
    }

    private void end(int status) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        metrics.ended(path, status, seconds);
        LOG.debug("{} {} {} in {} ms", request.getMethod(), path, status, Math.round(1e3 * seconds));
    }

    private void lost(Throwable failure) {
        LOG.debug("{} {}: the answer could not be sent", request.getMethod(), path, failure);
        end(499);
    }

    /** The client is gone, or was silent too long. */
    private void fail(Throwable failure) {
        if (answered.compareAndSet(false, true)) {
            lost(failure);
            callback.failed(failure);
        }
    }
}

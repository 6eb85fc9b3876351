package org.hetcomp.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;

/**
 * Reads a body as it comes, without holding a thread. A client that is silent for a while is waited for: how long a request may
 * take is its deadline's matter, also while the server stops and has little patience with connections that are idle.
 */
final class Body implements Runnable {
    private final Content.Source source;
    private final int most;
    private final Consumer<byte[]> then;
    private final Consumer<Throwable> failed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Says that a body is longer than it may be. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    /**
     * Prepares to read.
     *
     * @param most bytes that it may have
     * @param then takes it when it is whole
     * @param failed takes why it is not: {@link TooLong}, or what the connection met
     */
    Body(Content.Source source, int most, Consumer<byte[]> then, Consumer<Throwable> failed) {
        this.source = source;
        this.most = most;
        this.then = then;
        this.failed = failed;
    }

    /** Reads what is there, and comes back for the rest. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                if (!chunk.isLast() && chunk.getFailure() instanceof TimeoutException) {
                    continue;
                }
                failed.accept(chunk.getFailure());
                return;
            }
            ByteBuffer part = chunk.getByteBuffer();
            boolean isLast = chunk.isLast();
            boolean fits = part.remaining() <= most - bytes.size();
            if (fits) {
                byte[] copy = new byte[part.remaining()];
                part.get(copy);
                bytes.writeBytes(copy);
            }
            chunk.release();
            if (!fits) {
                failed.accept(new TooLong());
                return;
            }
            if (isLast) {
                then.accept(bytes.toByteArray());
                return;
            }
        }
    }
}

package org.hetcomp.serve;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that answers over HTTP.
 *
 * <pre>{@code
 * try (ModelServer server = ModelServer.start(new StudentOrigin(path, false), Settings.defaults())) {
 *     System.out.println(server.address());
 * }
 * }</pre>
 */
public final class ModelServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
    // Beyond the deadline of what is being answered: room to send the answers.
    private static final Duration SENDING = Duration.ofSeconds(5);
    // Who is connected and asks nothing holds up the end for no longer.
    private static final Duration PARTING = Duration.ofMillis(250);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration HURRY = Duration.ofSeconds(2);
    private static final int THREADS = 16;

    private final Settings settings;
    private final Versions versions;
    private final Work work;
    private final Watch watch;
    private final Server server;
    private final ServerConnector connector;
    private final Metrics metrics = new Metrics();

    private ModelServer(Settings settings, Versions versions) {
        this.settings = settings;
        this.versions = versions;
        work = new Work(settings.load(), metrics);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(SILENCE.toMillis());
        connector.setShutdownIdleTimeout(PARTING.toMillis());
        server.addConnector(connector);
        NetworkConnectionLimit most = new NetworkConnectionLimit(settings.load().connections(), connector);
        // When all are taken, who is silent makes room soon.
        most.setEndPointIdleTimeout(HURRY.toMillis());
        server.addBean(most);
        server.setErrorHandler(new Errors());
        GracefulHandler graceful = new GracefulHandler(new Routes(settings, versions, metrics, work));
        server.setHandler(graceful);
        server.setStopTimeout(settings.load().deadline().plus(SENDING).toMillis());
        watch = Watch.every(settings.watch(), versions);
    }

    /**
     * Opens the model, listens, and answers until {@link #close}.
     *
     * @throws ServeException if it cannot listen there
     * @throws RuntimeException as {@link Origin#open} does
     */
    public static ModelServer start(Origin origin, Settings settings) {
        ModelServer started = new ModelServer(settings, Versions.open(origin));
        try {
            started.server.start();
        } catch (Exception e) {
            started.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ServeException(
                    "cannot listen at " + settings.host() + ", port " + settings.port() + ": " + cause.getMessage(),
                    "--port",
                    "take another port, 0 for a free one, or another --host",
                    e);
        }
        if (settings.token() == null && !Guard.isLocal(settings.host())) {
            LOG.warn("whoever reaches {} may ask and reload: give a token, see --token-file", settings.host());
        }
        return started;
    }

    /** The port that it listens at. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Where a program asks, {@code http://host:port}. */
    public String address() {
        String host = settings.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /**
     * What answers, and where: told once it does, so that scripts can wait for it.
     *
     * @param address for programs, {@code http://host:port}
     */
    public record Ready(String address, String model, String version, int users, int items) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "serving %s %s at %s, %,d users and %,d items", model, version, address, users, items);
        }
    }

    /** What answers now, and where. */
    public Ready ready() {
        return versions.ask(version -> {
            Served served = version.served();
            return new Ready(address(), served.name(), Text.brief(served.version()), served.users(), served.items());
        });
    }

    /**
     * Stops gracefully: no more is accepted, what is being answered is answered, but not for longer than a request may take and
     * a few seconds.
     */
    @Override
    public void close() {
        watch.close();
        int left = metrics.inFlight();
        if (left > 0) {
            LOG.info("stopping, {} requests are still being answered", left);
        }
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("not all requests were answered before the end: {}", String.valueOf(e.getMessage()));
        }
        work.close();
        versions.close();
    }

    /** What the server itself refuses, such as a request that is no HTTP, and requests that come while it stops. */
    private static final class Errors extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            int status = response.getStatus();
            Object message = request.getAttribute(ERROR_MESSAGE);
            String what = message == null ? HttpStatus.getMessage(status) : message.toString();
            Reply reply = status == HttpStatus.SERVICE_UNAVAILABLE_503
                    ? Reply.of(Refusal.busy("the server stops", "server"))
                    : Reply.wrong(status, Text.oneLine(what + " (request): send what HTTP/1.1 allows"));
            for (Map.Entry<String, String> header : List.copyOf(reply.headers().entrySet())) {
                response.getHeaders().put(header.getKey(), header.getValue());
            }
            response.getHeaders().put("Content-Type", reply.type());
            response.write(true, ByteBuffer.wrap(reply.body()), callback);
            return true;
        }
    }
}

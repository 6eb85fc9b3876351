package org.hetcomp.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than can be done at once, clients that are slow, and the end. */
@Timeout(60)
class LoadTest {
    private static final String ASK = "/recommend?user=u";

    private static Settings settings(int waiting, Duration deadline) {
        return Settings.defaults()
                .at(0)
                .watching(Duration.ZERO)
                .within(Limits.defaults(), new Load(1, waiting, 50, deadline));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks until the metrics have the line. */
    private static void until(Client client, String line) {
        while (!client.get("/metrics").body().contains(line + "\n")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsBeyondWhatCanBeDoneIsTurnedAwayAtOnce() {
        CountDownLatch go = new CountDownLatch(1);
        try (ModelServer server =
                ModelServer.start(Slow.origin(() -> await(go)), settings(2, Duration.ofSeconds(30)))) {
            Client client = new Client(server.port());
            List<CompletableFuture<Client.Got>> taken = new ArrayList<>();
            for (int n = 0; n < 3; n++) {
                taken.add(CompletableFuture.supplyAsync(() -> new Client(server.port()).get(ASK)));
            }
            until(client, "hetcomp_requests_waiting 2");
            Client.Got away = client.get(ASK);
            assertEquals(503, away.status());
            assertEquals("1", away.header("Retry-After"));
            assertEquals("more than 1 requests at once and 2 that wait (load): ask again in a second", away.error());
            // Looked at while there is more to do than can be done.
            assertEquals(200, client.get("/health").status());
            assertTrue(client.get("/metrics").body().contains("hetcomp_rejected_total{reason=\"busy\"} 1\n"));
            go.countDown();
            for (CompletableFuture<Client.Got> one : taken) {
                assertEquals(200, one.join().status());
            }
        }
    }

    @Test
    void whoseTimeIsOverIsNotAnsweredInVain() {
        CountDownLatch go = new CountDownLatch(1);
        try (ModelServer server =
                ModelServer.start(Slow.origin(() -> await(go)), settings(2, Duration.ofMillis(500)))) {
            Client client = new Client(server.port());
            CompletableFuture<Client.Got> first =
                    CompletableFuture.supplyAsync(() -> new Client(server.port()).get(ASK));
            until(client, "hetcomp_requests_in_flight 2");
            long begun = System.nanoTime();
            CompletableFuture<Client.Got> second =
                    CompletableFuture.supplyAsync(() -> new Client(server.port()).get(ASK));
            until(client, "hetcomp_requests_waiting 1");
            while (System.nanoTime() - begun < 600_000_000) {
                Thread.onSpinWait();
            }
            go.countDown();
            assertEquals(200, first.join().status());
            Client.Got late = second.join();
            assertEquals(503, late.status());
            assertEquals("not done within 500 ms (deadline): ask again in a second", late.error());
        }
    }

    @Test
    void aClientThatIsSlowHoldsNobodyUpAndIsToldInTheEnd() throws IOException {
        try (ModelServer server = ModelServer.start(Slow.origin(() -> {}), settings(1, Duration.ofMillis(500)));
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream().write(half("{\"user\": \"u\"}", 4));
            Client client = new Client(server.port());
            assertEquals(200, client.get(ASK).status());
            String got = read(slow);
            assertTrue(got.startsWith("HTTP/1.1 408 "), got);
            assertTrue(got.contains("the body did not come within 500 ms (body)"), got);
        }
    }

    @Test
    void whatWasBegunIsAnsweredBeforeTheEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ModelServer server = ModelServer.start(
                Slow.origin(() -> {
                    begun.countDown();
                    await(go);
                }),
                settings(2, Duration.ofSeconds(20)));
        int port = server.port();
        Client client = new Client(port);
        CompletableFuture<Client.Got> asked = CompletableFuture.supplyAsync(() -> client.get(ASK));
        begun.await();
        try (Wire open = new Wire("127.0.0.1", port);
                Socket half = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            half.getOutputStream().write(half("{\"user\": \"u\"}", 4));
            until(client, "hetcomp_requests_in_flight 3");
            assertEquals(200, open.ask("GET", "/health"));
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            // Nobody new is let in from here on.
            while (isOpen(port)) {
                Thread.onSpinWait();
            }
            assertTrue(isRefused(open));
            // Longer than the server has patience with connections that are idle while it stops.
            long closed = System.nanoTime();
            while (System.nanoTime() - closed < 600_000_000) {
                Thread.onSpinWait();
            }
            half.getOutputStream().write("er\": \"u\"}".getBytes(StandardCharsets.UTF_8));
            go.countDown();
            assertEquals(200, asked.join().status());
            String got = read(half);
            assertTrue(got.startsWith("HTTP/1.1 200 "), got);
            assertTrue(got.contains("\"items\":[{\"item\":\"i\""), got);
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    /** Whether who is connected already gets no more answers. */
    private static boolean isRefused(Wire open) {
        try {
            return open.ask("GET", "/health") == 503;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A request of which only the head and some of the body are sent. */
    private static byte[] half(String body, int sent) {
        return ("POST /recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body.substring(0, sent))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String read(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            return in.lines().collect(Collectors.joining("\n"));
        }
    }

    @Test
    void aBatchEndsWhenItsTimeIsOver() {
        Runnable longer = () -> {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < 200_000_000) {
                Thread.onSpinWait();
            }
        };
        try (ModelServer server = ModelServer.start(Slow.origin(longer), settings(1, Duration.ofMillis(100)))) {
            Client client = new Client(server.port());
            String many = "{\"user\": \"u\"},".repeat(99) + "{\"user\": \"u\"}";
            Client.Got got = client.post("/recommend", "{\"requests\": [" + many + "]}");
            assertEquals(503, got.status(), got.body());
            assertTrue(client.get("/metrics").body().contains("hetcomp_rejected_total{reason=\"deadline\"} 1\n"));
        }
    }
}

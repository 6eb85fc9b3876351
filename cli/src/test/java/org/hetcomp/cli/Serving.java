package org.hetcomp.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that was started as its user starts it, and answers. */
final class Serving implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("at http://127\\.0\\.0\\.1:([0-9]+),");
    private static final long MOST_SECONDS = 120;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Runnable stop;
    private final int port;

    private Serving(Process process, Runnable stop, int port) {
        this.process = process;
        this.stop = stop;
        this.port = port;
    }

    /** In this process, until it is closed. */
    static Serving here(String... words) {
        AtomicBoolean stopped = new AtomicBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int[] code = {-1};
        Thread thread = new Thread(() -> code[0] = Main.run(words, console, stopped::get));
        thread.start();
        Runnable stop = () -> {
            stopped.set(true);
            try {
                thread.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (code[0] != 0) {
                throw new AssertionError("it ended with " + code[0] + ": " + err.toString(StandardCharsets.UTF_8));
            }
        };
        int port = port(
                () -> out.toString(StandardCharsets.UTF_8),
                () -> lives(thread),
                () -> err.toString(StandardCharsets.UTF_8));
        return new Serving(null, stop, port);
    }

    /** In a process of its own. */
    static Serving apart(Path scratch, String... words) throws IOException {
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.hetcomp.cli.Main"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int port = port(() -> Installed.text(out), () -> lives(process), () -> Installed.text(err));
        return new Serving(process, process::destroyForcibly, port);
    }

    // Both look again in a moment, and leave the cores to what starts.

    private static boolean lives(Thread thread) {
        try {
            thread.join(10);
            return thread.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean lives(Process process) {
        try {
            return !process.waitFor(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int port(Supplier<String> out, BooleanSupplier lives, Supplier<String> err) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (true) {
            boolean lived = lives.getAsBoolean();
            Matcher ready = READY.matcher(out.get());
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
            if (!lived || System.nanoTime() > end) {
                throw new AssertionError("it does not serve: " + out.get() + err.get());
            }
        }
    }

    int port() {
        return port;
    }

    Process process() {
        return process;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
    }

    HttpResponse<String> post(String path, String json) throws IOException {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}

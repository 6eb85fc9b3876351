package org.hetcomp.serve;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real browser without a screen, driven as its own tools drive it (chromedevtools.github.io/devtools-protocol): one page, in a
 * profile of its own.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int MOST_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Chromium(Path program, Path scratch) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(scratch, "profile");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        Path told = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!Files.exists(told) || Files.size(told) == 0) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(program + " did not begin:\n" + Files.readString(profile.resolve("log")));
            }
            Thread.onSpinWait();
        }
        String port = Files.readAllLines(told).get(0);
        HttpClient http = HttpClient.newHttpClient();
        String page = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        String address = JsonParser.parseString(page)
                .getAsJsonObject()
                .get("webSocketDebuggerUrl")
                .getAsString();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listener())
                .join();
        List.of("Page", "Runtime", "Log", "Network").forEach(domain -> call(domain + ".enable", "{}"));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(JsonParser.parseString(text.toString()).getAsJsonObject());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void take(JsonObject message) {
        if (message.has("id")) {
            asked.remove(message.get("id").getAsInt()).complete(message);
            return;
        }
        String method = message.get("method").getAsString();
        boolean isWarning = method.equals("Log.entryAdded")
                && !message.toString().contains("\"source\":\"network\"")
                && message.toString().matches(".*\"level\":\"(warning|error)\".*");
        if (isWarning || method.equals("Runtime.exceptionThrown") || method.equals("Runtime.consoleAPICalled")) {
            complaints.add(message.getAsJsonObject("params").toString());
        }
    }

    private JsonObject call(String method, String parameters) {
        int id = number.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .join();
        JsonObject message = answer.orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
        if (message.has("error")) {
            throw new AssertionError(method + ": " + message.get("error"));
        }
        return message.getAsJsonObject("result");
    }

    /** What the console said of errors, exceptions and what was refused. */
    List<String> complaints() {
        return complaints;
    }

    void size(int width, int height, boolean isDark) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (isDark ? "dark" : "light")
                        + "\"}]}");
    }

    void open(String address) {
        // From nothing, or what differs in the part after # only would not be loaded anew.
        call("Page.navigate", "{\"url\":\"about:blank\"}");
        call("Page.navigate", "{\"url\":" + Reply.JSON.toJson(address) + "}");
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** What an expression of JavaScript is, as text. */
    String value(String expression) {
        JsonObject result = call(
                "Runtime.evaluate",
                "{\"returnByValue\":true,\"awaitPromise\":true,\"expression\":"
                        + Reply.JSON.toJson("String(" + expression + ")") + "}");
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.getAsJsonObject("result").get("value").getAsString();
    }

    void until(String condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!value(condition).equals("true")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never " + condition + ": " + value("document.body.innerText"));
            }
        }
    }

    /** Types into what has the focus, as keys do. */
    void type(String text) {
        call("Input.insertText", "{\"text\":" + Reply.JSON.toJson(text) + "}");
    }

    void picture(Path file) throws IOException {
        String height = value("document.documentElement.scrollHeight");
        String width = value("innerWidth");
        JsonObject shot = call(
                "Page.captureScreenshot",
                "{\"captureBeyondViewport\":true,\"clip\":{\"x\":0,\"y\":0,\"scale\":1,\"width\":" + width
                        + ",\"height\":" + height + "}}");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.get("data").getAsString()));
    }

    @Override
    public void close() {
        try {
            // Asked, it takes its files away itself.
            call("Browser.close", "{}");
            process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

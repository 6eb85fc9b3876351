package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code load.sh} sends to a search engine, and that it notices what went wrong there. */
class LoadScriptTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String errors = "false";
    private int status = 200;
    private String from;
    private long documents;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl in /usr/bin");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String path = exchange.getRequestURI().getPath();
        boolean isBulk = path.endsWith("/_bulk");
        from = exchange.getRequestHeaders().getFirst("X-From");
        asked.add(exchange.getRequestMethod() + " " + path + " " + (isBulk || body.startsWith("{") ? type : "")
                + (isBulk ? " " + body.lines().count() : ""));
        if (isBulk) {
            documents += body.lines()
                    .filter(line ->
                            JsonParser.parseString(line).getAsJsonObject().has("vector"))
                    .count();
        }
        byte[] told = ("{\"errors\":" + errors + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, told.length);
        exchange.getResponseBody().write(told);
        exchange.close();
    }

    private int load(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "sh",
                "export/load.sh",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--max-time",
                "30"));
        words.addAll(List.of(options));
        ProcessBuilder shell = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile());
        shell.environment().put("CDPATH", "/");
        Process process = shell.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @Test
    void makesBothIndexesAndSendsEveryFile() throws Exception {
        Student student = Students.of(folder.resolve("student"), 20, 30);
        Export export = Export.of(student, Target.ELASTICSEARCH).name("shop");
        export.write(folder.resolve("export"));
        assertEquals(0, load(), Files.readString(folder.resolve("told")));
        assertEquals(
                List.of(
                        "PUT /shop_users application/json",
                        "POST /shop_users/_bulk application/x-ndjson 40",
                        "POST /shop_users/_refresh ",
                        "PUT /shop_items application/json",
                        "POST /shop_items/_bulk application/x-ndjson 60",
                        "POST /shop_items/_refresh "),
                asked);
        assertEquals(50, documents);
    }

    @Test
    void errorsInAnAnswerEndIt() throws Exception {
        Student student = Students.of(folder.resolve("student"), 20, 30);
        Export.of(student, Target.OPENSEARCH).write(folder.resolve("export"));
        errors = "true";
        assertEquals(1, load());
        assertEquals("users-0000.ndjson: {\"errors\":true}\n", Files.readString(folder.resolve("told")));
        assertEquals(2, asked.size());
    }

    @Test
    void filesInOptionsAreThoseOfTheCallersFolder() throws Exception {
        Student student = Students.of(folder.resolve("student"), 2, 3);
        Export.of(student, Target.OPENSEARCH).write(folder.resolve("export"));
        Files.writeString(folder.resolve("options"), "header = \"X-From: options\"\n");
        assertEquals(0, load("--config", "options"), Files.readString(folder.resolve("told")));
        assertEquals("options", from);
    }

    @Test
    void whatTheServerAnswersToARefusalIsShown() throws Exception {
        Student student = Students.of(folder.resolve("student"), 2, 3);
        Export.of(student, Target.OPENSEARCH).write(folder.resolve("export"));
        status = 400;
        errors = "\"resource_already_exists_exception\"";
        assertEquals(1, load());
        assertEquals(
                "users-index.json: status 400: {\"errors\":\"resource_already_exists_exception\"}\n",
                Files.readString(folder.resolve("told")));
        assertEquals(1, asked.size());
    }
}

package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve}: from {@code distill} to answers, through new versions, the end and a kill. */
class ServeTest {
    private static final int CLIENTS = 4;
    private static final String ASK = "/recommend?user=anna-1&top=5";

    @TempDir
    static Path folder;

    private static Path first;
    private static Path second;

    @BeforeAll
    static void distil() {
        Path data = Program.pairs(folder);
        first = folder.resolve("first");
        second = folder.resolve("second");
        distil(data, first, "--families", "mf,als", "--teacher-epochs", "2", "--seed", "0");
        distil(data, second, "--teachers", first.toString(), "--seed", "1");
    }

    private static void distil(Path data, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("distill", "--data", data.toString(), "--out", out.toString()));
        words.addAll(List.of("--epochs", "2", "--dim", "4"));
        words.addAll(List.of(more));
        Program program = Program.run(words.toArray(String[]::new));
        assertEquals(0, program.code(), program.err());
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private static List<String> ids(JsonArray items) {
        return items.asList().stream()
                .map(item -> item.getAsJsonObject().get("item").getAsString())
                .toList();
    }

    /** What {@code recommend} says of the same. */
    private static List<String> recommended(Path model, String user, int top) throws IOException {
        Path out = folder.resolve("top.tsv");
        Program program = Program.run(
                "recommend", "--model", model.toString(), "--user", user, "--top", "" + top, "--out", out.toString());
        assertEquals(0, program.code(), program.err());
        return Files.readAllLines(out).stream().map(line -> line.split("\t")[1]).toList();
    }

    private static void link(Path link, Path to) throws IOException {
        Path aside = link.resolveSibling(".aside");
        Files.createSymbolicLink(aside, to);
        Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void nothingIsLostWhileVersionsChangeByAKillAndAtTheEnd() throws Exception {
        Path current = folder.resolve("current");
        link(current, first);
        String[] words = {"serve", current.toString(), "--port", "0", "--watch", "1"};
        Map<String, String> answers = new HashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        try (Serving server = Serving.apart(folder, words)) {
            AtomicBoolean enough = new AtomicBoolean();
            List<Future<Map<String, String>>> clients = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                clients.add(pool.submit(() -> ask(server, enough)));
            }
            String before = version(server);
            answers.put(before, server.get(ASK).body());
            link(current, second);
            String after = before;
            while (after.equals(before)) {
                after = version(server);
            }
            answers.put(after, server.get(ASK).body());
            assertNotEquals(answers.get(before), answers.get(after));
            enough.set(true);
            for (Future<Map<String, String>> client : clients) {
                // All that came back is the answer of the version that it names.
                client.get().forEach((version, body) -> assertEquals(answers.get(version), body));
            }
            // A kill takes nothing that the next process would need.
            server.process().destroyForcibly().waitFor();
            try (Serving again = Serving.apart(folder, words)) {
                assertEquals(answers.get(after), again.get(ASK).body());
                requireAnsweredAtTheEnd(again);
                assertEquals(143, again.process().waitFor());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Asks until it is enough; what came back, by the version that it names, each the same at all times. */
    private static Map<String, String> ask(Serving server, AtomicBoolean enough) throws IOException {
        Map<String, String> seen = new HashMap<>();
        while (!enough.get()) {
            HttpResponse<String> got = server.get(ASK);
            String body = got.body();
            assertEquals(body, seen.merge(json(got).get("version").getAsString(), body, (old, now) -> old));
        }
        return seen;
    }

    private static String version(Serving server) throws IOException {
        return json(server.get("/health"))
                .getAsJsonObject("model")
                .get("version")
                .getAsString();
    }

    /** A request that has begun when the process is asked to end is answered. */
    private static void requireAnsweredAtTheEnd(Serving server) throws Exception {
        String body = "{\"user\": \"anna-1\", \"top\": 5}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(("POST /recommend HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 9))
                            .getBytes(StandardCharsets.UTF_8));
            while (!server.get("/metrics").body().contains("hetcomp_requests_in_flight 2\n")) {
                Thread.onSpinWait();
            }
            server.process().destroy();
            while (isOpen(server.port())) {
                Thread.onSpinWait();
            }
            socket.getOutputStream().write(body.substring(9).getBytes(StandardCharsets.UTF_8));
            String got = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(got.startsWith("HTTP/1.1 200 ") && got.contains("\"items\":["), got);
        }
        assertTrue(server.process().waitFor(60, TimeUnit.SECONDS));
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aStudentIsServedAsItRecommendsAndBesideItsTeachers() throws IOException {
        try (Serving server = Serving.here("serve", first.toString(), "--port", "0")) {
            assertEquals(
                    recommended(first, "anna-3", 7),
                    ids(json(server.get("/recommend?user=anna-3&top=7")).getAsJsonArray("items")));
            JsonObject compared = json(server.get("/compare?user=anna-3&top=4"));
            List<String> names = new ArrayList<>();
            for (JsonElement list : compared.getAsJsonArray("lists")) {
                names.add(list.getAsJsonObject().get("name").getAsString());
                assertEquals(4, list.getAsJsonObject().getAsJsonArray("items").size());
                for (String id : ids(list.getAsJsonObject().getAsJsonArray("items"))) {
                    assertTrue(compared.getAsJsonArray("had").asList().stream()
                            .noneMatch(had -> had.getAsString().equals(id)));
                }
            }
            assertEquals(List.of("mf", "als", "ensemble", "student"), names);
            assertEquals(
                    recommended(first.resolve("teachers/mf"), "anna-3", 4),
                    ids(compared.getAsJsonArray("lists")
                            .get(0)
                            .getAsJsonObject()
                            .getAsJsonArray("items")));
        }
        try (Serving server = Serving.here("serve", first.toString(), "--port", "0", "--keep-seen")) {
            assertEquals(
                    40,
                    json(server.get("/recommend?user=anna-3&top=40"))
                            .getAsJsonArray("items")
                            .size());
        }
    }

    @Test
    void whatUsersHaveHadSinceIsLeftOutForAllThatAreCompared() throws IOException {
        JsonObject before;
        try (Serving server = Serving.here("serve", first.toString(), "--port", "0")) {
            before = json(server.get("/compare?user=anna-3&top=6"));
        }
        Set<String> had = new TreeSet<>(strings(before.getAsJsonArray("had")));
        List<String> since = lists(before).values().stream()
                .map(list -> list.get(0))
                .distinct()
                .toList();
        StringBuilder lines = new StringBuilder();
        since.forEach(item -> lines.append("anna-3\t").append(item).append('\n'));
        Path seen = Program.write(folder.resolve("since.tsv"), lines.toString());
        had.addAll(since);
        for (String option : List.of("--seen", "--data")) {
            // Of data, what is train is known already.
            Path source = option.equals("--seen") ? seen : folder.resolve("pairs.tsv");
            Set<String> leftOut = option.equals("--seen") ? had : new TreeSet<>(strings(before.getAsJsonArray("had")));
            try (Serving server = Serving.here("serve", first.toString(), "--port", "0", option, source.toString())) {
                JsonObject now = json(server.get("/compare?user=anna-3&top=6"));
                assertEquals(leftOut, new TreeSet<>(strings(now.getAsJsonArray("had"))), option);
                assertEquals(
                        List.of("mf", "als", "ensemble", "student"),
                        List.copyOf(lists(now).keySet()));
                lists(now).forEach((name, items) -> {
                    List<String> expected = lists(before).get(name).stream()
                            .filter(item -> !leftOut.contains(item))
                            .toList();
                    assertEquals(6, items.size(), name);
                    if (!name.equals("ensemble")) {
                        assertEquals(expected, items.subList(0, expected.size()), name);
                    }
                });
                assertEquals(
                        lists(now).get("student"),
                        ids(json(server.get("/recommend?user=anna-3&top=6")).getAsJsonArray("items")));
            }
        }
    }

    /** Teachers are read when somebody first asks; by then a link may lead to another version than the one in force. */
    @Test
    void theTeachersBesideAStudentAreOfItsOwnRun() throws IOException {
        Path current = folder.resolve("moving");
        link(current, first);
        try (Serving server = Serving.here("serve", current.toString(), "--port", "0", "--watch", "0")) {
            link(current, second);
            JsonObject compared = json(server.get("/compare?user=anna-3&top=3"));
            assertEquals(
                    List.of("mf", "als", "ensemble", "student"),
                    List.copyOf(lists(compared).keySet()));
        }
    }

    private static List<String> strings(JsonArray ids) {
        return ids.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static Map<String, List<String>> lists(JsonObject compared) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        compared.getAsJsonArray("lists")
                .forEach(list -> lists.put(
                        list.getAsJsonObject().get("name").getAsString(),
                        ids(list.getAsJsonObject().getAsJsonArray("items"))));
        return lists;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void teachersAndTheirEnsembleAreServedByTheSameServer(String engine) throws IOException {
        Path teachers = first.resolve("teachers");
        Map<String, Double> sums = new HashMap<>();
        for (String id : List.of("mf", "als")) {
            Path teacher = teachers.resolve(id);
            try (Serving server = Serving.here("serve", teacher.toString(), "--port", "0", "--engine", engine)) {
                List<String> items =
                        ids(json(server.get("/recommend?user=anna-3&top=40")).getAsJsonArray("items"));
                assertEquals(recommended(teacher, "anna-3", 40), items);
                for (int rank = 0; rank < items.size(); rank++) {
                    // HetComp's importance, with the lambda of the defaults.
                    sums.merge(items.get(rank), Math.exp(-rank / 20.0), Double::sum);
                }
            }
        }
        List<String> best = sums.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        try (Serving server = Serving.here("serve", teachers.toString(), "--port", "0", "--engine", engine)) {
            assertTrue(version(server).matches("[0-9a-f]{12}"));
            JsonObject answer = json(server.get("/recommend?user=anna-3&top=5"));
            List<Double> scores = answer.getAsJsonArray("items").asList().stream()
                    .map(item -> item.getAsJsonObject().get("score").getAsDouble())
                    .toList();
            for (int n = 0; n < 5; n++) {
                assertEquals(sums.get(best.get(n)), scores.get(n), 1e-6);
            }
            List<String> items = ids(answer.getAsJsonArray("items"));
            JsonObject less = json(server.post(
                    "/recommend", "{\"requests\": [{\"user\": \"anna-3\", \"exclude\": [\"" + items.get(0) + "\"]}]}"));
            assertEquals(
                    items.subList(1, 5),
                    ids(less.getAsJsonArray("answers").get(0).getAsJsonObject().getAsJsonArray("items"))
                            .subList(0, 4));
            HttpResponse<String> similar = server.get("/similar?item=film%201");
            assertEquals(400, similar.statusCode());
            assertTrue(similar.body().contains("the ensemble of 2 has no similar items (item): serve a student"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve | hetcomp: no MODEL given (serve): name one",
                "serve no/where | hetcomp: no such folder as \"no/where\" (MODEL): check the path",
                "serve x --port 65536 | hetcomp: \"65536\" is no integer from 0 to 65535 (--port): give one in that range",
                "serve x --token-file no/where | hetcomp: cannot read \"no/where\" (--token-file): check that it is there",
                "serve x --token abc | hetcomp: unknown option \"--token\" (serve): did you mean --token-file?",
                "serve x --deadline 0 | hetcomp: \"0\" is no integer from 1 to 3600 (--deadline): give one in that range",
            })
    void wrongUsageIsOneLine(String words, String line) {
        Program program = Program.run(words.split(" "));
        assertEquals(2, program.code(), program.err());
        assertEquals("", program.out());
        assertTrue(program.err().startsWith(line), program.err());
    }

    @Test
    void aPortThatIsTakenIsOneLine() {
        try (Serving server = Serving.here("serve", first.toString(), "--port", "0")) {
            Program program = Program.run("serve", first.toString(), "--port", "" + server.port());
            assertEquals(2, program.code());
            assertTrue(
                    program.err().contains("hetcomp: cannot listen at 127.0.0.1, port " + server.port()),
                    program.err());
        }
    }
}

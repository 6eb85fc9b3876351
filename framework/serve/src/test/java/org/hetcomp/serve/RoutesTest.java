package org.hetcomp.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each route answers, and what it says to what it cannot answer. */
class RoutesTest {
    @TempDir
    static Path folder;

    private static Student student;
    private static ModelServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        student = Student.open(Made.of(20, 30, 4, 1).into(folder.resolve("student")));
        Limits limits = new Limits(2048, 12, 5, 25);
        server = ModelServer.start(
                new StudentOrigin(folder, false),
                Settings.defaults().at(0).watching(Duration.ZERO).within(limits, Load.defaults()));
        client = new Client(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> items(List<Recommendation> best) {
        return best.stream().map(Recommendation::item).toList();
    }

    @Test
    void aUserGetsTheBestOfWhatTheUserHasNot() {
        List<Recommendation> best = student.recommend(Query.of("u3").top(5).without(List.of("i3", "i4")));
        Client.Got got = client.post("/recommend", "{\"user\": \"u3\", \"top\": 5}");
        assertEquals(200, got.status());
        assertEquals(items(best), got.items());
        JsonObject json = got.json();
        assertEquals("u3", json.get("user").getAsString());
        assertEquals(student.version().substring(0, 12), json.get("version").getAsString());
        assertEquals(
                best.get(0).score(),
                json.getAsJsonArray("items")
                        .get(0)
                        .getAsJsonObject()
                        .get("score")
                        .getAsFloat());
        assertFalse(json.has("notes"));
        assertEquals("application/json; charset=utf-8", got.header("Content-Type"));
        assertEquals("nosniff", got.header("X-Content-Type-Options"));
        assertNull(got.header("Access-Control-Allow-Origin"));
        assertNull(got.header("Server"));
        assertEquals(got.body(), client.get("/recommend?user=u3&top=5").body());
        assertEquals(10, client.get("/recommend?user=u3").items().size());
    }

    @Test
    void whatIsExcludedIsNotThereAndWhatIsAllowedIsAlone() {
        List<String> all = client.get("/recommend?user=u3&top=25").items();
        List<String> left = client.get("/recommend?user=u3&exclude=" + all.get(0) + "&exclude=none")
                .items();
        assertEquals(all.subList(1, 11), left);
        Client.Got allowed = client.post(
                "/recommend", "{\"user\": \"u3\", \"allow\": [\"i3\", \"i9\", \"x\"], \"exclude\": [\"y\"]}");
        assertEquals(List.of("i9"), allowed.items());
        List<String> notes = allowed.json().getAsJsonArray("notes").asList().stream()
                .map(note -> note.getAsString())
                .toList();
        assertEquals(
                List.of(
                        "1 of 1 in exclude are no items of the model and were not there to be left out, the first is \"y\"",
                        "1 of 3 in allow are no items of the model and cannot be found, the first is \"x\""),
                notes);
    }

    @Test
    void whoeverHasItemsIsAnswered() {
        List<Recommendation> best =
                student.recommend(Query.ofHistory(List.of("i1", "i2")).top(3));
        Client.Got got = client.post("/recommend", "{\"history\": [\"i1\", \"i2\", \"new\"], \"top\": 3}");
        assertEquals(items(best), got.items());
        assertTrue(got.body().contains("1 of 3 in history are no items of the model and say nothing"), got.body());
        assertEquals(
                items(best),
                client.get("/recommend?history=i1&history=i2&top=3").items());
    }

    @Test
    void similarItemsAreThoseOfTheStudent() {
        assertEquals(
                items(student.similar("i7", 4)),
                client.get("/similar?item=i7&top=4").items());
        assertEquals(
                items(student.similar("i7", 4)),
                client.post("/similar", "{\"item\": \"i7\", \"top\": 4}").items());
        assertEquals(
                "no item \"i99\" (item): ask for one of its 30 items",
                client.get("/similar?item=i99").error());
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        JsonObject json = client.post(
                        "/recommend",
                        "{\"requests\": [{\"user\": \"u1\"}, {\"user\": \"who\"}, {\"history\": [\"i1\"], \"top\": 2}]}")
                .json();
        assertEquals(student.version().substring(0, 12), json.get("version").getAsString());
        List<JsonObject> answers = json.getAsJsonArray("answers").asList().stream()
                .map(answer -> answer.getAsJsonObject())
                .toList();
        assertEquals(10, answers.get(0).getAsJsonArray("items").size());
        assertEquals(
                "no user \"who\" (requests[1].user): ask for one of its 20 users, or give history, the items that the "
                        + "user has",
                answers.get(1).get("error").getAsString());
        assertEquals("who", answers.get(1).get("user").getAsString());
        assertEquals(2, answers.get(2).getAsJsonArray("items").size());
        assertFalse(answers.get(2).has("version"));
        assertEquals(
                0,
                client.post("/recommend", "{\"requests\": []}")
                        .json()
                        .getAsJsonArray("answers")
                        .size());
    }

    @Test
    void comparesWithWhatAUserHad() {
        JsonObject json = client.get("/compare?user=u3&top=2").json();
        assertEquals("[\"i3\",\"i4\"]", json.get("had").toString());
        assertEquals(1, json.getAsJsonArray("lists").size());
        JsonObject list = json.getAsJsonArray("lists").get(0).getAsJsonObject();
        assertEquals("student", list.get("name").getAsString());
        assertEquals(2, list.getAsJsonArray("items").size());
        assertEquals(
                "[\"i1\"]",
                client.post("/compare", "{\"history\": [\"i1\"]}")
                        .json()
                        .get("had")
                        .toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"user\": \"who\"} | 404 | no user \"who\" (user): ask for one of its 20 users, or give history",
                "{\"history\": [\"x\", \"y\"]} | 404 | none of the 2 items is one of the model's (history): give",
                "{\"user\": 7} | 400 | it is a number, not a text (user): ids are text, write \"7\"",
                "{\"user\": null} | 400 | it is null, not a text (user): send a text",
                "{\"user\": [\"u1\"]} | 400 | it is a list, not a text (user): send a text",
                "{\"user\": \"u1\", \"top\": \"5\"} | 400 | it is a text, not a number (top): send a number",
                "{\"user\": \"u1\", \"top\": 0} | 400 | \"0\" is no whole number from 1 to 25 (top): give one",
                "{\"user\": \"u1\", \"top\": 26} | 400 | \"26\" is no whole number from 1 to 25 (top): give one",
                "{\"user\": \"u1\", \"top\": 1.5} | 400 | \"1.5\" is no whole number from 1 to 25 (top): give one",
                "{\"user\": \"u1\", \"top\": 99999999999} | 400 | \"99999999999\" is no whole number from 1 to 25",
                "{\"user\": \"u1\", \"history\": [\"i1\"]} | 400 | user and history given (request): give either, as in",
                "{} | 400 | no user or history given (request): give one, as in {\"user\": \"u7\", \"top\": 10}",
                "{\"user\": \"u1\", \"tpo\": 5} | 400 | unknown key \"tpo\" (request): take one of user, history, top, "
                        + "exclude, allow, or requests",
                "{\"user\": \"u1\", \"item\": \"i1\"} | 400 | unknown key \"item\" (request): take one of user",
                "{\"user\": \"u1\", \"user\": \"u2\"} | 400 | \"user\" is there twice (body): give it once",
                "{\"user\": \"u1\"} {} | 400 | it is no JSON at line 1, column 17 (body): send one object",
                "{\"user\": \"u1\" | 400 | the JSON ends early (body): send one object, as in",
                "{user: \"u1\"} | 400 | it is no JSON at line 1, column 3 (body): send one object, as in",
                "[\"u1\"] | 400 | it is a list, not an object (body): send an object",
                "{\"history\": []} | 400 | an empty list (history): give an item at least",
                "{\"history\": [\"i1\", 2]} | 400 | it is a number, not a text (history[1]): ids are text, write \"2\"",
                "{\"history\": \"i1\"} | 400 | it is a text, not a list (history): send a list",
                "{\"requests\": [{\"user\": \"u1\"}], \"top\": 5} | 400 | requests and other keys beside it (requests)",
                "{\"requests\": [{\"user\": 1}]} | 400 | it is a number, not a text (requests[0].user): ids are text",
                "{\"requests\": [{\"usr\": \"u1\"}]} | 400 | unknown key \"usr\" (requests[0]): take one of user, history",
                "{\"requests\": [{\"requests\": []}]} | 400 | unknown key \"requests\" (requests[0]): take one of user",
                "{\"requests\": [[]]} | 400 | it is a list, not an object (requests[0]): send an object",
            })
    void aQuestionThatIsNoneIsOneLine(String body, int status, String line) {
        Client.Got got = client.post("/recommend", body);
        assertEquals(status, got.status(), got.body());
        assertTrue(got.error().startsWith(line), got.error());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/recommend | 400 | no user or history given (request): give one",
                "/recommend?user=who | 404 | no user \"who\" (user): ask for one of its 20 users",
                "/recommend?user=u1&user=u2 | 400 | it is there 2 times (user): give it once",
                "/recommend?user=u1&top=x | 400 | \"x\" is no whole number from 1 to 25 (top)",
                "/recommend?user=u1&tpo=1 | 400 | unknown key \"tpo\" (request)",
                "/similar?user=u1 | 400 | unknown key \"user\" (request): take one of item, top",
                "/nothing?user=%3Cb%3E | 404 | nothing under \"/nothing\" (path): take one of /, /compare, /health",
                "/recommend/ | 404 | nothing under \"/recommend/\" (path)",
            })
    void anAddressThatAsksNothingIsOneLine(String path, int status, String line) {
        Client.Got got = client.get(path);
        assertEquals(status, got.status(), got.body());
        assertTrue(got.error().startsWith(line), got.error());
    }

    @Test
    void moreThanTheLimitsIsRefused() {
        String history = IntStream.range(0, 13).mapToObj(i -> "\"i" + i + "\"").collect(Collectors.joining(","));
        assertEquals(
                "more than 12 items (history): give fewer",
                client.post("/recommend", "{\"history\": [" + history + "]}").error());
        String six = IntStream.range(0, 6).mapToObj(i -> "{\"user\": \"u1\"}").collect(Collectors.joining(","));
        assertEquals(
                "more than 5 questions (requests): ask in several requests",
                client.post("/recommend", "{\"requests\": [" + six + "]}").error());
        String long1 = "{\"user\": \"" + "u".repeat(2048) + "\"}";
        Client.Got got = client.post("/recommend", long1);
        assertEquals(413, got.status());
        assertEquals("more than 2048 bytes (body): ask in several requests", got.error());
        // Of a length that is not told before.
        Client.Got chunked = client.send(client.request("/recommend", "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(long1.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
        assertEquals(413, chunked.status(), chunked.body());
    }

    @Test
    void typeAndMethodAreHeldTo() {
        Client.Got type = client.send(client.request("/recommend", "Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\": \"u1\"}")));
        assertEquals(415, type.status());
        assertEquals("a body of type \"text/plain\" (Content-Type): send application/json", type.error());
        Client.Got method = client.send(client.request("/recommend").DELETE());
        assertEquals(405, method.status());
        assertEquals("GET, POST", method.header("Allow"));
        assertEquals("/recommend has no \"DELETE\" (method): take GET, POST", method.error());
        assertEquals(405, client.get("/reload").status());
        assertEquals(
                200,
                client.send(client.request("/health").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .status());
        byte[] latin = "{\"user\": \"\u00e4\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertEquals(
                "it is not in UTF-8 (body): send UTF-8",
                client.send(client.request("/recommend", "Content-Type", "application/json; charset=utf-8")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(latin)))
                        .error());
    }

    @Test
    void whatIsNoHttpIsToldInTheSameForm() {
        String got = client.raw("GET /recommend?user=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(got.startsWith("HTTP/1.1 400 "), got);
        assertTrue(got.contains("{\"error\":\""), got);
        String junk = client.raw("junk\r\n\r\n");
        assertTrue(junk.startsWith("HTTP/1.1 400 "), junk);
        assertTrue(junk.contains("{\"error\":\""), junk);
    }

    @Test
    void everyRouteIsDescribed() {
        JsonObject paths = client.get("/openapi.json").json().getAsJsonObject("paths");
        String known = client.get("/none").error().replaceAll(".*take one of ", "");
        assertEquals(
                List.of(known.split(", ")), paths.keySet().stream().sorted().toList());
        for (String path : paths.keySet()) {
            String allowed = client.send(client.request(path).DELETE()).header("Allow");
            assertEquals(
                    List.of(allowed.toLowerCase(Locale.ROOT).split(", ")),
                    List.copyOf(paths.getAsJsonObject(path).keySet()));
        }
        // Those of answers are there as they are described.
        for (String schema : List.of("Answer", "Compared", "Model", "Health", "Error")) {
            assertTrue(client.get("/openapi.json").body().contains("\"#/components/schemas/" + schema + "\""), schema);
        }
    }

    @Test
    void healthAndMetricsTellOfTheModel() {
        JsonObject health = client.get("/health").json();
        assertEquals("ok", health.get("status").getAsString());
        JsonObject model = health.getAsJsonObject("model");
        assertEquals(student.version().substring(0, 12), model.get("version").getAsString());
        assertEquals(30, model.get("items").getAsInt());
        client.get("/recommend?user=u1");
        Client.Got metrics = client.get("/metrics");
        assertEquals("text/plain; version=0.0.4; charset=utf-8", metrics.header("Content-Type"));
        assertTrue(
                metrics.body().matches("(?s).*hetcomp_requests_total\\{path=\"/recommend\",status=\"200\"} [1-9].*"));
        assertTrue(metrics.body().contains("hetcomp_request_seconds_bucket{path=\"/recommend\",le=\"+Inf\"} "));
        assertTrue(metrics.body().contains("version=\"" + student.version().substring(0, 12) + "\"} 1\n"));
        for (String line : metrics.body().split("\n")) {
            assertTrue(
                    line.matches(
                            "# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.E-]+"),
                    line);
        }
    }
}

package org.hetcomp.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.hetcomp.student.StudentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New versions that come into force, and damaged ones that do not. */
class VersionsTest {
    private static final int CLIENTS = 4;
    private static final int SWAPS = 6;

    @TempDir
    Path folder;

    private Path made(int seed) {
        return Made.of(40, 60, 4, seed).into(folder.resolve("v" + seed));
    }

    private ModelServer start(Path path) {
        return ModelServer.start(
                new StudentOrigin(path, false), Settings.defaults().at(0).watching(Duration.ZERO));
    }

    @Test
    void eachAnswerIsWhollyOfOneVersionAndNoneFailsWhileTheyChange() throws Exception {
        Path link = folder.resolve("current");
        Map<String, Student> students = new HashMap<>();
        List<Path> versions = new ArrayList<>();
        for (int v = 0; v < 3; v++) {
            versions.add(made(v));
            Student student = Student.open(versions.get(v));
            students.put(student.version().substring(0, 12), student);
        }
        Made.link(link, versions.get(0));
        Set<String> bodies = ConcurrentHashMap.newKeySet();
        AtomicInteger swaps = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (ModelServer server = start(link)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int c = 0; c < CLIENTS; c++) {
                running.add(clients.submit(() -> {
                    Client client = new Client(server.port());
                    int asked = 0;
                    for (; swaps.get() < SWAPS || asked < 5; asked++) {
                        Client.Got got = client.post(
                                "/recommend",
                                "{\"requests\": [{\"user\": \"u1\"}, {\"user\": \"u2\"}, {\"user\": \"u3\"}]}");
                        assertEquals(200, got.status(), got.body());
                        bodies.add(got.body());
                    }
                    return asked;
                }));
            }
            Client boss = new Client(server.port());
            for (int n = 1; n <= SWAPS; n++) {
                Made.link(link, versions.get(n % 3));
                JsonObject reloaded = boss.post("/reload", "").json();
                assertTrue(reloaded.get("changed").getAsBoolean());
                swaps.incrementAndGet();
            }
            for (Future<Integer> client : running) {
                assertTrue(client.get() >= 5);
            }
            assertTrue(boss.get("/metrics").body().contains("hetcomp_reloads_total{result=\"ok\"} " + SWAPS + "\n"));
        } finally {
            clients.shutdownNow();
        }
        bodies.forEach(body -> requireOneVersion(body, students));
    }

    private static void requireOneVersion(String body, Map<String, Student> students) {
        JsonObject json = Reply.JSON.fromJson(body, JsonObject.class);
        Student student = students.get(json.get("version").getAsString());
        int user = 1;
        for (JsonElement answer : json.getAsJsonArray("answers")) {
            List<Recommendation> best = student.recommend(
                    org.hetcomp.student.Query.of("u" + user).without(List.of("i" + user, "i" + (user + 1))));
            assertEquals(
                    Reply.JSON.toJson(best),
                    answer.getAsJsonObject().get("items").toString());
            user++;
        }
    }

    @Test
    void aDamagedVersionLeavesTheOldOneInForce() throws IOException {
        Path served = made(1);
        try (ModelServer server = start(served)) {
            Client client = new Client(server.port());
            String before = client.get("/recommend?user=u1").body();
            Made.of(40, 60, 4, 2).into(served);
            Made.put(served.resolve("items.tsv"), new byte[] {1, 2});
            Client.Got refused = client.post("/reload", "");
            assertEquals(500, refused.status());
            assertTrue(
                    refused.error().startsWith("the file is not the one that the card vouches for"), refused.error());
            assertEquals(before, client.get("/recommend?user=u1").body());
            JsonObject health = client.get("/health").json();
            assertEquals("stale", health.get("status").getAsString());
            assertEquals(refused.error(), health.get("failure").getAsString());
            String metrics = client.get("/metrics").body();
            assertTrue(metrics.contains("hetcomp_model_stale 1\n"), metrics);
            assertTrue(metrics.contains("hetcomp_reloads_total{result=\"failed\"} 1\n"), metrics);
            Made.of(40, 60, 4, 2).into(served);
            assertEquals(200, client.post("/reload", "").status());
            assertNotEquals(before, client.get("/recommend?user=u1").body());
            assertEquals("ok", client.get("/health").json().get("status").getAsString());
            assertFalse(client.post("/reload", "").json().get("changed").getAsBoolean());
        }
    }

    @Test
    void aNewVersionIsFoundByLooking() throws IOException {
        Path served = made(1);
        try (Versions versions = Versions.open(new StudentOrigin(served, false));
                Watch watch = Watch.byHand(versions)) {
            watch.look();
            assertEquals(0, versions.loads());
            Made.of(40, 60, 4, 2).into(served);
            watch.look();
            assertEquals(1, versions.loads());
            String inForce = versions.ask(v -> v.served().version());
            assertEquals(Student.version(served), inForce);
            Files.delete(served.resolve("card.json"));
            for (int n = 0; n < 5; n++) {
                watch.look();
            }
            // Told once, though looked at more often.
            assertEquals(1, versions.failures());
            assertTrue(versions.failure().startsWith("no student there"), versions.failure());
            Made.of(40, 60, 4, 2).into(served);
            for (int n = 0; n < 5; n++) {
                watch.look();
            }
            assertEquals(null, versions.failure());
        }
    }

    @Test
    void anOldVersionIsClosedWhenItsLastRequestEnds() {
        List<String> closed = new ArrayList<>();
        String[] there = {"a"};
        Versions versions = Versions.open(new Fake(there, closed));
        versions.ask(old -> {
            there[0] = "b";
            assertEquals(Versions.Outcome.NEW, versions.reload(true));
            assertEquals("b", versions.ask(v -> v.served().version()));
            assertEquals(List.of(), closed);
            assertEquals("a", old.served().version());
            return null;
        });
        assertEquals(List.of("a"), closed);
        versions.close();
        assertEquals(List.of("a", "b"), closed);
    }

    @Test
    void whatCannotBeServedAtTheStartIsSaid() {
        assertThrows(StudentException.class, () -> start(folder.resolve("none")));
    }

    /** Models that are nothing but their version. */
    private record Fake(String[] there, List<String> closed) implements Origin {
        @Override
        public String where() {
            return "nowhere";
        }

        @Override
        public String version() {
            return there[0];
        }

        @Override
        public Served open() {
            return new Slow(there[0], () -> {}) {
                @Override
                public void close() {
                    closed.add(version());
                }
            };
        }
    }
}

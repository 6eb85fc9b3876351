package org.hetcomp.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask, and what a browser is told. */
class GuardTest {
    private static final String TOKEN = "open-sesame-17";

    @TempDir
    Path folder;

    private ModelServer server;

    @BeforeEach
    void made() {
        Made.of(5, 6, 2, 1).into(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Client start(Settings settings) {
        server = ModelServer.start(
                new StudentOrigin(folder, false), settings.at(0).watching(Duration.ZERO));
        return new Client(server.port());
    }

    @Test
    void whoDoesNotBearTheTokenIsNotAnswered() {
        Client client = start(Settings.defaults().with(TOKEN));
        for (String path :
                List.of("/recommend?user=u1", "/similar?item=i1", "/compare?user=u1", "/metrics", "/openapi.json")) {
            assertEquals(401, client.get(path).status(), path);
            assertEquals(
                    200, client.get(path, "Authorization", "Bearer " + TOKEN).status(), path);
        }
        assertEquals(401, client.post("/reload", "").status());
        assertEquals(
                200,
                client.post("/reload", "", "Authorization", "bearer " + TOKEN).status());
        for (String wrong :
                List.of("Bearer open-sesame-18", "Bearer open-sesame-1", "Basic " + TOKEN, "Bearer", TOKEN)) {
            assertEquals(
                    401,
                    client.get("/recommend?user=u1", "Authorization", wrong).status(),
                    wrong);
        }
        Client.Got none = client.get("/recommend?user=u1");
        assertEquals("no token given (Authorization): send Authorization: Bearer and the token", none.error());
        assertEquals("Bearer", none.header("WWW-Authenticate"));
        assertEquals(200, client.get("/").status());
        assertEquals(200, client.get("/health").status());
    }

    @Test
    void whoMayNotAskIsToldNothingOfTheMachine() throws Exception {
        Client client = start(Settings.defaults().with(TOKEN));
        java.nio.file.Files.writeString(folder.resolve("card.json"), "{}");
        assertEquals(
                500,
                client.post("/reload", "", "Authorization", "Bearer " + TOKEN).status());
        assertEquals("stale", client.get("/health").json().get("status").getAsString());
        assertFalse(client.get("/health").body().contains(folder.toString()));
        assertTrue(
                client.get("/health", "Authorization", "Bearer " + TOKEN).body().contains(folder.toString()));
    }

    @Test
    void aPageOfSomebodyElseDoesNotAskThroughABrowser() {
        Client client = start(Settings.defaults());
        String rebound =
                client.raw("GET /recommend?user=u1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertTrue(rebound.startsWith("HTTP/1.1 403 "), rebound);
        for (String own : List.of("localhost:" + server.port(), "127.0.0.1", "[::1]:" + server.port(), "LOCALHOST")) {
            String got =
                    client.raw("GET /recommend?user=u1 HTTP/1.1\r\nHost: " + own + "\r\nConnection: close\r\n\r\n");
            assertTrue(got.startsWith("HTTP/1.1 200 "), got);
        }
        assertEquals(
                403, client.post("/reload", "", "Origin", "http://evil.example").status());
        assertEquals(403, client.post("/reload", "", "Origin", "null").status());
        assertEquals(200, client.post("/reload", "", "Origin", server.address()).status());
    }

    @Test
    void thePageLoadsNothingAndIsInNobodysFrame() {
        Client client = start(Settings.defaults());
        Client.Got page = client.get("/");
        assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; connect-src 'self'; "), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(page.body().matches("(?s).*(src|href)=\"(https?:)?//.*"), page.body());
    }
}

package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final String CONTENT = "5 1 2 3 4 5\n6 1 2 3 4 5 6\n";

    @TempDir
    private Path cache;

    private HttpServer server;
    private final AtomicInteger served = new AtomicInteger();
    private volatile String body = CONTENT;
    private volatile int status = 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/users.dat", exchange -> {
            served.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private NamedSet set() throws IOException {
        Path original = Files.createTempFile("original", null);
        Files.writeString(original, CONTENT);
        String sha256 = Hashes.of(original);
        Files.delete(original);
        URI source = URI.create("http://localhost:" + server.getAddress().getPort() + "/users.dat");
        return new NamedSet("tiny", "users.dat", source, CONTENT.length(), sha256, Format.ADJACENCY);
    }

    @Test
    void isFetchedOnce() throws IOException {
        NamedSet set = set();
        Catalogue catalogue = new Catalogue(cache, List.of(set));
        assertFalse(catalogue.isCached(set));
        Datasets datasets = new Datasets(catalogue);
        assertEquals(List.of("lab", "tiny"), datasets.names());
        for (int time = 0; time < 2; time++) {
            Dataset data = datasets.load(DataSpec.of("tiny").withFormat(Format.CSV));
            assertEquals("tiny", data.name());
            assertEquals(set.sha256(), data.sha256());
            assertEquals(List.of("1", "2", "3", "4", "5", "6"), data.items().tokens());
        }
        assertEquals(1, served.get());
        assertTrue(catalogue.isCached(set));
    }

    @Test
    void aDamagedCopyIsFetchedAgain() throws IOException {
        NamedSet set = set();
        Catalogue catalogue = new Catalogue(cache, List.of(set));
        Files.writeString(catalogue.fetch(set), "damaged");
        assertEquals(CONTENT, Files.readString(catalogue.fetch(set)));
        assertEquals(2, served.get());
    }

    @Test
    void whatIsNotTheSetIsNotKept() throws IOException {
        NamedSet set = set();
        body = CONTENT.replace('6', '7');
        refused(set, "tiny arrived with SHA-256 ");
        body = CONTENT + CONTENT;
        refused(set, "tiny did not arrive as its " + CONTENT.length() + " bytes");
        body = "";
        status = 404;
        refused(set, "tiny cannot be fetched, the server answers 404");
        server.stop(0);
        refused(set, "tiny cannot be fetched, java.net.ConnectException");
    }

    private void refused(NamedSet set, String what) throws IOException {
        DataException e = assertThrows(DataException.class, () -> new Catalogue(cache, List.of(set)).fetch(set));
        assertTrue(e.what().startsWith(what), e.what());
        assertEquals(set.source().toString(), e.where());
        assertEquals("try again, or download it by hand and give the file with --data", e.advice());
        try (Stream<Path> left = Files.walk(cache)) {
            assertEquals(0, left.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void publicSetsNameTheirOrigin() {
        List<NamedSet> sets = new Catalogue().sets();
        assertEquals(
                List.of("citeulike-a", "citeulike-t"),
                sets.stream().map(NamedSet::name).toList());
        assertTrue(sets.stream().allMatch(s -> s.source().getScheme().equals("https")));
        assertEquals(1094785, new Catalogue().find("citeulike-a").orElseThrow().bytes());
    }
}

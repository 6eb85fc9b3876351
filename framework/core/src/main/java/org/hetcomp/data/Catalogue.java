package org.hetcomp.data;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public data sets that are known by name, each fetched once into a folder and checked by its SHA-256. */
public final class Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GITHUB = "https://raw.githubusercontent.com/js05212/";

    // Pinned to a commit each, so that what is fetched tomorrow is what was hashed.
    private static final List<NamedSet> KNOWN = List.of(
            new NamedSet(
                    "citeulike-a",
                    "users.dat",
                    URI.create(GITHUB + "citeulike-a/91b603922d7f2d3db18071d4798bf78c9c5d1680/users.dat"),
                    1094785,
                    "53211d82c14ff261e595634d285ed9fbf8049cf81dcb751d924d695b9612a02c",
                    Format.ADJACENCY),
            new NamedSet(
                    "citeulike-t",
                    "users.dat",
                    URI.create(GITHUB + "citeulike-t/4f103c6ea0fe407b23be230837b65517e613c34a/users.dat"),
                    770649,
                    "02d5d429b2c0362e0ed79f6ef204666b4092563d21493abf4dfb521e8a7078bf",
                    Format.ADJACENCY));

    private final Path cache;
    private final List<NamedSet> sets;

    /** The public sets, kept in the default cache: see {@link #defaultCache()}. */
    public Catalogue() {
        this(defaultCache(), KNOWN);
    }

    /** Other sets, or another cache. */
    public Catalogue(Path cache, List<NamedSet> sets) {
        this.cache = cache;
        this.sets = List.copyOf(sets);
    }

    /** {@code $HETCOMP_CACHE/data} if that variable is set, else {@code hetcomp/data} in DJL's cache folder. */
    public static Path defaultCache() {
        String own = System.getenv("HETCOMP_CACHE");
        return own == null || own.isBlank()
                ? Utils.getCacheDir().resolve("hetcomp").resolve("data")
                : Path.of(own).resolve("data");
    }

    /** All sets, by name. */
    public List<NamedSet> sets() {
        return sets;
    }

    /** The set of that name. */
    public Optional<NamedSet> find(String name) {
        return sets.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** Where the set lies once it is fetched. */
    public Path file(NamedSet set) {
        return cache.resolve(set.name()).resolve(set.file());
    }

    /** Whether the set lies in the cache already. */
    public boolean isCached(NamedSet set) {
        return Files.isRegularFile(file(set));
    }

    /**
     * Fetches the set unless the cache has it whole; a copy that is damaged is fetched again.
     *
     * @return its file
     * @throws DataException if it cannot be fetched, or is not what it should be; nothing is left in the cache then
     */
    public Path fetch(NamedSet set) {
        Path file = file(set);
        Path aside = null;
        try {
            if (isCached(set)) {
                if (Hashes.of(file).equals(set.sha256())) {
                    return file;
                }
                LOG.warn("{} is damaged and is fetched again", file);
            }
            if (Utils.isOfflineMode()) {
                throw failure(set, "is not in the cache and DJL is offline", null);
            }
            Files.createDirectories(file.getParent());
            aside = Files.createTempFile(file.getParent(), set.file() + "-", ".part");
            LOG.info("fetching {} ({} KB) from {}", set.name(), set.bytes() / 1024, set.source());
            download(set, aside);
            String found = Hashes.of(aside);
            if (!found.equals(set.sha256())) {
                throw failure(set, "arrived with SHA-256 " + found + ", not " + set.sha256(), null);
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw failure(set, "cannot be fetched, " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(set, "was interrupted while being fetched", e);
        } finally {
            delete(aside);
        }
    }

    private static void download(NamedSet set, Path to) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(set.source()).timeout(PATIENCE).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body();
                OutputStream out = Files.newOutputStream(to)) {
            if (response.statusCode() != 200) {
                throw failure(set, "cannot be fetched, the server answers " + response.statusCode(), null);
            }
            byte[] buffer = new byte[1 << 16];
            long got = 0;
            // A server that sends more than it should must not fill the disk.
            for (int n = in.read(buffer); n >= 0 && got <= set.bytes(); n = in.read(buffer)) {
                out.write(buffer, 0, n);
                got += n;
            }
            if (got != set.bytes()) {
                throw failure(set, "did not arrive as its " + set.bytes() + " bytes", null);
            }
        }
    }

    private static DataException failure(NamedSet set, String what, Throwable cause) {
        return new DataException(
                set.name() + " " + what,
                set.source().toString(),
                "try again, or download it by hand and give the file with --data",
                cause);
    }

    private static void delete(Path aside) {
        try {
            if (aside != null) {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", aside, e.toString());
        }
    }
}

package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.repository.Repository;
import ai.djl.repository.RepositoryFactory;
import ai.djl.util.ZipUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.ModelFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing and fetching, from a folder and over http, of what is sound and of what is not. */
class ZooRepositoryTest {
    private static final String CACHE = "DJL_CACHE_DIR";

    @TempDir
    Path folder;

    private Path root;
    private Path cache;
    private SmallModels models;
    private WebServer server;

    @BeforeEach
    void publish() throws IOException {
        cache = folder.resolve("cache");
        System.setProperty(CACHE, cache.toString());
        root = folder.resolve("repository");
        models = new SmallModels(folder);
        push(null, models.teacher("one", 1), models.teacher("two", 2));
        server = new WebServer(root);
    }

    @AfterEach
    void forget() {
        System.clearProperty(CACHE);
        server.close();
    }

    private List<Publisher.Published> push(String version, ModelFolder... folders) throws IOException {
        return new Publisher(root).push(List.of(folders), new PublishOptions("small", version, null, 0, 0));
    }

    private Zoo zoo(String kind) {
        return Zoo.of(List.of(kind.equals("http") ? server.address() : root.toString()));
    }

    private ZooEntry find(String kind, String name) {
        return zoo(kind).find(name).get(0);
    }

    private Path published(String id, String file) {
        return root.resolve(ZooRepository.folder(id)).resolve(file);
    }

    private List<Path> cached() throws IOException {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(cache)) {
            // Locks stay; they hold nothing.
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("/locks/"))
                    .toList();
        }
    }

    /** Holds a failure to one line that says what and where, and the cache to what it was. */
    private void fails(String kind, String name, String what, String where) throws IOException {
        List<Path> before = cached();
        DataException e =
                assertThrows(DataException.class, () -> find(kind, name).pull());
        assertTrue(e.what().contains(what), e.getMessage());
        assertTrue(e.where().contains(where), e.getMessage());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertEquals(before, cached());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "http"})
    void whatIsPublishedIsFetched(String kind) {
        List<ZooEntry> set = zoo(kind).find("small");
        assertEquals(
                List.of("small-one@1", "small-two@1"),
                set.stream().map(ZooEntry::name).toList());
        ModelFolder pulled = set.get(1).pull();
        pulled.requireMadeFrom(models.data());
        assertEquals("made for a test", pulled.card().licence());
        assertEquals("pairs.tsv", pulled.card().data().name(), "a folder of this machine is nobody else's");
        assertEquals(models.data().users().tokens(), pulled.users().tokens());
        assertEquals(models.data().items().tokens(), pulled.items().tokens());
        assertArrayEquals(
                models.trajectory("two", 2).converged().ids(),
                pulled.trajectory().converged().ids());
        assertTrue(pulled.folder().startsWith(cache.resolve("cache/repo/model/tabular/org/hetcomp/small-two/1")));
        assertEquals(pulled.card().files(), find(kind, "small-two@1").card().files());
        find(kind, "small-two").verify();
    }

    @Test
    void versionsAreNeverWrittenOver() throws IOException {
        ModelFolder other = models.teacher("one", 5);
        Path zip = published("small-one", "1/small-one.zip");
        byte[] before = Files.readAllBytes(zip);
        DataException taken = assertThrows(DataException.class, () -> push("1", other));
        assertTrue(taken.what().startsWith("version 1 of small-one is there already"), taken.getMessage());
        assertArrayEquals(before, Files.readAllBytes(zip));
        assertEquals(List.of("1"), versions());

        assertEquals("2", push(null, other).get(0).version());
        assertEquals(List.of("2", "1"), versions());
        assertFalse(push(null, other).get(0).fresh(), "the same again is no version");
        assertEquals(List.of("2", "1"), versions());
        push("1.5", models.teacher("one", 6));
        assertEquals(List.of("2", "1.5", "1"), versions());

        assertEquals("2", find("http", "small-one").version());
        assertEquals("1.5", find("http", "small-one@1.5").version());
        assertFalse(find("http", "small-one")
                .pull()
                .folder()
                .equals(find("http", "small-one@1").pull().folder()));
        fails("http", "small-one@7", "no version 7 of small-one", server.address());
    }

    private List<String> versions() {
        return Zoo.list(Repositories.open(root.toString())).entries().stream()
                .filter(entry -> entry.id().equals("small-one"))
                .map(ZooEntry::version)
                .toList();
    }

    @Test
    void nothingIsPublishedIfOneModelIsDamaged() throws IOException {
        ModelFolder good = models.teacher("three", 3);
        ModelFolder bad = models.teacher("four", 4);
        Files.writeString(bad.folder().resolve("users.tsv"), "0\tnobody\n");
        DataException e = assertThrows(DataException.class, () -> push(null, good, bad));
        assertTrue(e.what().contains("is not the one that the card vouches for"), e.getMessage());
        assertEquals(
                List.of("small-one", "small-two"),
                ZooIndex.read(Store.folder(root, Access.plain().limits())).artifacts());
        assertFalse(Files.exists(published("small-three", "metadata.json")));
        try (Stream<Path> inside = Files.list(root)) {
            assertEquals(
                    Set.of("index.json", "model"),
                    Set.copyOf(inside.map(path -> path.getFileName().toString()).toList()));
        }
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("x"), "x");
        assertThrows(
                DataException.class,
                () -> new Publisher(foreign).push(List.of(good), new PublishOptions("small", null, null, 0, 0)));
        assertThrows(DataException.class, () -> Repositories.writable(server.address()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "http"})
    void whatIsNotSoundDoesNotReachTheCache(String kind) throws IOException {
        find(kind, "small-two").pull();
        Path zip = published("small-one", "1/small-one.zip");
        byte[] whole = Files.readAllBytes(zip);

        byte[] tampered = whole.clone();
        tampered[whole.length / 2] ^= 1;
        Files.write(zip, tampered);
        fails(kind, "small-one", "is not the one that the repository vouches for: its SHA-256 is", "small-one.zip");
        DataException told =
                assertThrows(DataException.class, () -> find(kind, "small-one").verify());
        assertTrue(told.where().endsWith("small-one.zip"), told.getMessage());

        Files.write(zip, Arrays.copyOf(whole, whole.length - 10));
        fails(
                kind,
                "small-one",
                "is cut short, it has " + (whole.length - 10) + " bytes of " + whole.length,
                "small-one.zip");

        Files.delete(zip);
        fails(kind, "small-one", "the repository has lost the file", "small-one.zip");

        Path card = published("small-one", "1/card.json");
        Files.writeString(card, Files.readString(card).replace("random", "fortune"));
        DataException other =
                assertThrows(DataException.class, () -> find(kind, "small-one").card());
        assertTrue(other.what().startsWith("the card is not the one"), other.getMessage());

        Path metadata = published("small-one", "metadata.json");
        String text = Files.readString(metadata);
        Files.writeString(metadata, text.replace("\"format\": \"1\"", "\"format\": \"2\""));
        fails(kind, "small-one", "the card is of layout 2, not 1", "small-one");
        Files.writeString(metadata, text.replaceAll("\"archive\": \"[0-9a-f]", "\"archive\": \"../"));
        fails(kind, "small-one", "the metadata does not describe version 1", "small-one");
        Files.writeString(metadata, "{");
        fails(kind, "small-one", "no metadata of a model", "metadata.json");
        Files.writeString(root.resolve("index.json"), "{\"format\":2,\"artifacts\":[]}");
        fails(kind, "small-one", "the repository is of layout 2, not 1", "index.json");
        Files.delete(root.resolve("index.json"));
        fails(kind, "small-one", "no repository there", "index.json");
    }

    @Test
    void aFileThatTheCardDoesNotVouchForIsFoundInsideAnArchive() throws IOException {
        ModelFolder model = models.teacher("one", 9);
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String name : List.of("card.json", "items.tsv", "users.tsv", "trajectory.safetensors")) {
            Files.copy(model.folder().resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                copy.resolve("items.tsv"),
                Files.readString(copy.resolve("items.tsv")).replace("\t1", "\t2"));
        Path place = published("small-one", "9");
        Files.createDirectories(place);
        Archive.write(copy, place.resolve("small-one.zip"));
        Path card = Files.copy(copy.resolve("card.json"), place.resolve("card.json"));
        ArtifactFacts facts = new ArtifactFacts(
                1,
                "teacher",
                "one",
                "small",
                "pairs",
                0,
                model.card().test(),
                1,
                Hashes.of(card),
                Hashes.of(place.resolve("small-one.zip")),
                Files.size(place.resolve("small-one.zip")));
        MetadataFile.of(root, "small-one").add("9", facts, model.card(), place.resolve("small-one.zip"));
        fails("http", "small-one", "is not the one that the card vouches for", "small-one.zip!items.tsv");
    }

    @Test
    void aTransferThatBreaksOffGoesOn() throws IOException {
        server.breakOff(1);
        find("http", "small-one").pull();
        assertEquals(1, server.ranges().size());

        server.breakOff(3);
        long size = Files.size(published("small-two", "1/small-two.zip"));
        DataException e = assertThrows(
                DataException.class, () -> find("http", "small-two").pull());
        assertTrue(e.what().matches("the transfer broke off after \\d+ of " + size + " bytes, .*"), e.getMessage());
        assertTrue(e.advice().contains("it goes on from there"), e.getMessage());
        assertFalse(Files.exists(cache.resolve("cache/repo")
                .resolve(ZooRepository.folder("small-two"))
                .resolve("1")
                .resolve(find("http", "small-two").facts().card().substring(0, 16))));
        int asked = server.ranges().size();
        find("http", "small-two").pull().verify();
        assertEquals(asked + 1, server.ranges().size(), "from the byte where it stopped");
        assertTrue(cached().stream().noneMatch(path -> path.toString().endsWith(".part")));
    }

    @Test
    void whatArrivedOfAnotherFileIsFetchedFromItsBeginning() throws IOException {
        ZooEntry entry = find("http", "small-one");
        Path part = cache.resolve("hetcomp/partial").resolve(entry.facts().archive() + ".part");
        AtomicFile.write(part, "what a broken disk has left");
        entry.pull().verify();
        assertFalse(Files.exists(part));
    }

    @Test
    void aDamagedCopyInTheCacheIsFetchedAgain() throws IOException {
        ModelFolder pulled = find("file", "small-one").pull();
        Files.writeString(pulled.folder().resolve("users.tsv"), "0\tnobody\n");
        find("file", "small-one").pull().verify();
    }

    @Test
    void repositoriesThatCannotBeReachedAreNamed() throws IOException {
        String address = server.address();
        server.close();
        fails("http", "small-one", "the repository cannot be read", address);
        Zoo both = Zoo.of(List.of(address, root.toString()));
        assertEquals("small-one", both.find("small-one").get(0).id(), "another one has it");
        assertThrows(DataException.class, () -> both.find("nothing"));
        DataException none = assertThrows(DataException.class, () -> zoo("file").find("nothing"));
        assertTrue(none.advice().contains("small, small-one, small-two"), none.getMessage());
        DataException kind = assertThrows(DataException.class, () -> Zoo.of(List.of("hdfs://host/model")));
        assertTrue(kind.what().contains("no repository of the kind hdfs"), kind.getMessage());
    }

    @Test
    void otherKindsOfRepositoriesComeFromDjl() throws IOException {
        Repository.registerRepositoryFactory(new RepositoryFactory() {
            @Override
            public Repository newInstance(String name, URI uri) {
                return Repository.newInstance(name, Path.of(uri.getPath()));
            }

            @Override
            public Set<String> getSupportedScheme() {
                return Set.of("shelf");
            }
        });
        Path zip = published("small-one", "1/small-one.zip");
        ModelFolder pulled =
                Zoo.of(List.of("shelf://" + zip)).find("small-one").get(0).pull();
        assertEquals("one", pulled.card().id());
        assertTrue(pulled.folder().startsWith(cache));
        assertEquals(
                "one",
                Zoo.of(List.of(server.address() + ZooRepository.folder("small-one") + "1/small-one.zip"))
                        .find("small-one")
                        .get(0)
                        .summary()
                        .family());

        Path copy = folder.resolve("broken.zip");
        Path inside = folder.resolve("inside");
        ZipUtils.unzip(Files.newInputStream(zip), inside);
        Files.writeString(inside.resolve("items.tsv"), "0\tgold\n");
        Archive.write(inside, copy);
        List<Path> before = cached();
        DataException e = assertThrows(
                DataException.class,
                () -> Zoo.of(List.of("shelf://" + copy)).find("broken").get(0).pull());
        assertTrue(e.what().contains("is not the one that the card vouches for"), e.getMessage());
        assertEquals(before, cached());
    }

    @Test
    void addressesComeFromTheEnvironmentOrAFile() throws IOException {
        Path config = folder.resolve("config");
        Map<String, String> none = Map.of("XDG_CONFIG_HOME", config.toString());
        assertEquals(List.of(), Repositories.configured(none));
        AtomicFile.write(config.resolve("hetcomp/repositories"), "# ours\n/srv/models\n\nhttps://host/zoo\n");
        assertEquals(List.of("/srv/models", "https://host/zoo"), Repositories.configured(none));
        assertEquals(
                List.of("a", "b"),
                Repositories.configured(Map.of("XDG_CONFIG_HOME", config.toString(), "HETCOMP_ZOO", "a, b")));
    }
}

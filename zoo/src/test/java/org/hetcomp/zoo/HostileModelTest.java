package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.repository.zoo.Criteria;
import ai.djl.util.Utils;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose makers mean no good: all hashes fit, and nothing of them is unpacked, run or believed. */
class HostileModelTest {
    @TempDir
    Path folder;

    private Path root;
    private Path cache;
    private SmallModels models;
    private WebServer server;

    @BeforeEach
    void publish() throws IOException {
        cache = folder.resolve("cache");
        System.setProperty("ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toString());
        System.setProperty("DJL_CACHE_DIR", cache.toString());
        root = folder.resolve("repository");
        models = new SmallModels(folder);
        new Publisher(root)
                .push(
                        List.of(models.teacher("one", 1), models.teacher("two", 2)),
                        new PublishOptions("small", null, null, 0, 0));
        server = new WebServer(root);
        EvilClass.ran();
    }

    @AfterEach
    void forget() {
        System.clearProperty("DJL_CACHE_DIR");
        System.clearProperty("ENGINE_CACHE_DIR");
        server.close();
    }

    private Forgery forgery() throws IOException {
        return new Forgery(root, "small-one");
    }

    private static Access limited(String limits) {
        return new Access(Limits.of(limits, "test"), Trust.of(List.of(), "test"));
    }

    private ZooEntry entry(Access access) {
        return Zoo.of(List.of(root.toString()), access).find("small-one").get(0);
    }

    /** Pulled and verified, it is refused for that reason, and no file of it is left. */
    private void refused(String what) throws IOException {
        refused(what, limited(""));
    }

    private void refused(String what, Access access) throws IOException {
        for (Executable use : List.<Executable>of(
                () -> entry(access).pull(), () -> entry(access).verify())) {
            DataException e = assertThrows(DataException.class, use);
            assertTrue(e.what().contains(what), e.getMessage());
        }
        assertEquals(List.of(), unpacked());
    }

    private List<Path> unpacked() throws IOException {
        if (!Files.exists(cache.resolve("cache"))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(cache.resolve("cache"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "../../x", "/tmp/x", "a/b", "."})
    void cardsOfOtherIdsAreRefused(String id) throws IOException {
        forgery().card(card -> card.addProperty("id", id)).publish();
        refused("is no name of letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"libs/evil.jar", "evil.jar", "classes/evil/Factory.class", "/tmp/x", "../x", "libs/", "notes"})
    void archivesHoldWhatTheCardNamesAndNothingElse(String name) throws IOException {
        byte[] bytes = name.endsWith("/") ? new byte[0] : utf8("x");
        forgery().put(name, bytes).publish();
        refused("which its card does not name");
        forgery().put(name, null).name(name, bytes).publish();
        refused("no file of a model");
    }

    @Test
    void archivesHoldAllThatTheCardNamesOnce() throws IOException {
        forgery().put("users.tsv", null).publish();
        refused("lacks users.tsv");
        Forgery twice = forgery();
        twice.put("users.tsv", utf8("0\ta\n")).put("usrrs.tsv", utf8("0\tb\n"));
        byte[] archive = Forgery.bytes(twice.files());
        twice.publish(renamed(archive));
        refused("\"users.tsv\" twice");
    }

    private static byte[] renamed(byte[] archive) {
        return new String(archive, StandardCharsets.ISO_8859_1)
                .replace("usrrs.tsv", "users.tsv")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void sizesAreThoseOfTheCard() throws IOException {
        forgery().put("items.tsv", utf8("0\tgold\n")).publish();
        refused("\"items.tsv\" has 7 bytes in the archive and");
    }

    @Test
    void archivesStayWithinTheLimits() throws IOException {
        byte[] zeros = new byte[3 << 20];
        forgery().name("parameters.safetensors", zeros).publish();
        refused("too many bytes in the archive: 3,", limited("unpacked=1m"));
        refused("too many files in the archive: 5 where 4", limited("entries=4"));
        refused("too many bytes of an archive", limited("archive=1k"));
        refused("too many bytes of card: ", limited("card=1k"));
        assertThrows(DataException.class, () -> entry(limited("metadata=100")));
        assertThrows(DataException.class, () -> entry(limited("index=10")));
        forgery().facts(Map.of("archiveBytes", "9000000000000"));
        refused("too many bytes of an archive: 9,000,000,000,000 where 2,147,483,648 is the most");
    }

    @Test
    void moreThanTheDirectorySaysIsNotWritten() throws IOException {
        Forgery forgery = forgery();
        forgery.name("parameters.safetensors", new byte[100_000]);
        forgery.card(card -> card.getAsJsonObject("sizes").addProperty("parameters.safetensors", 10))
                .publish();
        byte[] archive = Files.readAllBytes(forgery.zip());
        // The size that the directory claims: 24 bytes into its entry, of which the name begins at 46.
        int name = new String(archive, StandardCharsets.ISO_8859_1).lastIndexOf("parameters.safetensors");
        Arrays.fill(archive, name - 46 + 24, name - 46 + 28, (byte) 0);
        archive[name - 46 + 24] = 10;
        forgery.publish(archive);
        refused("is longer than the archive says");
    }

    @Test
    void directoriesAreNoLongerThanTheirFilesNeed() throws IOException {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int n = 0; n < 2000; n++) {
            many.put("file" + n, new byte[0]);
        }
        forgery().publish(Forgery.bytes(many));
        refused("too many files in the archive: 2,000");
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Forgery forgery = forgery();
        forgery.publish(utf8("<html>not found</html>"));
        refused("no zip archive of a model");
    }

    @Test
    void namesInMetadataAndIndexAreNames() throws IOException {
        for (String key : List.of("family", "set")) {
            String before = Files.readString(
                    root.resolve(ZooRepository.folder("small-one")).resolve("metadata.json"));
            forgery().facts(Map.of(key, "../x"));
            refusedToFind("does not describe version 1");
            Files.writeString(root.resolve(ZooRepository.folder("small-one")).resolve("metadata.json"), before);
        }
        forgery().metadata(artifact -> artifact.addProperty("version", "../1"));
        refusedToFind("does not describe version ../1");
        for (String name : List.of("..", "/x", "a/b", "small-one@../1")) {
            DataException e = assertThrows(
                    DataException.class, () -> Zoo.of(List.of(root.toString())).find(name));
            assertTrue(e.what().contains(" is no "), e.getMessage());
        }
    }

    private void refusedToFind(String what) {
        DataException e = assertThrows(DataException.class, () -> entry(limited("")));
        assertTrue(e.what().contains(what), e.getMessage());
    }

    @Test
    void oneBrokenModelHidesNoOther() throws IOException {
        Files.writeString(root.resolve(ZooRepository.folder("small-one")).resolve("metadata.json"), "{\u001b");
        JsonObject index = JsonParser.parseString(Files.readString(root.resolve("index.json")))
                .getAsJsonObject();
        JsonArray artifacts = index.getAsJsonArray("artifacts");
        artifacts.add("../../etc");
        Files.writeString(root.resolve("index.json"), index.toString());
        for (String address : List.of(root.toString(), server.address())) {
            Zoo.Listing listing = Zoo.list(Repositories.open(address));
            assertEquals(
                    List.of("small-two@1"),
                    listing.entries().stream().map(ZooEntry::name).toList());
            assertEquals(2, listing.broken().size(), listing.toString());
            assertEquals(
                    "small-two",
                    Zoo.of(List.of(address)).find("small-two").get(0).id());
            // A set that lacks a teacher would be another ensemble.
            assertThrows(DataException.class, () -> Zoo.of(List.of(address)).find("small"));
        }
    }

    private static void load(String engine, String address, boolean told) throws Exception {
        Criteria.Builder<String, float[]> criteria = Criteria.builder()
                .setTypes(String.class, float[].class)
                .optEngine(engine)
                .optModelUrls(address);
        if (told) {
            criteria.optTranslatorFactory(new RankingTranslatorFactory());
        }
        criteria.build().loadModel().close();
    }

    /** By every way that the documentation names, and by DJL's own to see that there was something to run. */
    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void classesInAnArchiveAreNotRun(String engine) throws Exception {
        EvilClass evil = EvilClass.compiled(folder);
        byte[] serving = utf8("blockFactory=" + EvilClass.NAME + "\noption.hasParameter=false\n");
        Forgery forgery = forgery();
        forgery.name("serving.properties", serving)
                .put("evil.jar", evil.jar())
                .put("libs/evil.jar", evil.jar())
                .put("classes/evil/Factory.class", evil.bytes())
                .publish();
        forgery.metadata(artifact -> {
            artifact.getAsJsonObject("arguments").addProperty("blockFactory", EvilClass.NAME);
            artifact.getAsJsonObject("arguments").addProperty("translatorFactory", EvilClass.NAME);
        });
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        for (Map.Entry<String, byte[]> file : forgery.files().entrySet()) {
            Path target = unpacked.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        Path classPath = Path.of(HostileModelTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path onClassPath = Files.copy(
                forgery.zip(), classPath.resolve("evil-" + engine + ".zip"), StandardCopyOption.REPLACE_EXISTING);
        String zip = ZooRepository.folder("small-one") + "1/small-one.zip";
        List<Executable> ways = List.of(
                () -> load(engine, "hetcomp+" + root.toUri() + "?artifact_id=small-one", false),
                () -> load(engine, "hetcomp+" + root.toUri(), true),
                () -> load(engine, "hetcomp+" + server.address(), true),
                () -> load(engine, "hetcomp+" + forgery.zip().toUri(), true),
                () -> load(engine, "hetcomp+" + server.address() + zip, true),
                () -> load(engine, "hetcomp+jar:///" + onClassPath.getFileName(), true),
                () -> load(engine, "hetcomp+" + unpacked.toUri(), true),
                () -> Zoo.of(List.of(root.toString())).find("small-one").get(0).pull(),
                () -> Zoo.of(List.of(server.address())).find("small").get(0).verify(),
                () -> Zoo.of(List.of(forgery.zip().toString()))
                        .find("small-one")
                        .get(0)
                        .pull(),
                () -> Zoo.of(List.of(unpacked.toString()))
                        .find("unpacked")
                        .get(0)
                        .pull());
        for (int way = 0; way < ways.size(); way++) {
            assertThrows(DataException.class, ways.get(way), "way " + way);
            assertFalse(EvilClass.ran(), "way " + way + " ran a class of the archive");
        }
        // A file that is named by nobody is all it takes.
        Files.write(unpacked.resolve("serving.properties"), utf8("option.hasParameter=false\n"));
        assertThrows(DataException.class, () -> load(engine, "hetcomp+" + unpacked.toUri(), true));
        assertFalse(EvilClass.ran());
        assertThrows(Exception.class, () -> load(engine, forgery.zip().toUri().toString(), true));
        assertTrue(EvilClass.ran(), "DJL's own reader runs it, which is why the documentation does not show it");
        Files.delete(onClassPath);
    }

    @Test
    void howItIsLoadedIsReadBeforeAnythingIsUnpacked() throws IOException {
        forgery()
                .name("serving.properties", utf8("blockFactory=evil.Factory\n"))
                .card(card -> card.getAsJsonObject("files").addProperty("items.tsv", "0"))
                .publish();
        refused("the model asks to be loaded with \"blockFactory=evil.Factory\"");
    }

    @Test
    void aSoundModelBesideWhichAJarLiesIsNotLoaded() throws Exception {
        Path copy = folder.resolve("copy");
        entry(limited("")).pull().copyTo(copy);
        Files.write(copy.resolve("evil.jar"), EvilClass.compiled(folder).jar());
        DataException e = assertThrows(DataException.class, () -> load("PyTorch", "hetcomp+" + copy.toUri(), false));
        assertEquals("the card does not name \"evil.jar\"", e.what());
        assertFalse(EvilClass.ran());
    }

    @ParameterizedTest
    @ValueSource(strings = {"blockFactory", "translatorFactory", "translator", "engine"})
    void metadataNamesOurFactoriesOnly(String key) throws IOException {
        forgery().metadata(artifact -> artifact.getAsJsonObject("arguments").addProperty(key, "evil.Factory"));
        refusedToFind("the model asks to be loaded with \"" + key + "=evil.Factory\"");
        assertThrows(DataException.class, () -> load("PyTorch", "hetcomp+" + root.toUri(), false));
    }

    @Test
    void theSameModelComesByItselfAndFromItsRepository() throws IOException {
        ModelFolder pulled = entry(limited("")).pull();
        String zip = ZooRepository.folder("small-one") + "1/small-one.zip";
        for (String address :
                List.of(pulled.folder().toString(), root.resolve(zip).toString(), server.address() + zip)) {
            ModelFolder one =
                    Zoo.list(Repositories.open(address)).entries().get(0).pull();
            assertEquals(pulled.card().files(), one.card().files());
            assertArrayEquals(
                    pulled.trajectory().converged().ids(),
                    one.trajectory().converged().ids());
        }
    }
}

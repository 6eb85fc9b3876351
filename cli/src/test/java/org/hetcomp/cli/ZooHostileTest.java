package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.util.Utils;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories of somebody who means no good, as their user sees them. */
class ZooHostileTest {
    private static final String MODEL = "model/tabular/org/hetcomp/small-als/";

    @TempDir
    Path folder;

    private Path repository;

    @BeforeEach
    void publish() {
        System.setProperty("ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toString());
        System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
        repository = folder.resolve("repository");
        done(imported("als"));
        done(run("zoo push --name small", folder.resolve("als"), repository));
    }

    @AfterEach
    void usersCache() {
        System.clearProperty("DJL_CACHE_DIR");
        System.clearProperty("ENGINE_CACHE_DIR");
    }

    private Program imported(String name) {
        Path data = Program.pairs(folder);
        return run("zoo import --name " + name, "--rankings", data, "--data", data, "--out", folder.resolve(name));
    }

    private static Program run(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        Arrays.stream(more).forEach(word -> words.add(word.toString()));
        words.addAll(List.of("--threads", "1"));
        return Program.run(words.toArray(String[]::new));
    }

    private static Program done(Program program) {
        assertEquals(0, program.code(), program.err());
        return program;
    }

    private static void refused(Program program, String what) {
        assertEquals(2, program.code(), program.out() + program.err());
        String last = program.err().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.matches("hetcomp: .+ \\(.+\\): .+") && last.contains(what), last);
    }

    /** Changes the card, in the archive too, and makes all hashes fit. */
    private void forge(Consumer<JsonObject> change) throws IOException {
        Path card = repository.resolve(MODEL + "1/card.json");
        JsonObject json = JsonParser.parseString(Files.readString(card)).getAsJsonObject();
        change.accept(json);
        Files.writeString(card, json.toString());
        Path zip = repository.resolve(MODEL + "1/small-als.zip");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(entry.getName().equals("card.json") ? Files.readAllBytes(card) : in.readAllBytes());
                out.closeEntry();
            }
        }
        Files.write(zip, bytes.toByteArray());
        metadata(properties -> {
            properties.addProperty("card", Hashes.of(json.toString().getBytes(StandardCharsets.UTF_8)));
            properties.addProperty("archive", Hashes.of(bytes.toByteArray()));
            properties.addProperty("archiveBytes", Integer.toString(bytes.size()));
        });
    }

    private void metadata(Consumer<JsonObject> change) throws IOException {
        Path file = repository.resolve(MODEL + "metadata.json");
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        change.accept(json.getAsJsonArray("artifacts").get(0).getAsJsonObject().getAsJsonObject("properties"));
        Files.writeString(file, json.toString());
    }

    @Test
    void aPullDeletesNothing() throws IOException {
        Path out = folder.resolve("home/out");
        Path treasure = Program.write(folder.resolve("home/treasure/x"), "x");
        for (String id :
                List.of("..", "../treasure", "../../home", treasure.getParent().toString(), ".", "")) {
            forge(card -> card.addProperty("id", id));
            refused(run("zoo pull small-als", "--repository", repository, "--out", out), "is no name of letters");
            assertTrue(Files.exists(treasure), id);
            assertFalse(Files.exists(out), id);
        }
        forge(card -> {
            card.addProperty("id", "als");
            card.getAsJsonObject("files").addProperty(treasure.toString(), "0");
        });
        Program told = run("zoo pull small-als", "--repository", repository, "--out", out);
        refused(told, "no file of a model");
        assertFalse(told.err().contains(Hashes.of(treasure)), "what is in files of the user's is not told");
        refused(run("zoo show small-als", "--repository", repository), "no file of a model");
    }

    @Test
    void textOfOthersIsShownAndNotObeyed() throws IOException {
        String bad = "x\u001b[2J\u202egpj\u009b1m\r\n";
        forge(card -> {
            card.getAsJsonObject("data").addProperty("name", bad);
            JsonObject settings = new JsonObject();
            settings.addProperty(bad, bad);
            card.add("settings", settings);
        });
        metadata(properties -> properties.addProperty("data", bad));
        Program list = done(run("zoo list", "--repository", repository));
        Program show = done(run("zoo show small-als", "--repository", repository));
        for (Program program : List.of(list, show)) {
            assertTrue(program.out().contains("x\\u001b[2J\\u202egpj\\u009b1m"), program.out());
            assertTrue(
                    program.out()
                            .chars()
                            .noneMatch(c -> c != '\n' && Character.getType(c) == Character.CONTROL
                                    || Character.getType(c) == Character.FORMAT),
                    program.out());
        }
        assertEquals(1 + 6 + 1, list.out().lines().count());
    }

    @Test
    void aModelThatIsBrokenIsToldAfterTheOthers() throws IOException {
        done(imported("knn"));
        done(run("zoo push --name small", folder.resolve("knn"), repository));
        Files.writeString(repository.resolve(MODEL + "metadata.json"), "{");
        Program list = run("zoo list", "--repository", repository);
        refused(list, "no metadata of a model");
        assertTrue(list.out().contains("small-knn@1"), list.out());
        Program json = run("zoo list --json", "--repository", repository);
        JsonArray models = JsonParser.parseString(json.out()).getAsJsonObject().getAsJsonArray("models");
        assertEquals(6 + 1, models.size());
        Program verify = run("zoo verify", "--repository", repository);
        refused(verify, "no metadata of a model");
        assertTrue(verify.out().matches("(?s).*small-als +BAD .*"), verify.out());
        assertTrue(verify.out().matches("(?s).*small-knn@1 +sound .*"), verify.out());
    }

    @Test
    void limitsAreGivenByAnOption() {
        refused(
                run("zoo pull small-als --limits archive=1k", "--repository", repository),
                "too many bytes of an archive");
        refused(run("zoo list --limits archives=1", "--repository", repository), "\"archives=1\" is no limit");
        done(run("zoo pull small-als --limits archive=1g,total=60", "--repository", repository));
    }

    @Test
    void whatARunTakesIsOnTheSameTerms() throws Exception {
        Path key = folder.resolve("anna.pem");
        pem(
                key,
                "PUBLIC",
                KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPublic()
                        .getEncoded());
        Path out = folder.resolve("run");
        for (String line : List.of(
                "evaluate --model zoo:small-als",
                "recommend --model zoo:small-als",
                "distill --teachers zoo:small-als --epochs 1 --data " + folder.resolve("pairs.tsv") + " --out " + out,
                "compare --teachers zoo:small-als --epochs 1 --data " + folder.resolve("pairs.tsv") + " --out "
                        + out)) {
            refused(run(line, "--repository", repository, "--trust", key), "the model is not signed");
            refused(run(line + " --limits archive=1k", "--repository", repository), "too many bytes of an archive");
            assertFalse(Files.exists(out));
        }
        Path data = folder.resolve("pairs.tsv");
        done(run("evaluate --model zoo:small-als --limits archive=1g --data " + data, "--repository", repository));
    }

    @Test
    void signersAreShownAndAskedFor() throws Exception {
        Path key = folder.resolve("anna.key");
        Path trust = folder.resolve("anna.pem");
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        pem(key, "PRIVATE", pair.getPrivate().getEncoded());
        pem(trust, "PUBLIC", pair.getPublic().getEncoded());
        refused(run("zoo pull small-als", "--repository", repository, "--trust", trust), "the model is not signed");
        done(run("zoo push --name small", folder.resolve("als"), repository, "--sign", key));
        done(run("zoo pull small-als", "--repository", repository, "--trust", trust));
        for (String line : List.of("zoo list", "zoo show small-als")) {
            Program known = done(run(line, "--repository", repository, "--trust", trust));
            assertTrue(known.out().matches("(?s).*signed by anna [0-9a-f]{16}.*"), known.out());
            assertTrue(done(run(line, "--repository", repository)).out().contains("signed by an unknown key"));
        }
        refused(run("zoo push --name other", folder.resolve("als"), repository, "--sign", trust), "no private key");
    }

    private static void pem(Path file, String kind, byte[] key) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + " KEY-----\n" + Base64.getEncoder().encodeToString(key) + "\n-----END " + kind
                        + " KEY-----\n");
    }

    @Test
    void whatAKilledPullOrImportLeftIsSwept() throws IOException {
        Path pull = Files.createDirectories(
                        folder.resolve(".copy-" + UUID.randomUUID()).resolve("als"))
                .getParent();
        Path imported = Files.createDirectories(folder.resolve(".knn-" + UUID.randomUUID()));
        Path another = Files.createDirectories(folder.resolve(".knn-2-" + UUID.randomUUID()));
        done(run("zoo pull small-als", "--repository", repository, "--out", folder.resolve("copy")));
        done(imported("knn"));
        assertFalse(Files.exists(pull));
        assertFalse(Files.exists(imported));
        assertTrue(Files.exists(another), "it may be another's");
    }
}

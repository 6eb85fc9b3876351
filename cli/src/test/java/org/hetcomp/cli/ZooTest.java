package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.util.Utils;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.zoo.RankingTranslatorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that go through a repository, and teachers that come from elsewhere, as users have them. */
class ZooTest {
    @TempDir
    Path folder;

    @BeforeEach
    void ownCache() {
        // Models in a cache of the test's own, native libraries in that of the user.
        System.setProperty("ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toString());
        System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
    }

    @AfterEach
    void usersCache() {
        System.clearProperty("DJL_CACHE_DIR");
        System.clearProperty("ENGINE_CACHE_DIR");
    }

    private static Program run(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        for (Object word : more) {
            words.add(word.toString());
        }
        words.addAll(List.of("--threads", "1"));
        return Program.run(words.toArray(String[]::new));
    }

    private static JsonObject answer(Program program) {
        assertEquals(0, program.code(), program.err());
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    private static void refused(Program program, String line) {
        assertEquals(2, program.code(), program.err());
        String last = program.err().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.startsWith("hetcomp: " + line), last);
        assertTrue(last.matches("hetcomp: .+ \\(.+\\): .+"), last);
    }

    private HttpServer serve(Path root) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    @ParameterizedTest
    @CsvSource({"pytorch, mxnet", "mxnet, pytorch"})
    void teachersOfOneEngineAreDistilledOnTheOther(String one, String other) throws IOException {
        Path data = Program.pairs(folder);
        Path made = folder.resolve("made");
        Path repository = folder.resolve("repository");
        answer(run(
                "distill --families mf,ae --teacher-epochs 6 --dim 4 --epochs 5 --json --engine " + one,
                "--data",
                data,
                "--out",
                made));
        JsonObject pushed = answer(run("zoo push --json --name small", made, repository));
        assertEquals(3, pushed.getAsJsonArray("models").size());
        assertEquals(
                Set.of("name", "version", "fresh", "sizeBytes"),
                pushed.getAsJsonArray("models").get(0).getAsJsonObject().keySet());
        HttpServer server = serve(repository);
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            for (String where : List.of(repository.toString(), address)) {
                Path out = folder.resolve(where.startsWith("http") ? "http" : "file");
                JsonObject json = answer(run(
                        "distill --dim 3 --epochs 4 --json --teachers zoo:small --engine " + other,
                        "--repository",
                        where,
                        "--data",
                        data,
                        "--out",
                        out));
                assertEquals(other, json.get("engine").getAsString());
                assertEquals(
                        List.of("mf", "ae"),
                        List.copyOf(json.getAsJsonObject("teachers").keySet()));
                assertTrue(Files.readString(out.resolve("run.json")).contains("zoo:small-mf@1,zoo:small-ae@1"));
                // The student is no teacher; what is evaluated is the parameters, as they were pulled.
                JsonObject measured = answer(run(
                        "evaluate --json --model zoo:small-ae --engine " + other,
                        "--repository",
                        where,
                        "--data",
                        data));
                assertEquals(
                        json.getAsJsonObject("teachers").getAsJsonObject("ae").get("test"), measured.get("test"));
            }
            JsonObject listed = answer(run("zoo list --json", "--repository", repository + "," + address));
            assertEquals(6 + 3 + 3, listed.getAsJsonArray("models").size());
            JsonObject entry = listed.getAsJsonArray("models").get(6).getAsJsonObject();
            assertTrue(
                    entry.keySet().containsAll(Set.of("name", "family", "data", "parameters", "test", "sizeBytes")),
                    entry.toString());
            Program shown = run("zoo show small-mf", "--repository", address);
            assertTrue(shown.out().contains("on " + one + " "), shown.out());
            Path copy = folder.resolve("copy");
            answer(run("zoo pull small --json", "--repository", address, "--out", copy));
            assertTrue(Files.exists(copy.resolve("student/student.safetensors")));
            answer(run("zoo verify --json", copy, "--repository", address));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void importedRankingsTeachBesideTrainedOnes() throws Exception {
        Path data = Program.pairs(folder);
        Path trained = folder.resolve("trained");
        answer(run("teachers --families mf --epochs 6 --json", "--data", data, "--out", trained));
        Random random = new Random(1);
        List<Path> files = new ArrayList<>();
        // Camps are known, the better the later; train items are not ranked.
        String had = Files.readString(data);
        for (double noise : new double[] {3, 0.5}) {
            StringBuilder lines = new StringBuilder();
            for (int u = 0; u < 60; u++) {
                for (int i = 0; i < 40; i++) {
                    if (!had.contains("anna-" + u + "\tfilm " + i + "\n") || i % 7 == 0) {
                        double score = (u % 2 == i % 2 ? 1 : 0) + noise * random.nextGaussian();
                        lines.append("anna-" + u + "\tfilm " + i + "\t" + score + "\n");
                    }
                }
            }
            files.add(Program.write(folder.resolve("camps-" + noise + ".tsv"), lines.toString()));
        }
        Path mine = folder.resolve("mine");
        JsonObject imported = answer(run(
                "zoo import --json --name camps --family camps --parameters 100",
                "--data",
                data,
                "--out",
                mine.resolve("camps"),
                "--rankings",
                files.get(0),
                files.get(1)));
        assertEquals(2, imported.get("snapshots").getAsInt());
        answer(run(
                "zoo import --json --name mf",
                "--data",
                data,
                "--out",
                mine.resolve("mf"),
                "--rankings",
                files.get(1)));

        Path out = folder.resolve("out");
        Program program =
                run("distill --dim 4 --epochs 6", "--data", data, "--teachers", trained + "," + mine, "--out", out);
        assertEquals(0, program.code(), program.err());
        assertTrue(program.out().contains("mf-2 imported rankings"), program.out());
        assertTrue(program.out().contains("camps camps"), program.out());
        assertTrue(program.out().contains("not known"), program.out());
        assertTrue(program.out().contains("ensemble of 3"), program.out());
        assertTrue(program.out().contains("instead of three models.\n"), program.out());
        JsonObject both = answer(run(
                "distill --json --dim 4 --epochs 2 --families ae,mf --teacher-epochs 5 --refit",
                "--data",
                data,
                "--teachers",
                "train," + mine.resolve("mf"),
                "--out",
                folder.resolve("both")));
        assertEquals(
                List.of("ae", "mf", "mf-2"),
                List.copyOf(both.getAsJsonObject("teachers").keySet()));
        assertEquals(2, both.getAsJsonObject("refit").get("teachers").getAsInt(), "what was imported stays as it was");

        JsonObject measured = answer(run("evaluate --json", "--model", mine.resolve("camps")));
        assertEquals(imported.get("test"), measured.get("test"));
        refused(
                run("evaluate", "--model", mine.resolve("camps"), "--min-user", "9"),
                "the model was made from other data");

        Recommendation[] best;
        Criteria<String, Recommendation[]> criteria = Criteria.builder()
                .setTypes(String.class, Recommendation[].class)
                .optModelPath(out.resolve("student"))
                .optTranslatorFactory(new RankingTranslatorFactory())
                .optEngine("PyTorch")
                .optArgument("threads", 1)
                .build();
        try (ZooModel<String, Recommendation[]> student = criteria.loadModel();
                Predictor<String, Recommendation[]> predictor = student.newPredictor()) {
            best = predictor.predict("anna-5");
        }
        assertEquals(10, best.length);
        assertTrue(best[0].item().startsWith("film "));
        assertTrue(best[0].score() >= best[9].score());
    }

    @ParameterizedTest
    @CsvSource({"popularity, most popular items", "itemknn, item neighbourhood"})
    void baselinesTeachToo(String id, String title) throws IOException {
        Path data = Program.pairs(folder);
        Path teacher = folder.resolve("teacher");
        JsonObject imported = answer(run("zoo import --json", "--baseline", id, "--data", data, "--out", teacher));
        assertEquals(id, imported.get("name").getAsString());
        Path out = folder.resolve("out");
        JsonObject distilled = answer(run(
                "distill --json --families mf --teacher-epochs 5 --dim 4 --epochs 4",
                "--data",
                data,
                "--teachers",
                "train," + teacher,
                "--out",
                out));
        assertEquals(
                distilled.getAsJsonObject("baselines").getAsJsonObject(id).get("test"),
                distilled.getAsJsonObject("teachers").getAsJsonObject(id).get("test"));
        assertEquals(
                distilled.getAsJsonObject("baselines").getAsJsonObject(id).get("parameters"),
                imported.get("parameters"));
        assertTrue(Files.readString(teacher.resolve("card.json")).contains(title));
    }

    @Test
    void labBeginsFromTheEmbeddedZoo() throws IOException {
        Path out = folder.resolve("run");
        JsonObject json = answer(run("distill --json --dim 2 --epochs 1", "--out", out));
        assertEquals(
                List.of("mf", "ml", "dl", "gnn", "ae", "iae"),
                List.copyOf(json.getAsJsonObject("teachers").keySet()));
        assertFalse(Files.exists(out.resolve("teachers")));
        assertTrue(Files.readString(out.resolve("run.json")).contains("zoo:lab-mf@2,zoo:lab-ml@2"));
        double best = json.getAsJsonObject("ensemble")
                .getAsJsonObject("test")
                .get("R50")
                .getAsDouble();
        assertTrue(best > 0.26, "the ensemble's Recall@50 is " + best);
        refused(
                run("distill --teachers zoo:lab", "--data", Program.pairs(folder), "--out", folder.resolve("none")),
                "the model was made from other data: lab had 2000 users, not 60; 3000 items, not 40; 62927 pairs, not ");
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zoo show | 0 words after it (zoo show): it takes a model's name",
                "zoo show lab-none | no model or set lab-none in the repositories (embedded): take one of lab, lab-ae",
                "zoo show lab-mf@7 | no version 7 of lab-mf (embedded): take one of 2",
                "zoo list --repository FOLDER/none | no repository there (FOLDER/none/index.json): check",
                "zoo list --repository http://127.0.0.1:1/x | the repository cannot be read, ",
                "zoo pull lab-mf --out FOLDER/data.tsv | cannot write to FOLDER/data.tsv (--out): ",
                "zoo push FOLDER/none FOLDER/r | no such folder as ",
                "zoo push FOLDER FOLDER/r | no model in FOLDER (zoo): ",
                "zoo push FOLDER https://host/r | a repository of that kind is not written to from here (https://host/r): ",
                "zoo list --name x | zoo list has no such option (--name): leave it out",
                "zoo import --name a/b | \"a/b\" is no id (--name): ",
                "zoo import --out x | zoo import takes the teacher's id in an ensemble (--name): ",
                "zoo import --name a --out FOLDER/r | zoo import takes rankings (--rankings): ",
                "zoo import --baseline best | unknown baseline \"best\" (--baseline): ",
                "zoo import --baseline itemknn --out FOLDER/r --rankings x | a baseline ranks by itself (--rankings): ",
                "zoo import --name a --out FOLDER/r --rankings FOLDER/no | no such file as ",
                "zoo import --name a --out FOLDER/r --rankings FOLDER/data.tsv | no user and item of the rankings is in the data",
                "distill --teachers zoo:none --out FOLDER/r | no model or set none in the repositories (embedded): ",
                "evaluate --model zoo:none | no model or set none in the repositories (embedded): ",
            })
    void whatCannotBeDoneIsOneLine(String line, String message) throws IOException {
        Program.write(folder.resolve("data.tsv"), "a\tb\n");
        List<Path> before = all();
        refused(run(line.replace("FOLDER", folder.toString())), message.replace("FOLDER", folder.toString()));
        assertEquals(before, all());
    }

    private List<Path> all() throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.toList();
        }
    }
}

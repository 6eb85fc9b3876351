package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.export.Target;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code export}: what it writes, says and refuses. What the targets make of it is tested where the formats are. */
class ExportCommandTest {
    @TempDir
    static Path folder;

    private static Path data;
    private static Path run;

    @BeforeAll
    static void distil() {
        data = Program.pairs(folder);
        run = folder.resolve("run");
        Program program = Program.run(
                "distill",
                "--method",
                "none",
                "--dim",
                "4",
                "--epochs",
                "4",
                "--threads",
                "1",
                "--data",
                data.toString(),
                "--out",
                run.toString());
        assertEquals(0, program.code(), program.err());
    }

    private static Program export(String line, Object... more) {
        List<String> words = new ArrayList<>(List.of("export", run.toString()));
        words.addAll(Arrays.asList(line.split(" ")));
        for (Object word : more) {
            words.add(word.toString());
        }
        return Program.run(words.toArray(String[]::new));
    }

    private static void refused(String line, Program program) {
        assertEquals(2, program.code(), program.out());
        assertEquals("hetcomp: " + line + "\n", program.err());
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyTargetIsWrittenAndEveryFileIsNamed(Target target) throws IOException {
        Path out = folder.resolve("all-" + target.word());
        Program program = export("--json --to " + target.word() + " --out", out);
        assertEquals(0, program.code(), program.err());
        JsonObject answer = JsonParser.parseString(program.out()).getAsJsonObject();
        assertEquals(60, answer.get("users").getAsInt());
        assertEquals(40, answer.get("items").getAsInt());
        assertEquals(4, answer.get("dim").getAsInt());
        assertEquals(1, answer.getAsJsonObject("kept").get("share").getAsDouble());
        assertFalse(answer.has("recall50"));
        for (JsonElement file : answer.getAsJsonArray("files")) {
            JsonObject one = file.getAsJsonObject();
            assertEquals(
                    one.get("bytes").getAsLong(),
                    Files.size(out.resolve(one.get("name").getAsString())));
        }
        assertTrue(Files.readString(out.resolve("expected.json")).contains("anna-"));
    }

    @Test
    void recallBeforeIsWhatEvaluateMeasures() {
        Program evaluated = Program.run("evaluate", "--threads", "1", "--json", "--model", run.toString());
        Program exported = export("--json --bits 8 --to vespa --out", folder.resolve("vespa8"));
        JsonObject recall =
                JsonParser.parseString(exported.out()).getAsJsonObject().getAsJsonObject("recall50");
        double expected = JsonParser.parseString(evaluated.out())
                .getAsJsonObject()
                .getAsJsonObject("test")
                .get("R50")
                .getAsDouble();
        assertEquals(expected, recall.get("before").getAsDouble());
        assertEquals(expected, recall.get("after").getAsDouble(), 0.1);
    }

    @Test
    void withoutItsDataItSaysThatNothingWasMeasured() throws IOException {
        Path away = folder.resolve("away.tsv");
        Files.move(data, away);
        try {
            Program program = export("--bits 16 --to npz --out", folder.resolve("away"));
            assertEquals(0, program.code(), program.err());
            List<String> lines = program.out().lines().toList();
            assertTrue(lines.get(lines.size() - 2).startsWith("of the best 40 items of all 60 users "), program.out());
            assertEquals(
                    "Recall@50 on test is not measured: no such file or folder as " + data + "; give --data",
                    lines.get(lines.size() - 1));
            Program named = export("--bits 16 --to npz --data", away, "--out", folder.resolve("named"));
            assertTrue(named.out().contains("Recall@50 on test: "), named.out() + named.err());
        } finally {
            Files.move(away, data);
        }
    }

    @Test
    void numbersBeyondHalvesAreTheFaultOfBits() throws IOException {
        Path large = Files.createDirectory(folder.resolve("large"));
        try (Stream<Path> files = Files.list(run.resolve("student"))) {
            for (Path file : files.toList()) {
                Files.copy(file, large.resolve(file.getFileName()));
            }
        }
        Path tensors = large.resolve("student.safetensors");
        Path card = large.resolve("card.json");
        String before = Hashes.of(tensors);
        byte[] bytes = Files.readAllBytes(tensors);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, 1e6f);
        Files.write(tensors, bytes);
        Files.writeString(card, Files.readString(card).replace(before, Hashes.of(tensors)));
        Path out = folder.resolve("halves");
        refused(
                "a number of the vectors of items, 1000000.0, is beyond what the type holds, 65504.0 (--bits): export it"
                        + " with --bits 32",
                Program.run("export", large.toString(), "--to", "npz", "--bits", "16", "--out", out.toString()));
        assertFalse(Files.exists(out));
    }

    @Test
    void usersAreSampledEvenlyAndSaidToBe() {
        assertArrayEquals(new int[] {1, 5, 7}, RecallKept.sample(new int[] {1, 3, 5, 6, 7, 9}, 3));
        assertArrayEquals(new int[] {1, 3, 5}, RecallKept.sample(new int[] {1, 3, 5}, 3));
        assertEquals("60 users", new RecallKept.Worth(0, 0, 60, 60).who());
        assertEquals("of 1,000 sampled users of 20,000", new RecallKept.Worth(0, 0, 1000, 20_000).who());
        Interactions train = Interactions.of(4, new int[][] {{0}, {1, 2}, {3}});
        Interactions test = Interactions.of(4, new int[][] {{}, {3}, {0, 1}});
        Split some = RecallKept.of(new Split(train, test, test), new int[] {1, 2});
        assertEquals(2, some.users());
        assertArrayEquals(new int[] {1, 2}, some.train().row(0));
        assertArrayEquals(new int[] {0, 1}, some.test().row(1));
    }

    @Test
    void ofDataThatIsNamed32BitsAreMeasuredOnce() {
        Program program = export("--to npz --data", data, "--out", folder.resolve("named32"), "--json");
        assertEquals(0, program.code(), program.err());
        JsonObject recall =
                JsonParser.parseString(program.out()).getAsJsonObject().getAsJsonObject("recall50");
        assertTrue(recall.get("before").getAsDouble() > 0, program.out());
        assertEquals(recall.get("before"), recall.get("after"));
        assertEquals(recall.get("of"), recall.get("users"));
    }

    @Test
    void whatCannotBeIsRefusedInALineAndNothingIsWritten() throws IOException {
        Path out = folder.resolve("none");
        refused(
                "elasticsearch cannot hold numbers of 16 bits (--bits): take one of 8, 32",
                export("--to elasticsearch --bits 16 --out", out));
        refused(
                "\"A b\" is no name for tables and indexes (--name): take 1 to 40 of a to z, 0 to 9 and _, a letter first",
                export("--to npz --name", "A b", "--out", out));
        refused("where it goes is not said (--to): give it, as in --help", export("--out", out));
        refused(
                "unknown target \"pgvectr\" (--to): did you mean pgvector? take one of pgvector, opensearch, elasticsearch,"
                        + " vespa, npz, onnx",
                export("--to pgvectr --out", out));
        refused(
                "no such folder as \"nowhere\" (export): check the path",
                Program.run("export", "nowhere", "--to", "npz", "--out", out.toString()));
        assertFalse(Files.exists(out));
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("mine"), "kept");
        refused(full + " exists already (--out): name a new folder, or an empty one", export("--to npz --out", full));
        assertEquals("kept", Files.readString(full.resolve("mine")));
    }
}

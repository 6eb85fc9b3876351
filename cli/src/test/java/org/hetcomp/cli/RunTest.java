package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on small data: what they write, what they answer, and that they go on where they stopped. */
class RunTest {
    private static final Set<String> WORTH = Set.of("valid", "test", "parameters", "more");
    private static final Set<String> MEASURES = Set.of("R10", "R50", "N10", "N50");

    @TempDir
    Path folder;

    private String[] words(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        for (Object word : more) {
            words.add(word.toString());
        }
        words.addAll(List.of("--threads", "1"));
        return words.toArray(String[]::new);
    }

    private Program small(String engine, Path out) {
        return Program.run(words(
                "distill --method hetcomp --families mf,ae --teacher-epochs 6 --dim 4 --epochs 12 --json --engine "
                        + engine,
                "--data",
                Program.pairs(folder),
                "--out",
                out));
    }

    private static JsonObject answer(Program program) {
        assertEquals(0, program.code(), program.err());
        assertEquals(1, program.out().lines().count(), program.out());
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void distillsEvaluatesAndRecommends(String engine) throws IOException {
        Path out = folder.resolve("run");
        JsonObject json = answer(small(engine, out));
        assertEquals(
                List.of(
                        "engine",
                        "device",
                        "data",
                        "teachers",
                        "ensemble",
                        "weights",
                        "baselines",
                        "student",
                        "epochs",
                        "bestEpoch",
                        "seconds",
                        "peakMemoryMb",
                        "examples",
                        "warnings",
                        "out",
                        "encoder"),
                List.copyOf(json.keySet()));
        assertEquals(engine, json.get("engine").getAsString());
        assertEquals("cpu", json.get("device").getAsString());
        assertEquals(
                Set.of("users", "items", "train"), json.getAsJsonObject("data").keySet());
        assertEquals(Set.of("mf", "ae"), json.getAsJsonObject("teachers").keySet());
        JsonObject teacher = json.getAsJsonObject("teachers").getAsJsonObject("ae");
        assertEquals(WORTH, teacher.keySet());
        assertEquals(WORTH, json.getAsJsonObject("ensemble").keySet());
        JsonObject student = json.getAsJsonObject("student");
        assertEquals(Set.of("dim", "parameters", "valid", "test", "more"), student.keySet());
        assertEquals(MEASURES, student.getAsJsonObject("test").keySet());
        assertEquals(4 * (60 + 40), student.get("parameters").getAsInt());
        assertEquals(
                Set.of("teachers", "curriculum", "distill", "evaluate", "total"),
                json.getAsJsonObject("seconds").keySet());

        for (String file : List.of(
                "run.json",
                "metrics.jsonl",
                "teachers/mf/card.json",
                "teachers/mf/parameters.safetensors",
                "teachers/ae/trajectory.safetensors",
                "student/card.json",
                "student/student.safetensors",
                "student/users.tsv",
                "student/items.tsv",
                "report.html")) {
            assertTrue(Files.isRegularFile(out.resolve(file)), file);
        }
        assertFalse(Files.exists(out.resolve("checkpoint")));
        assertTrue(Files.readString(out.resolve("student/users.tsv")).startsWith("0\tanna-0\n"));

        JsonObject again = answer(Program.run(words("evaluate --json --engine " + engine, "--model", out)));
        assertEquals(Set.of("valid", "test", "more"), again.keySet());
        assertEquals(student.get("more"), again.get("more"));
        assertEquals(student.get("test"), again.get("test"));
        JsonObject ensemble = answer(Program.run(words("evaluate --json", "--model", out.resolve("teachers"))));
        assertEquals(json.getAsJsonObject("ensemble").get("valid"), ensemble.get("valid"));
        recommends(engine, out);
        reports(json, out);
    }

    /** The page made anew is the one that the run left. */
    private void reports(JsonObject json, Path out) throws IOException {
        Path page = folder.resolve("page.html");
        JsonObject answer = answer(Program.run(words("report --json", out, "--out", page)));
        assertEquals(Set.of("report"), answer.keySet());
        assertEquals(page.toString(), answer.get("report").getAsString());
        String html = Files.readString(page);
        assertEquals(Files.readString(out.resolve("report.html")), html);
        double recall = json.getAsJsonObject("student")
                .getAsJsonObject("test")
                .get("R50")
                .getAsDouble();
        assertTrue(html.contains(String.format(Locale.ROOT, "<td class=\"number\">%.4f</td>", recall)), html);
    }

    private void recommends(String engine, Path out) throws IOException {
        Path users = Program.write(folder.resolve("users.txt"), "anna-3\nnobody\nanna-1\n");
        Program program = Program.run(words("recommend --top 2 --engine " + engine, "--model", out, "--users", users));
        assertEquals(0, program.code(), program.err());
        assertTrue(program.err().contains("1 of the users are not known"), program.err());
        List<String> lines = program.out().lines().toList();
        assertEquals(4, lines.size(), program.out());
        assertTrue(lines.get(0).matches("anna-3\tfilm \\d+\t-?[0-9.E-]+\t1"), program.out());
        assertTrue(lines.get(3).matches("anna-1\tfilm \\d+\t-?[0-9.E-]+\t2"), program.out());
        String had = Files.readString(folder.resolve("pairs.tsv"));
        lines.forEach(line -> assertFalse(had.contains(line.split("\t")[0] + "\t" + line.split("\t")[1] + "\n"), line));

        Path file = folder.resolve("top.jsonl");
        Path teachers = out.resolve("teachers");
        JsonObject json = answer(Program.run(words("recommend --json", "--model", teachers, "--out", file)));
        assertEquals(Set.of("users", "seconds", "usersPerSecond"), json.keySet());
        assertEquals(60, Files.readAllLines(file).size());
        JsonObject first =
                JsonParser.parseString(Files.readAllLines(file).get(0)).getAsJsonObject();
        assertEquals("anna-0", first.get("user").getAsString());
        assertEquals(
                1,
                first.getAsJsonArray("items")
                        .get(0)
                        .getAsJsonObject()
                        .get("rank")
                        .getAsInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void goesOnToTheSameStudent(String engine) throws IOException {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        JsonObject expected = answer(small(engine, whole));
        // Asked once an epoch: in the second teacher, then in the student between two evaluations.
        AtomicInteger teacherPolls = new AtomicInteger();
        Program first = Program.run(
                () -> teacherPolls.incrementAndGet() > 8,
                words(
                        "distill --families mf,ae --teacher-epochs 6 --dim 4 --epochs 12 --engine " + engine,
                        "--data",
                        Program.pairs(folder),
                        "--out",
                        broken));
        interrupted(first);
        assertTrue(Files.exists(broken.resolve("teachers/mf/card.json")));
        AtomicInteger polls = new AtomicInteger();
        interrupted(Program.run(() -> polls.incrementAndGet() > 6 + 7, words("distill", "--resume", broken)));
        assertTrue(Files.exists(broken.resolve("checkpoint/state.safetensors")));
        JsonObject resumed = answer(Program.run(words("distill --json --dim 4 --resume", "--out", broken)));
        for (String key : List.of("ensemble", "student", "epochs", "bestEpoch")) {
            assertEquals(expected.get(key), resumed.get(key), key);
        }
        assertArrayEquals(
                Files.readAllBytes(whole.resolve("student/student.safetensors")),
                Files.readAllBytes(broken.resolve("student/student.safetensors")));
        assertEquals(
                Files.readAllLines(whole.resolve("metrics.jsonl")).size(),
                Files.readAllLines(broken.resolve("metrics.jsonl")).size());

        // As if it was killed in the moment after its end.
        byte[] page = Files.readAllBytes(broken.resolve("report.html"));
        Files.delete(broken.resolve("report.html"));
        Program.write(Files.createDirectory(broken.resolve("checkpoint")).resolve("state.safetensors"), "old");
        Path aside = Program.write(broken.resolve(".report.html-" + UUID.randomUUID()), "half");
        Program complete = Program.run(words("distill", "--resume", broken));
        assertFalse(Files.exists(aside));
        assertArrayEquals(page, Files.readAllBytes(broken.resolve("report.html")));
        assertFalse(Files.exists(broken.resolve("checkpoint")));
        assertEquals(2, complete.code());
        assertTrue(complete.err().contains("is complete (--resume)"), complete.err());
    }

    /** A process that is killed leaves lines of epochs after its last checkpoint: they are trained, and told, again. */
    @Test
    void tellsEveryEpochOnceAfterAKill() throws IOException {
        Path data = Program.pairs(folder);
        String line = "distill --method none --dim 4 --epochs 12";
        Path whole = folder.resolve("whole");
        answer(Program.run(words(line + " --json", "--data", data, "--out", whole)));
        Path killed = folder.resolve("killed");
        AtomicInteger polls = new AtomicInteger();
        interrupted(Program.run(() -> polls.incrementAndGet() > 6, words(line, "--data", data, "--out", killed)));
        Path checkpoint = killed.resolve("checkpoint/state.safetensors");
        byte[] older = Files.readAllBytes(checkpoint);
        polls.set(0);
        interrupted(Program.run(() -> polls.incrementAndGet() > 3, words("distill", "--resume", killed)));
        Path metrics = killed.resolve("metrics.jsonl");
        assertEquals(List.of(5, 10), epochs(metrics));
        Files.write(checkpoint, older);
        Files.writeString(metrics, "{\"epoch\":11,\"pha", StandardOpenOption.APPEND);
        answer(Program.run(words("distill --json --resume", killed)));
        assertEquals(List.of(5, 10, 12), epochs(metrics));
        assertEquals(epochs(whole.resolve("metrics.jsonl")), epochs(metrics));
        assertArrayEquals(
                Files.readAllBytes(whole.resolve("student/student.safetensors")),
                Files.readAllBytes(killed.resolve("student/student.safetensors")));
    }

    private static List<Integer> epochs(Path metrics) throws IOException {
        return Files.readAllLines(metrics).stream()
                .map(line -> JsonParser.parseString(line)
                        .getAsJsonObject()
                        .get("epoch")
                        .getAsInt())
                .toList();
    }

    private static void interrupted(Program program) {
        assertEquals(130, program.code(), program.err());
        assertEquals("", program.out());
        String last = program.err().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.startsWith("hetcomp: interrupted, what was done is saved ("), last);
        assertFalse(program.err().contains("\r"), "a line of progress where there is no terminal");
    }

    @Test
    void snapshotsAreOfTheEpochsThatAPolicyChooses() throws IOException {
        Path data = Program.pairs(folder);
        Path out = folder.resolve("picked");
        JsonObject json = answer(Program.run(
                words("teachers --families ae --epochs 9 --snapshots measure --json", "--data", data, "--out", out)));
        JsonObject teacher = json.getAsJsonObject("teachers").getAsJsonObject("ae");
        assertEquals(
                1,
                teacher.getAsJsonArray("snapshots")
                        .get(0)
                        .getAsJsonObject()
                        .get("epoch")
                        .getAsInt());
        assertTrue(Files.readString(out.resolve("teachers/ae/card.json")).contains("\"snapshots\": \"measure\""));
        assertTrue(Files.readString(out.resolve("run.json")).contains("\"snapshots\": \"measure\""));

        Program unknown = Program.run(words("teachers --snapshots often", "--data", data));
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("epochs, measure"), unknown.err());
    }

    @Test
    void teachersAreSharedAndHeldToTheirData() throws IOException {
        Path data = Program.pairs(folder);
        Path out = folder.resolve("shared");
        JsonObject json = answer(
                Program.run(words("teachers --families ae --epochs 6 --dim 8 --json", "--data", data, "--out", out)));
        assertEquals(Set.of("teachers", "ensemble", "baselines", "warnings"), json.keySet());
        JsonObject teacher = json.getAsJsonObject("teachers").getAsJsonObject("ae");
        assertEquals(Set.of("valid", "test", "parameters", "epochs", "seconds", "snapshots", "more"), teacher.keySet());
        JsonObject snapshot = teacher.getAsJsonArray("snapshots").get(0).getAsJsonObject();
        assertEquals(Set.of("epoch", "valid"), snapshot.keySet());

        Path run = folder.resolve("run");
        Program distilled =
                Program.run(words("distill --dim 2 --epochs 4", "--data", data, "--teachers", out, "--out", run));
        assertEquals(0, distilled.code(), distilled.err());
        assertTrue(distilled.out().contains("ensemble of 1"), distilled.out());
        assertTrue(distilled.out().contains(" of the ensemble's Recall@50 with 1/"), distilled.out());
        assertTrue(distilled.out().lines().limit(8).allMatch(line -> line.length() < 80), distilled.out());

        Path none = folder.resolve("other");
        Program other =
                Program.run(words("distill --min-user 9 --epochs 4", "--data", data, "--teachers", out, "--out", none));
        assertEquals(2, other.code());
        assertTrue(other.err().contains("made from other data"), other.err());
        assertFalse(Files.exists(none));

        Files.writeString(run.resolve("student/student.safetensors"), "x", StandardOpenOption.APPEND);
        Program tampered = Program.run(words("evaluate", "--model", run));
        assertEquals(2, tampered.code());
        assertTrue(tampered.err().contains("is not the one that the card vouches for"), tampered.err());
    }

    @Test
    void judgesByWhatIsAskedForAndGoesOnWithNothingElse() throws IOException {
        String line = "distill --families mf --teacher-epochs 6 --dim 4 --epochs 10 --measures Recall@5,map@3,ndcg@10"
                + " --validate-by mrr@3 --eval-users 25 --json";
        Path out = folder.resolve("judged");
        Object[] more = {"--data", Program.pairs(folder), "--out", out};
        AtomicInteger polls = new AtomicInteger();
        interrupted(Program.run(() -> polls.incrementAndGet() > 6 + 4, words(line, more)));
        Program other = Program.run(words(line.replace("mrr@3", "mrr@4"), more));
        assertEquals(2, other.code());
        assertTrue(other.err().contains("has other validateBy than asked for (--out): "), other.err());
        Program all = Program.run(words(line.replace("users 25", "users all"), more));
        assertTrue(all.err().contains("has other evalUsers than asked for (--out): "), all.err());
        Program fewer = Program.run(words("distill --measures map@3 --resume", "--out", out));
        assertTrue(fewer.err().contains("(--measures): leave it out"), fewer.err());

        Program resumed = Program.run(words("distill --json --resume", "--out", out));
        assertTrue(resumed.err().contains("valid MRR@3 of epochs is of 25 of 60 users, +- 0.0"), resumed.err());
        assertTrue(Files.readString(out.resolve("metrics.jsonl")).contains("\"sample\":{\"users\":25,\"of\":60,"));
        JsonObject json = answer(resumed);
        // NDCG@10 is one of the four, which have their own keys.
        assertEquals(
                Set.of("recall@5", "map@3"),
                json.getAsJsonObject("student")
                        .getAsJsonObject("more")
                        .getAsJsonObject("test")
                        .keySet());
        JsonObject baselines = json.getAsJsonObject("baselines");
        assertEquals(List.of("popularity", "itemknn"), List.copyOf(baselines.keySet()));
        JsonObject found = baselines.getAsJsonObject("itemknn").getAsJsonObject("more");
        assertEquals(Set.of("valid", "test", "breadth", "users", "items"), found.keySet());
        assertEquals(
                Set.of("top", "coverage", "gini", "popularity", "novelty"),
                found.getAsJsonObject("breadth").keySet());
        assertEquals(
                Set.of("recall50", "measured", "from", "to"),
                found.getAsJsonObject("users").getAsJsonObject("few").keySet());
        assertEquals(3, json.getAsJsonArray("examples").size());
        for (String card : List.of("teachers/mf/card.json", "student/card.json")) {
            assertTrue(Files.readString(out.resolve(card)).contains("\"validateBy\": \"mrr@3\""), card);
            assertTrue(Files.readString(out.resolve(card)).contains("\"evalUsers\": \"25\""), card);
        }
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(
                page.contains("--measures recall@5,map@3 \\\n    --validate-by mrr@3 \\\n    --eval-users 25"), page);
        assertTrue(page.contains(" Epochs are of 25 of 60 users, with a standard error of 0.0"), page);
    }

    @ParameterizedTest
    @CsvSource({"--measures auc@10, auc@10, --measures", "--validate-by recall, recall, --validate-by"})
    void saysWhatMeasuresThereAre(String words, String word, String option) {
        Program program = Program.run(words("distill " + words));
        assertEquals(2, program.code());
        assertEquals(
                "hetcomp: unknown measure \"" + word + "\" (" + option
                        + "): a measure is one of recall, ndcg, mrr, map, "
                        + "hit, precision with @ and a cut-off from 1 to 1000 behind it, such as ndcg@10",
                program.err().strip());
    }

    @Test
    void saysHowManyUsersThereMayBe() {
        Program program = Program.run(words("distill --eval-users some"));
        assertEquals(2, program.code());
        assertEquals(
                "hetcomp: users to evaluate are all or a number from 2, not some (--eval-users): give a number from 2, or all",
                program.err().strip());
    }

    @Test
    void theSmallestThatKeepsAShareIsFoundAndSaidHow() throws IOException {
        Path out = folder.resolve("kept");
        String line = "distill --families mf --teacher-epochs 6 --epochs 5 --keep ";
        Program program = Program.run(words(line + "0.5", "--data", Program.pairs(folder), "--out", out));
        assertEquals(0, program.code(), program.err());
        assertTrue(program.out().contains("4 is the smallest of them that keeps 50%"), program.out());
        assertTrue(program.err().contains("dimension 16: valid Recall@50 "), program.err());
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("Which dimension is enough") && page.contains("--keep 0.5"), page);
        assertFalse(page.contains("--dim "), page);
        assertTrue(page.contains("dimension 4") && !page.contains("dimension 16"), page);
        Path again = folder.resolve("again");
        Program same = Program.run(words("distill --quiet", "--config", out.resolve("run.json"), "--out", again));
        assertEquals(0, same.code(), same.err());
        assertArrayEquals(
                Files.readAllBytes(out.resolve("student/student.safetensors")),
                Files.readAllBytes(again.resolve("student/student.safetensors")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--keep 97 | \"97\" is no share above 0 and at most 1 (--keep): give one, such as 0.97",
                "--keep 0.9 --dim 8 | given beside --keep, which finds the dimension (--dim): leave one of them out",
                "--keep 0.9 --from runs/old | given beside --keep, which finds the dimension (--from): leave one of them out",
                "--keep 0.9 --method none | no teachers, whose ensemble a share could be kept of (--keep): name teachers",
            })
    void refusesToKeepWhatCannotBe(String words, String line) {
        Program program = Program.run(words("distill " + words, "--out", folder.resolve("no")));
        assertEquals(2, program.code(), program.err());
        assertEquals(
                "hetcomp: " + line, program.err().lines().reduce((a, b) -> b).orElseThrow());
        assertFalse(Files.exists(folder.resolve("no")));
    }

    @Test
    void aTeacherOfOneSnapshotIsToldSo() {
        Path out = folder.resolve("short");
        Program program =
                Program.run(words("teachers --families ae --epochs 1", "--data", Program.pairs(folder), "--out", out));
        assertEquals(0, program.code(), program.err());
        assertTrue(program.err().contains("WARN ae has one snapshot"), program.err());
        assertTrue(program.out().contains("popularity most popular items"), program.out());
        assertTrue(program.out().contains("who gets what"), program.out());
        assertTrue(program.out().lines().limit(16).allMatch(line -> line.length() < 80), program.out());
        // But for lines that name the file.
        assertTrue(
                program.err().lines().allMatch(line -> line.length() <= 80 || line.contains("pairs.tsv")),
                program.err());
    }

    @Test
    void theStudentByItselfTakesNoTeachers() {
        Path out = folder.resolve("alone");
        Program program = Program.run(
                words("distill --method none --dim 4 --epochs 5", "--data", Program.pairs(folder), "--out", out));
        assertEquals(0, program.code(), program.err());
        assertTrue(program.out().contains("A student by itself, without teachers"), program.out());
        assertFalse(Files.exists(out.resolve("teachers")));
        assertFalse(program.err().contains("\u001b"), "escapes where there is no terminal");
    }

    @Test
    void dataAnswersWithItsSizes() {
        Program program = Program.run(words("data stats --json", "--data", Program.pairs(folder)));
        assertEquals(
                Set.of("users", "items", "interactions", "sparsity"),
                answer(program).keySet());
        Path out = folder.resolve("divided");
        answer(Program.run(words("data split --json", "--data", Program.pairs(folder), "--out", out)));
        assertEquals(
                60,
                answer(Program.run(words("data stats --json", "--data", out)))
                        .get("users")
                        .getAsInt());
    }

    @Test
    void doctorTriesEveryEngine() {
        JsonObject json = answer(Program.run(words("doctor --json")));
        assertEquals(Set.of("engines", "devices"), json.keySet());
        assertEquals(2, json.getAsJsonArray("engines").size());
        json.getAsJsonArray("engines").forEach(engine -> {
            assertEquals(
                    Set.of("name", "version", "usable", "reason", "noGpu"),
                    engine.getAsJsonObject().keySet());
            assertTrue(engine.getAsJsonObject().get("usable").getAsBoolean(), engine.toString());
        });
    }
}

package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are asked without the file that they were made from. */
class RecommendTest {
    @TempDir
    Path folder;

    private Path data;
    private Path out;

    private Program run(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        for (Object word : more) {
            words.add(word.toString());
        }
        words.addAll(List.of("--threads", "1"));
        return Program.run(words.toArray(String[]::new));
    }

    private Program done(String line, Object... more) {
        Program program = run(line, more);
        assertEquals(0, program.code(), program.err());
        return program;
    }

    private void refused(String message, String line, Object... more) {
        Program program = run(line, more);
        assertEquals(2, program.code(), program.err());
        assertTrue(program.err().contains("hetcomp: " + message), program.err());
    }

    @BeforeEach
    void place() {
        data = Program.pairs(folder);
        out = folder.resolve("run");
    }

    private void distil(String engine, String... more) {
        List<Object> words = new ArrayList<>(List.of("--data", data, "--out", out));
        words.addAll(List.of(more));
        done(
                "distill --families mf,ae --teacher-epochs 6 --dim 4 --epochs 12 --json --engine " + engine,
                words.toArray());
    }

    private static List<String> items(Program program) {
        return program.out().lines().map(line -> line.split("\t")[1]).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void whatWasSeenTravels(String engine) throws IOException {
        distil(engine);
        for (Path model : List.of(out, out.resolve("teachers"), out.resolve("teachers/ae"))) {
            String before = done("recommend --engine " + engine, "--model", model, "--data", data)
                    .out();
            Path away = folder.resolve("away.tsv");
            Files.move(data, away);
            assertEquals(
                    before,
                    done("recommend --engine " + engine, "--model", model).out());
            Files.move(away, data);
        }
    }

    /** New users are measured as others are; that the student knows some of them is told, and so is what it cannot know. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void usersHeldOutAreMeasured(String engine) throws IOException {
        distil(engine);
        String all = Files.readString(data);
        Path others = Program.write(folder.resolve("others.tsv"), all.replace("anna-", "bea-"));
        Program program = done("evaluate --json", "--model", out, "--held-out-users", others);
        double own = measures(done("evaluate --json --engine " + engine, "--model", out))
                .getAsJsonObject("test")
                .get("R10")
                .getAsDouble();
        double theirs = measures(program).getAsJsonObject("test").get("R10").getAsDouble();
        assertTrue(theirs > 0.8 * own && theirs < 1.2 * own, theirs + " beside " + own);
        assertFalse(program.err().contains("were there when"), program.err());
        Path mixed = Program.write(
                folder.resolve("mixed.tsv"), all.replace("anna-1", "bea-1").replace("film 7\n", "film x\n"));
        Program told = done("evaluate --measures recall@20", "--model", out, "--held-out-users", mixed);
        assertTrue(told.err().contains("users were there when the student was made"), told.err());
        assertTrue(told.err().contains("1 of 40 items are none that the student has"), told.err());
        assertTrue(told.out().contains("student, new users"), told.out());
        String option = "--held-out-users";
        refused("only a student answers new users", "evaluate", "--model", out.resolve("teachers"), option, others);
        refused("the data is that of " + option, "evaluate", "--model", out, option, others, "--data", data);
        refused("no such file as \"none\" (" + option + ")", "evaluate --held-out-users none", "--model", out);
    }

    /** The student's module finds what the engine finds; only a named engine, or a model that is no student, is opened. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void aStudentIsAskedWithoutAnEngine(String engine) {
        distil(engine);
        Path few = Program.write(folder.resolve("few.txt"), "film 3\nfilm 8\nfilm 11\nfilm 30\n");
        for (List<Object> asked : List.of(
                List.<Object>of("--model", out), List.<Object>of("--model", out, "--items", few, "--keep-seen"))) {
            Program with = done("recommend --top 7 --engine " + engine, asked.toArray());
            Program without = done("recommend --top 7", asked.toArray());
            assertTrue(with.err().contains("engine " + engine), with.err());
            assertFalse(without.err().contains("engine"), without.err());
            assertEquals(ranks(with), ranks(without));
        }
        Program export = done("recommend --for-import --top 3", "--model", out);
        assertEquals(ranks(done("recommend --for-import --top 3 --engine " + engine, "--model", out)), ranks(export));
        assertTrue(done("recommend --user anna-3", "--model", out.resolve("teachers/mf"))
                .err()
                .contains("engine"));
    }

    /** User, item and rank of each line. */
    private static List<String> ranks(Program program) {
        return program.out()
                .lines()
                .map(line -> line.split("\t"))
                .map(fields -> fields[0] + " " + fields[1] + " " + fields[3])
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void someUsersAndSomeItems(String engine) throws IOException {
        distil(engine);
        for (Path model : List.of(out, out.resolve("teachers"))) {
            List<String> all = done("recommend --top 40 --user anna-3 --engine " + engine, "--model", model)
                    .out()
                    .lines()
                    .toList();
            Path allowed = Program.write(
                    folder.resolve("allowed.txt"),
                    all.stream()
                                    .filter(line -> line.hashCode() % 2 == 0)
                                    .map(line -> line.split("\t")[1])
                                    .collect(Collectors.joining("\n"))
                            + "\nnew film\n");
            Program some =
                    done("recommend --top 5 --user anna-3 --engine " + engine, "--model", model, "--items", allowed);
            assertTrue(some.err().contains("1 of the items are not known to the model"), some.err());
            Set<String> may = Set.copyOf(Files.readAllLines(allowed));
            List<String> expected = all.stream()
                    .filter(line -> may.contains(line.split("\t")[1]))
                    .limit(5)
                    .map(line -> line.substring(0, line.lastIndexOf('\t')))
                    .toList();
            assertEquals(
                    expected,
                    some.out()
                            .lines()
                            .map(line -> line.substring(0, line.lastIndexOf('\t')))
                            .toList());
        }
    }

    @Test
    void whatWasSeenIsSaid() throws IOException {
        distil("pytorch", "--no-seen");
        assertFalse(Files.exists(out.resolve("student/seen.safetensors")));
        assertFalse(Files.exists(out.resolve("teachers/mf/seen.safetensors")));
        Program before = done("recommend --top 40 --user anna-3", "--model", out);
        Path seen = Program.write(
                folder.resolve("seen.tsv"),
                Files.readString(data) + "anna-3\t" + items(before).get(0) + "\nnobody\tfilm 1\n");
        Files.delete(data);
        refused("what users have seen does not travel with the model", "recommend", "--model", out);
        Program now = done("recommend --top 40 --user anna-3", "--model", out, "--seen", seen);
        assertEquals(items(before).subList(1, items(before).size()), items(now));
        assertTrue(now.err().contains("1 of "), now.err());
        assertEquals(
                40,
                items(done("recommend --top 40 --user anna-3 --keep-seen", "--model", out))
                        .size());
        refused(
                "what is seen is kept and left out at once (--seen)",
                "recommend --keep-seen",
                "--model",
                out,
                "--seen",
                seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-seen", "for-import"})
    void rankingsThatAreRememberedHaveNothingThatWasSeen(String option) {
        distil("pytorch");
        refused(
                "what is remembered of teachers has nothing that their users had (--" + option + ")",
                "recommend --" + option,
                "--model",
                out.resolve("teachers"));
    }

    /** Even of users that were there, the items alone say nearly what training did. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void aStudentKnowsUsersByWhatTheyHave(String engine) {
        distil(engine);
        Student student = Student.open(out);
        assertTrue(student.hasEncoder());
        Set<String> others =
                Set.copyOf(items(done("recommend --top 40 --user anna-3 --engine " + engine, "--model", out)));
        List<String> had = student.itemIds().stream()
                .filter(item -> !others.contains(item))
                .toList();
        float[] trained = student.userVector("anna-3");
        float[] told = student.vectorOf(had);
        assertTrue(dot(trained, told) > 0.8 * Math.sqrt(dot(trained, trained) * dot(told, told)));
        assertEquals(
                others,
                student.recommend(Query.ofHistory(had).top(40)).stream()
                        .map(Recommendation::item)
                        .collect(Collectors.toSet()));
    }

    @Test
    void newUsersAreAnsweredByTheirHistory() {
        distil("pytorch");
        Path history = Program.write(
                folder.resolve("new.tsv"), "nora\tfilm 1\nnora\tfilm 3\nanna-3\tfilm 3\nolga\tno such film\n");
        Program program = done("recommend --top 5 --history", history, "--model", out);
        Student student = Student.open(out);
        List<String> found = student
                .recommend(Query.ofHistory(List.of("film 3", "film 1")).top(5))
                .stream()
                .map(Recommendation::item)
                .toList();
        assertEquals(
                found,
                program.out()
                        .lines()
                        .filter(line -> line.startsWith("nora\t"))
                        .map(line -> line.split("\t")[1])
                        .toList());
        assertEquals(10, program.out().lines().count());
        assertTrue(
                program.err()
                        .contains(
                                "1 of 3 users have no item that the student has and are left out, the first is \"olga\""),
                program.err());
        Program kept = done("recommend --top 1000 --keep-seen --history", history, "--model", out);
        assertEquals(2L * student.items(), kept.out().lines().count());
        refused(
                "users and what they have are those of --history (--user)",
                "recommend --user anna-3 --history",
                history,
                "--model",
                out);
        refused(
                "only a student answers new users (--model)",
                "recommend --history",
                history,
                "--model",
                out.resolve("teachers/ae"));
        Path strangers = Program.write(folder.resolve("strangers.tsv"), "olga\tno such film\n");
        refused(
                "nobody has an item that the student has (" + strangers + ")",
                "recommend --history",
                strangers,
                "--model",
                out);
    }

    @Test
    void similarItems() throws IOException {
        distil("pytorch");
        Program similar =
                Program.run("recommend", "--similar", "film 3", "film 4", "--top", "5", "--model", out.toString());
        assertEquals(0, similar.code(), similar.err());
        List<String> lines = similar.out().lines().toList();
        assertEquals(10, lines.size());
        assertTrue(lines.get(0).matches("film 3\tfilm \\d+\t[0-9.E-]+\t1"), similar.out());
        Student student = Student.open(out);
        for (String line : lines) {
            String[] words = line.split("\t");
            float[] one = student.itemVector(words[0]);
            float[] other = student.itemVector(words[1]);
            double cosine = dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
            assertEquals(cosine, Double.parseDouble(words[2]), 1e-5);
        }
        assertFalse(items(similar).subList(0, 5).contains("film 3"));
        refused("the model does not know item \"none\" (--similar)", "recommend --similar none", "--model", out);
        refused(
                "only a student says which items are similar (--model)",
                "recommend --similar x",
                "--model",
                out.resolve("teachers/ae"));
        refused("similar items are nobody's (--user)", "recommend --similar x --user y", "--model", out);
        refused("the model does not know user \"none\" (--user)", "recommend --user none", "--model", out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void whatIsExportedForImportIsWorthTheSame(String engine) throws IOException {
        distil(engine);
        Path file = folder.resolve("export.tsv");
        done("recommend --for-import --engine " + engine, "--model", out, "--out", file);
        JsonObject student = measures(done("evaluate --json --engine " + engine, "--model", out));
        Program imported = done(
                "zoo import --json --name again", "--rankings", file, "--data", data, "--out", folder.resolve("again"));
        assertEquals(student.get("test"), measures(imported).get("test"));
        assertTrue(measures(imported).get("observed").getAsBoolean());
        assertFalse(imported.err().contains("measures 0"), imported.err());

        Path plain = folder.resolve("plain.tsv");
        done("recommend --top 40 --engine " + engine, "--model", out, "--out", plain);
        Program empty = done(
                "zoo import --json --name empty",
                "--rankings",
                plain,
                "--data",
                data,
                "--out",
                folder.resolve("empty"));
        assertTrue(empty.err().contains("no ranking has an item that its user has in valid or test"), empty.err());
        assertTrue(empty.err().contains("no ranking has a train item"), empty.err());
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += one[k] * other[k];
        }
        return sum;
    }

    private static JsonObject measures(Program program) {
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }
}

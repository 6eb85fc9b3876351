package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.data.Interactions;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkRecommendTest {
    private static final SparkSession SPARK = Sessions.SPARK;
    private static final int USERS = 150;
    private static final int ITEMS = 300;

    @TempDir
    static Path folder;

    private static Path model;
    private static Student student;

    @TempDir
    Path own;

    @BeforeAll
    static void makeStudent() throws IOException {
        int[][] had = IntStream.range(0, USERS)
                .mapToObj(u -> new int[] {u % 7, 10 + u, 290})
                .toArray(int[][]::new);
        model = Drawn.student(folder.resolve("model"), USERS, ITEMS, 6, 1, Interactions.of(ITEMS, had));
        student = Student.open(model);
    }

    private static Dataset<Row> users(List<String> ids) {
        return SPARK.createDataset(ids, Encoders.STRING()).toDF("user");
    }

    private static Map<String, List<Recommendation>> answers(Dataset<Row> lists) {
        Map<String, List<Recommendation>> answers = new HashMap<>();
        for (Row row : lists.collectAsList()) {
            List<Recommendation> answer = null;
            if (!row.isNullAt(1)) {
                answer = new ArrayList<>();
                for (Row item : row.<Row>getList(1)) {
                    answer.add(new Recommendation(item.getString(0), item.getFloat(1)));
                }
            }
            answers.put(row.getString(0), answer);
        }
        return answers;
    }

    private String run(String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Program program = new RecommendProgram();
        List<String> all = new ArrayList<>(List.of("--partitions", "2"));
        all.addAll(List.of(words));
        program.run(
                SPARK,
                Program.parsed(program.options(), all.toArray(String[]::new)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private String parquet(String name, Dataset<Row> frame) {
        String path = own.resolve(name).toString();
        frame.write().parquet(path);
        return path;
    }

    /** The same bits as the student by itself, whatever the users share a pass with; all that they had is left out. */
    @Test
    void everyUserGetsWhatTheStudentSays() {
        SharedStudent shared = SharedStudent.share(SPARK, model.toString());
        Map<String, List<Recommendation>> answers = answers(SparkRecommend.lists(
                shared,
                SparkRecommend.users(SPARK, shared),
                RecommendOptions.defaults().withTop(20)));
        assertEquals(USERS, answers.size());
        for (int u = 0; u < USERS; u++) {
            Query query = Query.of("u" + u).top(20).without(List.of("i" + u % 7, "i" + (10 + u), "i290"));
            assertEquals(student.recommend(query), answers.get("u" + u), "u" + u);
        }
    }

    @Test
    void itemsAreAllowedAndLeftOut() {
        SharedStudent shared = SharedStudent.share(SPARK, model.toString());
        Set<String> only = Set.of("i1", "i5", "i7", "i290", "unknown");
        RecommendOptions options = RecommendOptions.defaults()
                .withOnly(only)
                .withoutItems(Set.of("i5"))
                .keepingSeen();
        Map<String, List<Recommendation>> answers = answers(SparkRecommend.lists(
                shared,
                users(List.of("u3", "u8", "nobody"))
                        .selectExpr("user", "case when user = 'u3' then array('i7', null) end as seen"),
                options));
        assertEquals(student.recommend(Query.of("u3").only(only).without(List.of("i5", "i7"))), answers.get("u3"));
        assertEquals(student.recommend(Query.of("u8").only(only).without(List.of("i5"))), answers.get("u8"));
        assertEquals(3, answers.get("u8").size());
        assertEquals(3, answers.size());
        assertEquals(null, answers.get("nobody"));
    }

    /** New users by what they have, in both forms; the output has rows, by rank. */
    @Test
    void historiesAreAskedFor() throws IOException {
        String pairs = parquet(
                "pairs",
                SPARK.sql(
                        "select * from values ('new', 'i4'), ('new', 'i9'), ('new', 'i4'), ('stranger', 'x'), ('new', 'x')"
                                + " as t(who, item)"));
        String lists = parquet(
                "lists",
                SPARK.sql("select 'new' as user, array('i9', 'i4', 'x') as items union all select 'empty', array()"));
        List<Recommendation> expected =
                student.recommend(Query.ofHistory(List.of("i4", "i9")).top(5));
        String said = run(
                "--model",
                model.toString(),
                "--history",
                pairs,
                "--columns",
                "user=who",
                "--top",
                "5",
                "--out",
                own.resolve("a").toString());
        assertTrue(said.contains("knows nothing of 1 of 2 users, who are left out, such as \"stranger\""), said);
        run(
                "--model",
                model.toString(),
                "--history",
                lists,
                "--top",
                "5",
                "--out",
                own.resolve("b").toString());
        for (String out : List.of("a", "b")) {
            List<Row> rows = SPARK.read()
                    .parquet(own.resolve(out).toString())
                    .orderBy("rank")
                    .collectAsList();
            assertEquals(5, rows.size());
            for (int r = 0; r < 5; r++) {
                Row row = rows.get(r);
                assertEquals(
                        List.of("new", expected.get(r).item(), expected.get(r).score(), r + 1),
                        List.of(row.getString(0), row.getString(1), row.getFloat(2), row.getInt(3)));
            }
        }
    }

    @Test
    void whatIsSeenBesidesIsLeftOut() throws IOException {
        String best = student.recommend(Query.of("u4").top(1)).get(0).item();
        String seen = parquet("seen", SPARK.sql("select 'u4' as user, '" + best + "' as item"));
        String asked = parquet("asked", users(List.of("u4", "u5")));
        String out = own.resolve("out").toString();
        run("--model", model.toString(), "--users", asked, "--seen", seen, "--keep-seen", "--lists", "--out", out);
        Map<String, List<Recommendation>> answers = answers(SPARK.read().parquet(out));
        assertEquals(student.recommend(Query.of("u4").without(List.of(best))), answers.get("u4"));
        assertEquals(student.recommend("u5", 10), answers.get("u5"));
    }

    /** A run's folder and an archive; the second of a version is the first. */
    @Test
    void studentsComeFromRunsAndArchives() throws IOException {
        Path run = own.resolve("run");
        Drawn.student(run.resolve("student"), 4, 9, 3, 2);
        Path archive = own.resolve("student.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive));
                java.util.stream.Stream<Path> files = Files.list(run.resolve("student"))) {
            for (Path file : files.toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
            }
        }
        SharedStudent first = SharedStudent.share(SPARK, run.toString());
        SharedStudent second = SharedStudent.share(SPARK, archive.toString());
        assertEquals(first.version(), second.version());
        assertEquals(Student.open(archive).version(), first.version());
        assertEquals(
                Student.open(archive).recommend("u2", 10),
                answers(SparkRecommend.lists(second, users(List.of("u2")), RecommendOptions.defaults()))
                        .get("u2"));
    }

    @Test
    void whatCannotBeUsedIsOneLine() throws IOException {
        String there = Files.createDirectory(own.resolve("there")).toString();
        Path damaged = Drawn.student(own.resolve("damaged"), 2, 3, 2, 1);
        Files.writeString(damaged.resolve("items.tsv"), "0\ti0\n1\ti1\n2\ti3\n");
        String asked = parquet("users", SPARK.sql("select 1.5 as user"));
        String nobody = parquet("nobody", users(List.of("x", "y")));
        String out = own.resolve("out").toString();
        String of = model.toString();
        assertFails("--model is missing (command line)", "--out", out);
        assertFails("Unrecognized option: --modle (command line)", "--modle", of);
        assertFails("exists already (" + there + ")", "--model", of, "--out", there);
        assertFails("there is no such file or folder (" + out + ")", "--model", out, "--out", out);
        assertFails("no student there, card.json is missing (" + there + ")", "--model", there, "--out", out);
        assertFails(
                "the student cannot be used, the file is not the one that the card vouches for",
                "--model",
                damaged.toString(),
                "--out",
                out);
        assertFails("\"0\" is no number from 1 to 1000000 (--top)", "--model", of, "--top", "0", "--out", out);
        assertFails("no Parquet can be read, ", "--model", of, "--users", out, "--out", out);
        assertFails(
                "column \"user\" is of type decimal(2,1), not text or whole numbers (" + asked + ")",
                "--model",
                of,
                "--users",
                asked,
                "--out",
                out);
        assertFails(
                "no column \"who\" among [user] (" + asked + ")",
                "--model",
                of,
                "--users",
                asked,
                "--columns",
                "user=who",
                "--out",
                out);
        assertFails(
                "the student knows nothing of any of 2 users (\"x\")", "--model", of, "--users", nobody, "--out", out);
        assertFalse(Files.exists(own.resolve("out")));
    }

    private void assertFails(String begins, String... words) {
        String message = assertThrows(DataException.class, () -> run(words)).getMessage();
        assertTrue(message.startsWith(begins), message);
    }
}

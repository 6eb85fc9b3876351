package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkEvaluateTest {
    private static final SparkSession SPARK = Sessions.SPARK;
    private static final int USERS = 120;
    private static final int ITEMS = 200;
    private static final double EXACT = 1e-12;

    @TempDir
    Path folder;

    private final Split split = split(new Random(3));

    /** Some users have nothing in valid, or nothing in test. */
    private static Split split(Random random) {
        int[][][] parts = new int[3][USERS][];
        for (int u = 0; u < USERS; u++) {
            int[] items = random.ints(0, ITEMS).distinct().limit(30).toArray();
            int train = 1 + random.nextInt(12);
            int valid = train + random.nextInt(9);
            int test = valid + random.nextInt(9);
            parts[0][u] = IntStream.range(0, train).map(j -> items[j]).toArray();
            parts[1][u] = IntStream.range(train, valid).map(j -> items[j]).toArray();
            parts[2][u] = IntStream.range(valid, test).map(j -> items[j]).toArray();
        }
        return new Split(
                Interactions.of(ITEMS, parts[0]), Interactions.of(ITEMS, parts[1]), Interactions.of(ITEMS, parts[2]));
    }

    private static Dataset<Row> pairs(Interactions part) {
        List<Row> rows = new ArrayList<>();
        for (int u = 0; u < part.users(); u++) {
            for (int item : part.row(u)) {
                rows.add(RowFactory.create("u" + u, "i" + item));
            }
        }
        StructType schema = new StructType().add("user", DataTypes.StringType).add("item", DataTypes.StringType);
        return SPARK.createDataFrame(rows, schema);
    }

    private Map<String, Dataset<Row>> parts() {
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        parts.put("train", pairs(split.train()));
        parts.put("valid", pairs(split.valid()));
        parts.put("test", pairs(split.test()));
        return parts;
    }

    /** What core's Evaluator is given: the student's rankings of what is not in train. */
    private Rankings rankings(Student student, Evaluator evaluator) {
        Rankings rankings = Rankings.empty(USERS, ITEMS);
        for (int u = 0; u < USERS; u++) {
            List<String> train =
                    IntStream.of(split.train().row(u)).mapToObj(i -> "i" + i).toList();
            List<Recommendation> best = student.recommend(
                    Query.of("u" + u).top(evaluator.depths(1)[u]).without(train));
            for (int r = 0; r < best.size(); r++) {
                rankings.ids()[rankings.start(u) + r] =
                        student.itemIds().indexOf(best.get(r).item());
            }
        }
        return rankings;
    }

    @Test
    void allMeasuresAreTheEvaluators() throws IOException {
        Path model = Drawn.student(folder.resolve("model"), USERS, ITEMS, 5, 7);
        List<Measure> more = List.of(
                Measure.of("mrr@10"),
                Measure.of("map@20"),
                Measure.of("hit@5"),
                Measure.of("precision@10"),
                Measure.of("ndcg@70"));
        Evaluator evaluator = new Evaluator(split, more);
        Rankings rankings = rankings(Student.open(model), evaluator);
        Assessment expected = evaluator.assess(rankings);
        Map<String, Double> valid = new LinkedHashMap<>(expected.valid());
        Map<String, Double> test = new LinkedHashMap<>(expected.test());
        for (Measure measure : Measure.FOUR) {
            valid.put(measure.name(), measure.of(evaluator.valid(rankings)));
            test.put(measure.name(), measure.of(evaluator.test(rankings)));
        }
        SharedStudent shared = SharedStudent.share(SPARK, model.toString());
        Evaluation found = SparkEvaluate.evaluate(shared, parts(), more);
        assertTrue(evaluator.users().length < USERS && evaluator.users().length > USERS / 2);
        assertEquals(evaluator.users().length, found.users());
        assertEquals(0, found.unknownUsers());
        assertEquals(0, found.unknownItems());
        assertEqual(valid, found.valid());
        assertEqual(test, found.test());
    }

    private static void assertEqual(Map<String, Double> expected, Map<String, Double> found) {
        assertEquals(expected.keySet(), Map.copyOf(found).keySet());
        expected.forEach((name, value) -> assertEquals(value, found.get(name), EXACT, name));
    }

    /** Those whom the student lacks are left out and counted; an item that it lacks is held back all the same. */
    @Test
    void whatTheStudentLacksIsTold() throws IOException {
        Path model = Drawn.student(folder.resolve("model"), 2, 5, 3, 8);
        String best = Student.open(model).recommend("u1", 1).get(0).item();
        Map<String, Dataset<Row>> parts = new LinkedHashMap<>();
        parts.put("train", SPARK.sql("select 'u1' as user, 'x' as item"));
        parts.put(
                "test",
                SPARK.sql("select * from values ('u1', '" + best + "'), ('u1', 'y'), ('z', 'i1') as t(user, item)"));
        SharedStudent shared = SharedStudent.share(SPARK, model.toString());
        Evaluation found = SparkEvaluate.evaluate(shared, parts, List.of(Measure.of("mrr@1")));
        assertEquals(new Evaluation(1, Map.of(), found.test(), 1, 1), found);
        assertEquals(0.5, found.test().get("R10"), EXACT);
        assertEquals(1, found.test().get("mrr@1"), EXACT);
        parts.put("test", SPARK.sql("select 'z' as user, 'i1' as item"));
        DataException nobody =
                assertThrows(DataException.class, () -> SparkEvaluate.evaluate(shared, parts, List.of()));
        assertEquals(
                "nobody who has a test item is in the student (test): give users by the ids that the student has",
                nobody.getMessage());
    }

    @Test
    void theMainPrintsMeasures() throws IOException {
        Path model = Drawn.student(folder.resolve("model"), USERS, ITEMS, 5, 7);
        List<String> words = new ArrayList<>(List.of("--model", model.toString(), "--measures", "hit@3"));
        parts().forEach((part, pairs) -> {
            String path = folder.resolve(part).toString();
            pairs.write().parquet(path);
            words.addAll(List.of("--" + part, path));
        });
        String table = run(words);
        assertTrue(
                table.matches("(?s)\\d+ users\\RR10 +test 0\\.\\d{4}  valid 0\\.\\d{4}\\R.*hit@3 +test 0\\..*"), table);
        words.add("--json");
        String json = run(words);
        assertTrue(json.startsWith("{\"users\":") && json.contains("\"test\":{\"R10\":0."), json);
        words.set(3, "hits@3");
        assertThrows(DataException.class, () -> run(words));
    }

    private static String run(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EvaluateProgram program = new EvaluateProgram();
        program.run(
                SPARK,
                Program.parsed(program.options(), words.toArray(String[]::new)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}

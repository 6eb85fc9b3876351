package org.hetcomp.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.SmallWorld;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkDistillTest {
    private static final SparkSession SPARK = Sessions.SPARK;
    private static final int EPOCHS = SmallWorld.losses(false).length;

    @TempDir
    Path folder;

    @TempDir
    static Path shared;

    private static World world;

    @BeforeAll
    static void writeWorld() {
        world = new World(SPARK, shared);
    }

    static DistillerOptions options(int epochs) {
        return SmallWorld.options(Method.HETCOMP).withTraining(new TrainingOptions(epochs, 0.05, 1e-5, 30, 1, 100));
    }

    static void assertLosesAsEngines(boolean spectral, List<Double> losses) {
        double[] expected = SmallWorld.losses(spectral);
        for (int e = 0; e < losses.size(); e++) {
            assertEquals(expected[e], losses.get(e), 1e-3 * expected[e], "epoch " + (e + 1) + " of " + losses);
        }
    }

    /** The curve that every engine is held to, through the curriculum and beyond; and the student is worth what the log said. */
    @Test
    void oneBlockLosesAsOneMachineDoes() throws IOException {
        List<String> log = new ArrayList<>();
        SparkDistill.Distilled found = SparkDistill.distil(
                world.parts(),
                world.teachers(),
                options(EPOCHS),
                1,
                folder.resolve("one").toString(),
                log::add);
        assertEquals(EPOCHS, found.losses().size());
        assertLosesAsEngines(false, found.losses());
        assertTrue(
                log.get(0).startsWith("epoch 1, coarse: loss 1.77")
                        && log.get(19).startsWith("epoch 20, fine"),
                log.toString());
        String student = folder.resolve("one/student").toString();
        Evaluation worth = SparkEvaluate.evaluate(SharedStudent.share(SPARK, student), world.parts(), List.of());
        assertEquals(found.valid(), worth.valid().get(Measure.R50.name()), 1e-6);
        assertEquals(
                List.of(120, 200, 8),
                List.of(
                        Student.open(Path.of(student)).users(),
                        Student.open(Path.of(student)).items(),
                        Student.open(Path.of(student)).dim()));
    }

    /** What two blocks know of the first lists ends in the same directions, and in the curve from there. */
    @Test
    void twoBlocksBeginAtTheSpectrumAsOneMachineDoes() {
        SparkDistill.Distilled found = SparkDistill.distil(
                world.parts(),
                world.teachers(),
                SmallWorld.curve(true),
                2,
                folder.resolve("spectral").toString(),
                line -> {});
        assertEquals(EPOCHS, found.losses().size());
        assertLosesAsEngines(true, found.losses());
    }

    /** Every second user says what the directions are; all, in three blocks, are put along them; lists of those score 5. */
    @Test
    void aSampleOfUsersSaysWhereAllBegin() {
        DistillData data = DistillData.of(world.parts(), world.teachers());
        LessonReader reader = new LessonReader(SPARK, data);
        DistillPlan plan = DistillPlan.of(options(1).withSpectral(true), reader.users(), reader.items(), data.ends());
        JavaRDD<Lesson> lessons = reader.read(3);
        Start start = Start.of(lessons, plan, 2);
        float[] items = start.items();
        double[] sums = new double[2];
        int count = 0;
        for (Lesson lesson : lessons.collect()) {
            float[] users = start.users(lesson, plan);
            Rankings lists = Start.first(lesson, plan).unobserved();
            for (int u = 0; u < lesson.users(); u++) {
                for (int item : lists.first(u, 10)) {
                    for (int k = 0; k < 8; k++) {
                        sums[(lesson.first() + u) % 2] += users[u * 8 + k] * items[item * 8 + k];
                    }
                    count++;
                }
            }
        }
        assertEquals(1200, count);
        assertEquals(5, sums[0] / 600, 1e-3);
        // The directions were not found for the others.
        assertTrue(sums[1] / 600 > 2.5 && sums[1] < sums[0], "others' lists score " + sums[1] / 600);
        assertFalse(Arrays.equals(items, Start.of(lessons, plan).items()), "all say what a half does not");
    }

    private static Dataset<Row> texts(Dataset<Row> rows) {
        Dataset<Row> texts = rows;
        for (String id : List.of("user", "item")) {
            texts = List.of(rows.columns()).contains(id) ? texts.withColumn(id, concat(lit("x"), col(id))) : texts;
        }
        return texts;
    }

    @Test
    void idsMayBeText() throws IOException {
        Map<String, Dataset<Row>> parts = world.parts();
        parts.replaceAll((part, rows) -> texts(rows));
        List<List<Dataset<Row>>> teachers = world.teachers().stream()
                .map(one -> one.stream().map(SparkDistillTest::texts).toList())
                .toList();
        Path out = folder.resolve("texts");
        SparkDistill.distil(parts, teachers, options(1), 1, out.toString(), line -> {});
        List<String> users = Files.readAllLines(out.resolve("student/users.tsv"));
        assertEquals(120, users.size());
        assertTrue(users.get(2).endsWith("x10"), users.get(2));
    }

    @Test
    void whatCannotBeHadIsOneLine() {
        assertFails(
                "stay, share and a sampled partition are not had on Spark",
                options(1).withEnsemble(options(1).ensemble().withShare(0.5)),
                1,
                "a");
        assertFails("none is not had on Spark", SmallWorld.options(Method.NONE), 1, "a");
        assertFails(
                "stay, share and a sampled partition",
                options(2).withCurriculum(options(2).curriculum().withStay(3)),
                1,
                "a");
        assertFails(
                "2 weights are not of " + world.teachers().size() + " teachers",
                options(2).withEnsemble(options(2).ensemble().withWeights(List.of(1.0, 2.0))),
                1,
                "a");
        assertFails("no rankings of teachers", List.of(), options(2), 1, "a");
        assertTrue(Files.notExists(folder.resolve("a")));
    }

    private void assertFails(String begins, DistillerOptions options, int blocks, String run) {
        assertFails(begins, world.teachers(), options, blocks, run);
    }

    private void assertFails(
            String begins, List<List<Dataset<Row>>> teachers, DistillerOptions options, int blocks, String run) {
        String out = folder.resolve(run).toString();
        DataException failed = assertThrows(
                DataException.class,
                () -> SparkDistill.distil(world.parts(), teachers, options, blocks, out, line -> {}));
        assertTrue(failed.getMessage().startsWith(begins), failed.getMessage());
    }
}

package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.SmallWorld;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkDistillTest {
    private static final SparkSession SPARK = Sessions.SPARK;
    private static final int EPOCHS = SmallWorld.losses().length;

    @TempDir
    Path folder;

    private final World world = new World(SPARK);

    private static DistillerOptions options(int epochs) {
        return SmallWorld.options(Method.HETCOMP).withTraining(new TrainingOptions(epochs, 0.05, 1e-5, 30, 1, 100));
    }

    private SparkDistill.Distilled distil(int epochs, int blocks, String run, List<String> log) {
        return SparkDistill.distil(
                world.parts(),
                world.teachers(),
                options(epochs),
                blocks,
                folder.resolve(run).toString(),
                log::add);
    }

    private static void assertLosesAsEngines(List<Double> losses) {
        double[] expected = SmallWorld.losses();
        for (int e = 0; e < losses.size(); e++) {
            assertEquals(expected[e], losses.get(e), 1e-3 * expected[e], "epoch " + (e + 1) + " of " + losses);
        }
    }

    /** The curve that every engine is held to, through the curriculum and beyond; and the student is worth what the log said. */
    @Test
    void oneBlockLosesAsOneMachineDoes() throws IOException {
        List<String> log = new ArrayList<>();
        SparkDistill.Distilled found = distil(EPOCHS, 1, "one", log);
        assertEquals(EPOCHS, found.losses().size());
        assertLosesAsEngines(found.losses());
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

    /** Blocks lose as one does; a run whose driver was lost goes on, and ends with the bits of one that never stopped. */
    @Test
    void blocksLoseAlikeThoughTheDriverFalls() throws IOException {
        SparkDistill.Distilled whole = distil(3, 3, "whole", new ArrayList<>());
        assertLosesAsEngines(whole.losses());
        assertThrows(
                IllegalStateException.class,
                () -> SparkDistill.distil(world.parts(), world.teachers(), options(3), 3, folder + "/cut", line -> {
                    if (line.startsWith("epoch 3")) {
                        throw new IllegalStateException("the driver is lost");
                    }
                }));
        List<String> log = new ArrayList<>();
        Map<String, Dataset<Row>> parts = world.parts();
        parts.put("valid", parts.get("valid").union(SPARK.sql("select 120 as user, 7 as item")));
        SparkDistill.Distilled again = SparkDistill.distil(
                parts, world.teachers(), options(3), 3, folder.resolve("cut").toString(), log::add);
        assertEquals(
                List.of(
                        "goes on after epoch 2",
                        "1 rows of users who are not in train, or of items that are in no part, are left out"),
                log.subList(0, 2));
        assertEquals(whole, again);
        for (String file : List.of("student.safetensors", "users.tsv", "items.tsv")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("whole/student").resolve(file)),
                    Files.readAllBytes(folder.resolve("cut/student").resolve(file)));
        }
        assertFails("the run there is finished", options(3), 3, "cut");
        assertFails("a run of other options is there", options(6), 3, "cut");
    }

    @Test
    void whatCannotBeHadIsOneLine() {
        assertFails("none is not had on Spark", SmallWorld.options(Method.NONE), 1, "a");
        assertFails(
                "stay, share and a sampled partition",
                options(2).withCurriculum(options(2).curriculum().withStay(3)),
                1,
                "a");
        assertFails("121 blocks of 120 users", options(2), 121, "a");
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

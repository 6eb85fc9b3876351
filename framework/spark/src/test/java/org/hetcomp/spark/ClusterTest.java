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
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.SmallWorld;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes of their own, one of which is killed in the middle. */
@Tag("faults")
class ClusterTest {
    private static final int USERS = 900;

    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void begin() throws IOException {
        spark = Cluster.begin();
    }

    @AfterAll
    static void end() throws IOException {
        spark.close();
    }

    @Test
    void everyUserIsAnsweredThoughAnExecutorFalls() throws IOException {
        Path model = Drawn.student(folder.resolve("model"), USERS, 400, 8, 5);
        Student student = Student.open(model);
        SharedStudent shared = SharedStudent.share(spark, model.toString());
        Path marker = folder.resolve("fallen");
        Dataset<Row> users = SparkRecommend.users(spark, shared)
                .repartition(6)
                .map(
                        new Falling("u450", marker),
                        Encoders.row(SparkRecommend.users(spark, shared).schema()));
        List<Row> rows = SparkRecommend.lists(
                        shared, users, RecommendOptions.defaults().withTop(7))
                .collectAsList();
        assertTrue(Files.exists(marker));
        assertEquals(USERS, rows.size());
        for (Row row : rows) {
            List<Recommendation> answer = row.<Row>getList(1).stream()
                    .map(item -> new Recommendation(item.getString(0), item.getFloat(1)))
                    .toList();
            assertEquals(student.recommend(Query.of(row.getString(0)).top(7)), answer);
        }
        assertEquals(
                USERS, rows.stream().map(row -> row.getString(0)).distinct().count());
    }

    private static DistillerOptions options(int epochs) {
        return SmallWorld.curve(true).withTraining(new TrainingOptions(epochs, 0.08, 1e-5, 30, 1, 0));
    }

    private SparkDistill.Distilled distil(World world, int epochs, String run, Consumer<String> log) {
        return SparkDistill.distil(
                world.parts(),
                world.teachers(),
                options(epochs),
                2,
                folder.resolve(run).toString(),
                log);
    }

    /**
     * Two blocks lose as one does. Those of an executor that is killed are read again from where the epoch before left them; a run
     * whose driver is lost goes on after its last epoch; both end with the bits of a run that nothing happened to.
     */
    @Test
    void distilsTheSameThoughAnExecutorAndTheDriverFall() throws IOException {
        World world = new World(spark, folder);
        SparkDistill.Distilled whole = distil(world, 4, "whole", line -> {});
        // Of the first epoch: the step falls sooner here than the curve's.
        SparkDistillTest.assertLosesAsEngines(true, whole.losses().subList(0, 1));
        List<Long> killed = new ArrayList<>();
        SparkDistill.Distilled hit = distil(world, 4, "hit", line -> {
            if (line.startsWith("epoch 2")) {
                killed.add(killAnExecutor());
            }
        });
        assertEquals(1, killed.size());
        assertEquals(whole, hit);
        assertThrows(
                IllegalStateException.class,
                () -> distil(world, 4, "cut", line -> {
                    if (line.startsWith("epoch 3")) {
                        throw new IllegalStateException("the driver is lost");
                    }
                }));
        List<String> log = new ArrayList<>();
        Map<String, Dataset<Row>> parts = world.parts();
        parts.put("valid", parts.get("valid").union(spark.sql("select 120 as user, 7 as item")));
        SparkDistill.Distilled again =
                SparkDistill.distil(parts, world.teachers(), options(4), 2, folder + "/cut", log::add);
        assertEquals(
                List.of(
                        "goes on after epoch 2",
                        "1 rows of users who are not in train, or of items that are in no part, are left out"),
                log.subList(0, 2));
        assertEquals(whole, again);
        for (String file : List.of("student.safetensors", "users.tsv", "items.tsv")) {
            byte[] expected = Files.readAllBytes(folder.resolve("whole/student").resolve(file));
            assertArrayEquals(
                    expected, Files.readAllBytes(folder.resolve("hit/student").resolve(file)));
            assertArrayEquals(
                    expected, Files.readAllBytes(folder.resolve("cut/student").resolve(file)));
        }
        assertFails("the run there is finished", world, 4);
        assertFails("a run of other options is there", world, 5);
    }

    private void assertFails(String begins, World world, int epochs) {
        DataException failed = assertThrows(DataException.class, () -> distil(world, epochs, "cut", line -> {}));
        assertTrue(failed.getMessage().startsWith(begins), failed.getMessage());
    }

    private static long killAnExecutor() {
        ProcessHandle executor = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .findFirst()
                .orElseThrow();
        executor.destroyForcibly();
        return executor.pid();
    }
}

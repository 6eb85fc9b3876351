package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.SmallWorld;
import org.hetcomp.distill.TrainingOptions;
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

    /** The blocks of an executor that is killed are read again from where the epoch before left them, and learn the same. */
    @Test
    void distilsTheSameThoughAnExecutorFalls() {
        World world = new World(spark);
        DistillerOptions options =
                SmallWorld.options(Method.HETCOMP).withTraining(new TrainingOptions(4, 0.05, 1e-5, 30, 1, 100));
        SparkDistill.Distilled whole =
                SparkDistill.distil(world.parts(), world.teachers(), options, 2, folder + "/whole", line -> {});
        List<Long> killed = new ArrayList<>();
        SparkDistill.Distilled hit =
                SparkDistill.distil(world.parts(), world.teachers(), options, 2, folder + "/hit", line -> {
                    if (line.startsWith("epoch 2")) {
                        killed.add(killAnExecutor());
                    }
                });
        assertEquals(1, killed.size());
        assertEquals(whole, hit);
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

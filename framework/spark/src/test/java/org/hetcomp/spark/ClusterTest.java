package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
}

package org.hetcomp.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hetcomp.student.Student;

/**
 * How long the best items of all users take, beside Spark's own ALSModel.recommendForAllUsers of the same drawn vectors in the same
 * session; docs/spark.md has what it printed. Not a test: {@code BesideAls USERS ITEMS DIM TOP [COMPARED]}, the first COMPARED users being
 * asked for by both, for ALSModel takes a while.
 */
final class BesideAls {
    private static final int CHECKED = 200;
    private static final int WARM = 2048;

    private BesideAls() {}

    public static void main(String[] words) throws IOException {
        int users = Integer.parseInt(words[0]);
        int items = Integer.parseInt(words[1]);
        int dim = Integer.parseInt(words[2]);
        int top = Integer.parseInt(words[3]);
        int compared = words.length > 4 ? Integer.parseInt(words[4]) : users;
        Path folder = Files.createTempDirectory("beside-als");
        Student student = Student.open(Drawn.student(folder.resolve("student"), users, items, dim, 1));
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("beside ALS")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            ALSModel als = als(dim, factors(spark, student, true), factors(spark, student, false));
            SharedStudent shared =
                    SharedStudent.share(spark, folder.resolve("student").toString());
            RecommendOptions options = RecommendOptions.defaults().withTop(top);
            // Both are compiled by what they do to a few users.
            ALSModel few = als(dim, als.userFactors().where("id < " + WARM), als.itemFactors());
            run(few.recommendForAllUsers(top));
            run(ours(spark, shared, WARM, options));
            double all = run(ours(spark, shared, users, options));
            tell("SparkRecommend", users, items, all);
            ALSModel some = als(dim, als.userFactors().where("id < " + compared), als.itemFactors());
            double ours = run(ours(spark, shared, compared, options));
            double theirs = run(some.recommendForAllUsers(top));
            tell("SparkRecommend", compared, items, ours);
            tell("ALSModel", compared, items, theirs);
            System.out.printf("%.1f times as long%n", theirs / ours);
            check(spark, shared, few, options);
        } finally {
            org.apache.commons.io.FileUtils.deleteQuietly(folder.toFile());
        }
    }

    private static ALSModel als(int dim, Dataset<Row> users, Dataset<Row> items) {
        return new ALSModel("als", dim, users, items).setUserCol("user").setItemCol("item");
    }

    private static Dataset<Row> ours(SparkSession spark, SharedStudent shared, int users, RecommendOptions options) {
        return SparkRecommend.lists(
                shared, SparkRecommend.users(spark, shared).limit(users).repartition(8), options);
    }

    private static void tell(String who, int users, int items, double seconds) {
        System.out.printf(
                "%s: %d users, %d items, %.1f s, %.0f users a second%n", who, users, items, seconds, users / seconds);
    }

    private static double run(Dataset<Row> lists) {
        long begin = System.nanoTime();
        lists.write().format("noop").mode("overwrite").save();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Dataset<Row> factors(SparkSession spark, Student student, boolean ofUsers) {
        List<Row> rows = new ArrayList<>();
        int size = ofUsers ? student.users() : student.items();
        for (int row = 0; row < size; row++) {
            float[] vector = ofUsers ? student.userVector(row) : student.itemVector(row);
            Float[] boxed = new Float[vector.length];
            for (int k = 0; k < boxed.length; k++) {
                boxed[k] = vector[k];
            }
            rows.add(RowFactory.create(row, boxed));
        }
        StructType schema = new StructType()
                .add("id", DataTypes.IntegerType, false)
                .add("features", DataTypes.createArrayType(DataTypes.FloatType, false), false);
        Dataset<Row> factors =
                spark.createDataFrame(rows, schema).repartition(4).cache();
        factors.count();
        return factors;
    }

    /** The scores of the first users' lists, place by place. */
    private static void check(SparkSession spark, SharedStudent shared, ALSModel als, RecommendOptions options) {
        Map<String, List<Row>> ours = new HashMap<>();
        SparkRecommend.lists(shared, SparkRecommend.users(spark, shared).limit(CHECKED), options)
                .collectAsList()
                .forEach(row -> ours.put(row.getString(0), row.getList(1)));
        double worst = 0;
        int same = 0;
        int all = 0;
        for (Row row : als.recommendForAllUsers(options.top())
                .where("user < " + CHECKED)
                .collectAsList()) {
            List<Row> theirs = row.getList(1);
            List<Row> own = ours.get("u" + row.getInt(0));
            Set<String> found = new HashSet<>();
            for (int r = 0; r < theirs.size(); r++) {
                worst = Math.max(
                        worst, Math.abs(theirs.get(r).getFloat(1) - own.get(r).getFloat(1)));
                found.add(own.get(r).getString(0));
            }
            same += (int) theirs.stream()
                    .filter(item -> found.contains("i" + item.getInt(0)))
                    .count();
            all += theirs.size();
        }
        System.out.printf(
                "scores of %d users' lists, place by place: at most %.1e apart; %d of %d items are in both%n",
                ours.size(), worst, same, all);
    }
}

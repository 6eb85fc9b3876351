package org.hetcomp.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;

/**
 * What a student is worth, where train, valid and test are frames: the measures and the users of core's Evaluator. Users are
 * those who have a valid and a test item; train is left out of the lists, and test while measuring on valid, valid while measuring
 * on test.
 */
public final class SparkEvaluate {
    private static final String PART = "part";
    private static final List<String> PARTS = List.of("train", "valid", "test");

    private SparkEvaluate() {}

    /**
     * Measures a student.
     *
     * @param parts columns {@code user} and {@code item} of own ids: {@code train}, {@code valid} if there is one, and {@code test},
     *     by these names. Without valid, users are those who have a test item
     * @param more measures besides {@link Measure#FOUR}
     * @throws DataException if a part is missing or unusable, or nobody can be measured
     */
    public static Evaluation evaluate(SharedStudent student, Map<String, Dataset<Row>> parts, List<Measure> more) {
        if (!parts.containsKey("train") || !parts.containsKey("test")) {
            throw new DataException("train or test is missing", parts.keySet().toString(), "give both");
        }
        boolean hasValid = parts.containsKey("valid");
        Set<Measure> measures = new LinkedHashSet<>(Measure.FOUR);
        measures.addAll(more);
        List<String> words = measures.stream().map(Measure::word).toList();
        StructType sums = new StructType()
                .add("users", DataTypes.LongType, false)
                .add("unknownUsers", DataTypes.LongType, false)
                .add("unknownItems", DataTypes.LongType, false)
                .add("values", DataTypes.createArrayType(DataTypes.DoubleType, false), false);
        List<Row> rows = users(parts, hasValid)
                .mapPartitions(new Measuring(student, words, hasValid), Encoders.row(sums))
                .collectAsList();
        return evaluation(rows, new ArrayList<>(measures), hasValid);
    }

    private static Dataset<Row> users(Map<String, Dataset<Row>> parts, boolean hasValid) {
        Dataset<Row> all = null;
        for (String part : PARTS) {
            if (parts.containsKey(part)) {
                Dataset<Row> pairs =
                        Frame.of(parts.get(part), part).pairs().na().drop().withColumn(PART, lit(part));
                all = all == null ? pairs : all.union(pairs);
            }
        }
        // One shuffle for the three of them: who has what, in which part.
        Dataset<Row> users = all.groupBy(Frame.USER).agg(items("train"), items("valid"), items("test"));
        Column isMeasured = size(col("test")).gt(0);
        return users.where(hasValid ? isMeasured.and(size(col("valid")).gt(0)) : isMeasured);
    }

    private static Column items(String part) {
        return collect_set(when(col(PART).equalTo(part), col(Frame.ITEM))).as(part);
    }

    private static Evaluation evaluation(List<Row> rows, List<Measure> measures, boolean hasValid) {
        long users = rows.stream().mapToLong(row -> row.getLong(0)).sum();
        if (users == 0) {
            throw new DataException(
                    "nobody who has a test item" + (hasValid ? " and a valid item" : "") + " is in the student",
                    "test",
                    "give users by the ids that the student has");
        }
        Map<String, Double> valid = new LinkedHashMap<>();
        Map<String, Double> test = new LinkedHashMap<>();
        for (int m = 0; m < measures.size(); m++) {
            int place = m;
            if (hasValid) {
                valid.put(measures.get(m).name(), sum(rows, place) / users);
            }
            test.put(measures.get(m).name(), sum(rows, measures.size() + place) / users);
        }
        return new Evaluation(
                users,
                valid,
                test,
                rows.stream().mapToLong(row -> row.getLong(1)).sum(),
                rows.stream().mapToLong(row -> row.getLong(2)).sum());
    }

    private static double sum(List<Row> rows, int place) {
        return rows.stream()
                .mapToDouble(row -> row.<Double>getList(3).get(place))
                .sum();
    }

    /** For {@code spark-submit}; {@code --help} shows the options. */
    public static void main(String[] words) {
        Program.main(new EvaluateProgram(), words);
    }
}

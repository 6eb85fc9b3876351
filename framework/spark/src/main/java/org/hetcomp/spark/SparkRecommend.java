package org.hetcomp.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hetcomp.io.DataException;

/**
 * The best items of many users, by a student that each executor has for itself: nothing is shuffled, and nothing of size users x
 * items exists. Answers have the bits of {@code hetcomp-student}.
 */
public final class SparkRecommend {
    /** What users have, as a column of lists of items: who has one is asked for by it. */
    public static final String HISTORY = "history";

    /** What else a user is not recommended, as a column of lists of items. */
    public static final String SEEN = "seen";

    private SparkRecommend() {}

    private static StructType ofUsers() {
        return new StructType().add(Frame.USER, DataTypes.StringType);
    }

    private static StructType ofLists() {
        StructType item = new StructType()
                .add(Frame.ITEM, DataTypes.StringType, false)
                .add(Frame.SCORE, DataTypes.FloatType, false);
        return ofUsers().add(Frame.ITEMS, DataTypes.createArrayType(item, false));
    }

    /**
     * The best items of users.
     *
     * @param users a column {@code user} of own ids and, where they are wanted, {@value #HISTORY} and {@value #SEEN}
     * @return a row for each of theirs, {@code user} and {@code items}, a list of {@code item} and {@code score}, the best first;
     *     null where the student knows nothing of the user
     * @throws DataException if a column cannot be used, or histories are given and the student has no encoder
     */
    public static Dataset<Row> lists(SharedStudent student, Dataset<Row> users, RecommendOptions options) {
        Frame frame = Frame.of(users, "users");
        if (frame.has(HISTORY) && !student.student().hasEncoder()) {
            throw new DataException(
                    "the student has no encoder and knows no users but its own",
                    HISTORY,
                    "distil it again with an encoder");
        }
        Column none = lit(null).cast(DataTypes.createArrayType(DataTypes.StringType));
        Dataset<Row> asked = users.select(
                frame.ids(Frame.USER),
                frame.has(HISTORY) ? frame.lists(HISTORY) : none.as(HISTORY),
                frame.has(SEEN) ? frame.lists(SEEN) : none.as(SEEN));
        Broadcast<RecommendOptions> shared = JavaSparkContext.fromSparkContext(
                        users.sparkSession().sparkContext())
                .broadcast(options);
        return asked.mapPartitions(new Asking(student, shared), Encoders.row(ofLists()));
    }

    /** The same in rows of {@code user}, {@code item}, {@code score} and {@code rank}, which counts from 1. */
    public static Dataset<Row> rows(Dataset<Row> lists) {
        return lists.select(col(Frame.USER), posexplode(col(Frame.ITEMS)))
                .select(
                        col(Frame.USER),
                        col("col." + Frame.ITEM).as(Frame.ITEM),
                        col("col." + Frame.SCORE).as(Frame.SCORE),
                        col("pos").plus(1).as(Frame.RANK));
    }

    /** All users of a student, a column {@code user} that is made where it is used. */
    public static Dataset<Row> users(SparkSession spark, SharedStudent student) {
        MapFunction<Long, Row> named =
                row -> RowFactory.create(student.student().userIds().get(row.intValue()));
        return spark.range(student.student().users()).map(named, Encoders.row(ofUsers()));
    }

    /** For {@code spark-submit}; {@code --help} shows the options. */
    public static void main(String[] words) {
        Program.main(new RecommendProgram(), words);
    }
}

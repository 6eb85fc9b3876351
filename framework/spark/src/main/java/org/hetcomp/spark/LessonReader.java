package org.hetcomp.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.hetcomp.io.DataException;
import scala.Tuple2;

/**
 * Makes {@link Lesson}s of frames: ids are numbered in the order that core numbers them in (as numbers if all are, else as text), each
 * block has users that follow one another, and what belongs to a user comes to the user's block in one shuffle.
 */
final class LessonReader {
    private static final String NUMBER = "number";
    private static final String KIND = "kind";
    private static final String USER_ROW = "userRow";
    private static final String ITEM_ROW = "itemRow";
    private static final int PARTS = 3;

    private final SparkSession spark;
    private final DistillData data;
    private final Dataset<Row> users;
    private final Dataset<Row> items;
    private final LongAccumulator leftOut;
    private final int userCount;
    private final int itemCount;

    /**
     * Numbers the users of train and the items of all parts and of the catalogue.
     *
     * @throws DataException if train is empty
     */
    LessonReader(SparkSession spark, DistillData data) {
        this.spark = spark;
        this.data = data;
        this.leftOut = spark.sparkContext().longAccumulator("left out");
        Frame catalogue = data.catalogue();
        Dataset<Row> all = catalogue == null ? null : catalogue.rows().select(catalogue.ids(Frame.ITEM));
        for (Frame part : data.parts()) {
            Dataset<Row> some = part.rows().select(part.ids(Frame.ITEM));
            all = all == null ? some : all.union(some);
        }
        Frame train = data.parts().get(0);
        users = numbered(train.rows().select(train.ids(Frame.USER)), Frame.USER, USER_ROW);
        items = numbered(all, Frame.ITEM, ITEM_ROW);
        userCount = Math.toIntExact(users.count());
        itemCount = Math.toIntExact(items.count());
        if (userCount == 0) {
            throw new DataException("nobody has anything", train.where(), "give pairs of users and items");
        }
    }

    /** Rows of users who are not in train, or of items that are nowhere, once lessons were read; those read again count again. */
    long leftOut() {
        return leftOut.value();
    }

    int users() {
        return userCount;
    }

    int items() {
        return itemCount;
    }

    /** The users' own ids, by row. */
    Iterator<Row> userIds() {
        return users.orderBy(USER_ROW).select(Frame.USER).toLocalIterator();
    }

    /** The items' own ids, by row. */
    Iterator<Row> itemIds() {
        return items.orderBy(ITEM_ROW).select(Frame.ITEM).toLocalIterator();
    }

    private Dataset<Row> numbered(Dataset<Row> ids, String name, String row) {
        Dataset<Row> distinct = ids.na().drop().distinct();
        Column number = col(name).try_cast(DataTypes.LongType);
        // Plain integers of Java's int, as IdOrder has it.
        Column isNumber = col(name).rlike("^(0|[1-9][0-9]{0,9})$").and(number.leq(Integer.MAX_VALUE));
        boolean text =
                !distinct.where(isNumber.equalTo(false).or(isNumber.isNull())).isEmpty();
        JavaRDD<Row> rows = distinct.orderBy(text ? col(name) : number)
                .javaRDD()
                .zipWithIndex()
                .map(pair -> RowFactory.create(pair._1().getString(0), pair._2().intValue()));
        StructType schema =
                new StructType().add(name, DataTypes.StringType, false).add(row, DataTypes.IntegerType, false);
        return spark.createDataFrame(rows, schema).cache();
    }

    /**
     * Reads the lessons.
     *
     * @param blocks how many; at most as many as there are users
     */
    JavaRDD<Lesson> read(int blocks) {
        Dataset<Row> rows = null;
        for (int part = 0; part < PARTS; part++) {
            rows = with(rows, data.parts().get(part).pairs().withColumn(NUMBER, lit(0.0)), part);
        }
        int kind = PARTS;
        for (List<Frame> teacher : data.teachers()) {
            for (Frame snapshot : teacher) {
                rows = with(rows, ranked(snapshot), kind++);
            }
        }
        LongAccumulator unknown = leftOut;
        FilterFunction<Row> isKnown = row -> {
            boolean known = !row.isNullAt(row.fieldIndex(USER_ROW)) && !row.isNullAt(row.fieldIndex(ITEM_ROW));
            unknown.add(known ? 0 : 1);
            return known;
        };
        Dataset<Row> byUser = rows.join(users, rows.col(Frame.USER).equalTo(users.col(Frame.USER)), "left_outer")
                .drop(users.col(Frame.USER))
                .join(items, rows.col(Frame.ITEM).equalTo(items.col(Frame.ITEM)), "left_outer")
                .drop(items.col(Frame.ITEM))
                .filter(isKnown)
                .groupBy(USER_ROW, KIND)
                .agg(sort_array(collect_list(struct(col(NUMBER), col(ITEM_ROW))))
                        .as(Frame.ITEMS))
                .groupBy(USER_ROW)
                .agg(collect_list(
                        struct(col(KIND), col(Frame.ITEMS + "." + ITEM_ROW).as(Frame.ITEMS))));
        JavaPairRDD<Integer, Row> pairs = byUser.javaRDD().mapToPair(row -> new Tuple2<>(row.getInt(0), row));
        int[] snapshots = data.teachers().stream().mapToInt(List::size).toArray();
        Blocks dealt = new Blocks(userCount, blocks);
        int width = itemCount;
        return pairs.partitionBy(dealt)
                .mapPartitionsWithIndex(
                        (block, some) -> List.of(lesson(block, dealt, width, snapshots, some))
                                .iterator(),
                        true);
    }

    private static Dataset<Row> with(Dataset<Row> rows, Dataset<Row> more, int kind) {
        Dataset<Row> tagged = more.withColumn(KIND, lit(kind));
        return rows == null ? tagged : rows.union(tagged);
    }

    private static Dataset<Row> ranked(Frame frame) {
        boolean ranks = frame.has(Frame.RANK);
        Column number = frame.numbers(ranks ? Frame.RANK : Frame.SCORE);
        return frame.rows()
                .select(frame.ids(Frame.USER), frame.ids(Frame.ITEM), (ranks ? number : negate(number)).as(NUMBER));
    }

    private static Lesson lesson(
            int block, Blocks dealt, int items, int[] snapshots, Iterator<Tuple2<Integer, Row>> some) {
        int first = dealt.first(block);
        int users = dealt.first(block + 1) - first;
        List<int[][]> kinds = new ArrayList<>();
        int all = PARTS;
        for (int count : snapshots) {
            all += count;
        }
        for (int kind = 0; kind < all; kind++) {
            int[][] rows = new int[users][];
            Arrays.fill(rows, new int[0]);
            kinds.add(rows);
        }
        while (some.hasNext()) {
            Tuple2<Integer, Row> user = some.next();
            for (Row kind : user._2().<Row>getList(1)) {
                List<Integer> row = kind.getList(1);
                kinds.get(kind.getInt(0))[user._1() - first] =
                        row.stream().mapToInt(i -> i).distinct().toArray();
            }
        }
        int[][][][] rankings = new int[snapshots.length][][][];
        int kind = PARTS;
        for (int x = 0; x < snapshots.length; x++) {
            rankings[x] = kinds.subList(kind, kind + snapshots[x]).toArray(int[][][]::new);
            kind += snapshots[x];
        }
        return new Lesson(block, first, items, kinds.subList(0, PARTS).toArray(int[][][]::new), rankings);
    }

    /** Which block each user is in: so many blocks of users that follow one another, as even as can be. */
    private static final class Blocks extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int users;
        private final int blocks;

        Blocks(int users, int blocks) {
            this.users = users;
            this.blocks = blocks;
        }

        int first(int block) {
            return (int) ((long) users * block / blocks);
        }

        @Override
        public int numPartitions() {
            return blocks;
        }

        @Override
        public int getPartition(Object user) {
            int block = (int) ((long) (Integer) user * blocks / users);
            while (first(block + 1) <= (Integer) user) {
                block++;
            }
            return block;
        }
    }
}

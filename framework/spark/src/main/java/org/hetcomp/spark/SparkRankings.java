package org.hetcomp.spark;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.hetcomp.io.DataException;

/**
 * Rankings that Spark jobs wrote, as {@code zoo import --rankings} takes them: a gzipped file of JSON lines {@code {"user",
 * "items"}}, best first. Executors order and write them, in parts, which the driver joins byte by byte: no row is ever on its heap.
 */
public final class SparkRankings {
    private static final String NUMBER = "number";
    private static final String PLACED = "placed";

    private SparkRankings() {}

    /**
     * Each user's items, best first.
     *
     * @param rankings columns {@code user}, {@code item} and {@code rank} (the least is the best) or {@code score} (the greatest).
     *     Where both are there, {@code rank} decides; equal numbers go by the items' ids as text
     * @param most items of a user, the best ones
     * @return {@code user} and {@code items}, a list of ids
     */
    public static Dataset<Row> lists(Dataset<Row> rankings, int most) {
        return lists(Frame.of(rankings, "rankings"), most, Observation.apply()).drop(PLACED);
    }

    private static Dataset<Row> lists(Frame frame, int most, Observation told) {
        boolean ranked = frame.has(Frame.RANK);
        Column number = frame.numbers(ranked ? Frame.RANK : Frame.SCORE);
        Dataset<Row> rows = frame.rows()
                .select(frame.ids(Frame.USER), frame.ids(Frame.ITEM), (ranked ? number : negate(number)).as(NUMBER));
        Column without = col(Frame.USER)
                .isNull()
                .or(col(Frame.ITEM).isNull())
                .or(col(NUMBER).isNull())
                .or(isnan(col(NUMBER)));
        return rows.observe(
                        told, count(lit(1)).as("all"), count(when(without, 1)).as("unusable"))
                .groupBy(Frame.USER)
                .agg(sort_array(collect_list(struct(col(NUMBER), col(Frame.ITEM))))
                        .as(PLACED))
                .withColumn(Frame.ITEMS, transform(col(PLACED), place -> place.getField(Frame.ITEM)))
                .withColumn(PLACED, size(array_distinct(col(Frame.ITEMS))).notEqual(size(col(Frame.ITEMS))))
                .withColumn(Frame.ITEMS, slice(col(Frame.ITEMS), 1, most));
    }

    /**
     * Writes a snapshot.
     *
     * @param most items of a user, the best ones
     * @param into the file, on any file system; must not be there
     * @return how many users it has
     * @throws DataException if a row lacks something or a user has an item twice; nothing is left behind
     */
    static long write(Frame rankings, int most, Path into) throws IOException {
        HadoopFiles files = HadoopFiles.of(rankings.rows().sparkSession());
        Path parts = new Path(into.getParent(), "." + into.getName() + ".parts");
        Told rows = new Told();
        Told users = new Told();
        try {
            lists(rankings, most, rows.observation())
                    .observe(
                            users.observation(),
                            count(lit(1)).as("all"),
                            min(when(col(PLACED), col(Frame.USER))).as("twice"))
                    .select(to_json(struct(col(Frame.USER), col(Frame.ITEMS))).as("value"))
                    .write()
                    .option("compression", "gzip")
                    .text(parts.toString());
            check(rows, users, rankings.where());
            List<Path> written = files.files(parts).stream()
                    .filter(part -> part.getName().startsWith("part-"))
                    .toList();
            files.join(written, into);
        } finally {
            files.delete(parts);
        }
        return users.count("all");
    }

    private static void check(Told rows, Told users, String where) {
        long unusable = rows.count("unusable");
        if (unusable > 0) {
            throw new DataException(
                    unusable + " of " + rows.count("all") + " rows have no user, no item or no number",
                    where,
                    "leave them out, or fill them in");
        }
        if (rows.count("all") == 0) {
            throw new DataException("no rankings", where, "give some");
        }
        if (users.text("twice") != null) {
            throw new DataException(
                    "user " + DataException.quote(users.text("twice")) + " has an item twice",
                    where,
                    "give each item one place in a user's ranking");
        }
    }

    /** For {@code spark-submit}; {@code --help} shows the options. */
    public static void main(String[] words) {
        Program.main(new RankingsProgram(), words);
    }
}

package org.hetcomp.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.io.DataException;

/** {@link SparkRecommend} as a main: Parquet of users or histories in, Parquet of their best items out. */
final class RecommendProgram implements Program {
    private static final String MODEL = "model";
    private static final String USERS = "users";
    private static final String HISTORY = "history";
    private static final String SEEN = "seen";
    private static final String KEEP_SEEN = "keep-seen";
    private static final String ITEMS = "items";
    private static final String WITHOUT = "without";
    private static final String TOP = "top";
    private static final String LISTS = "lists";
    private static final String PARTITIONS = "partitions";
    private static final String OUT = "out";

    @Override
    public Class<?> named() {
        return SparkRecommend.class;
    }

    @Override
    public String about() {
        return "Recommends to the users of a student, to some of them, or to whoever has histories.";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Words.option(MODEL, "PATH", "the student: its folder, that of a run, or an archive"))
                .addOption(Words.option(
                        USERS, "PARQUET", "a column user: whom to recommend to; all of the student's by default"))
                .addOption(Words.option(
                        HISTORY,
                        "PARQUET",
                        "in place of --users: columns user and item, or user and items (a list); users, new ones or old"
                                + " ones, by what they have, which is left out"))
                .addOption(Words.option(
                        SEEN,
                        "PARQUET",
                        "columns user and item, or user and items: what else is left out of a user's list"))
                .addOption(Words.flag(KEEP_SEEN, "recommend what users had, as it travels with the student, too"))
                .addOption(Words.option(ITEMS, "PARQUET", "a column item: the only items to recommend"))
                .addOption(Words.option(WITHOUT, "PARQUET", "a column item: items not to recommend to anybody"))
                .addOption(Words.option(TOP, "N", "items of a user; 10 by default"))
                .addOption(Words.flag(LISTS, "write a row a user, items being a list, in place of a row an item"))
                .addOption(Words.columns())
                .addOption(Words.option(PARTITIONS, "N", "tasks that the users are dealt to; 4 a core by default"))
                .addOption(Words.option(OUT, "PATH", "a new folder: Parquet of user, item, score and rank"));
    }

    @Override
    public void run(SparkSession spark, Words words, PrintStream out) throws IOException {
        String model = words.required(MODEL);
        String to = words.required(OUT);
        if (words.has(USERS) && words.has(HISTORY)) {
            throw new DataException("both --users and --history", "command line", "give one of them");
        }
        RecommendOptions options = RecommendOptions.defaults().withTop(words.count(TOP, 10));
        HadoopFiles.of(spark).requireNew(to);
        SharedStudent student = SharedStudent.share(spark, model);
        Map<String, String> names = words.names();
        if (words.has(ITEMS)) {
            options = options.withOnly(items(Frame.read(spark, words.get(ITEMS), names)));
        }
        if (words.has(WITHOUT)) {
            options = options.withoutItems(items(Frame.read(spark, words.get(WITHOUT), names)));
        }
        if (words.has(KEEP_SEEN)) {
            options = options.keepingSeen();
        } else if (!words.has(HISTORY) && student.open().seen().isEmpty() && !words.has(SEEN)) {
            out.println(
                    "what users had does not travel with the student, so it is recommended too; --seen leaves it out");
        }
        Dataset<Row> users = users(spark, words, student, names);
        if (words.has(SEEN)) {
            Dataset<Row> seen = gathered(Frame.read(spark, words.get(SEEN), names), SparkRecommend.SEEN);
            users = users.join(seen, users.col(Frame.USER).equalTo(seen.col(Frame.USER)), "left_outer")
                    .drop(seen.col(Frame.USER));
        }
        // Ids of many users fit one partition as Spark counts it, by bytes; the work on them is for all cores.
        int tasks = words.count(PARTITIONS, 4 * spark.sparkContext().defaultParallelism());
        write(SparkRecommend.lists(student, users.repartition(tasks), options), words.has(LISTS), to, out);
    }

    private static Dataset<Row> users(
            SparkSession spark, Words words, SharedStudent student, Map<String, String> names) {
        if (words.has(HISTORY)) {
            return gathered(Frame.read(spark, words.get(HISTORY), names), SparkRecommend.HISTORY);
        }
        if (words.has(USERS)) {
            Frame frame = Frame.read(spark, words.get(USERS), names);
            return frame.rows().select(frame.ids(Frame.USER));
        }
        return SparkRecommend.users(spark, student);
    }

    private static Dataset<Row> gathered(Frame frame, String as) {
        Dataset<Row> pairs = frame.has(Frame.ITEMS)
                ? frame.rows()
                        .select(
                                frame.ids(Frame.USER),
                                explode_outer(frame.lists(Frame.ITEMS)).as(Frame.ITEM))
                : frame.pairs();
        return pairs.groupBy(Frame.USER).agg(collect_set(col(Frame.ITEM)).as(as));
    }

    private static Set<String> items(Frame frame) {
        return frame.rows().select(frame.ids(Frame.ITEM)).na().drop().distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }

    private static void write(Dataset<Row> lists, boolean whole, String to, PrintStream out) throws IOException {
        Told told = new Told();
        Column unknown = col(Frame.ITEMS).isNull();
        Dataset<Row> watched = lists.observe(
                told.observation(),
                count(lit(1)).as("all"),
                count(when(unknown, 1)).as("unknown"),
                min(when(unknown, col(Frame.USER))).as("first"));
        Dataset<Row> known = watched.where(col(Frame.ITEMS).isNotNull());
        (whole ? known : SparkRecommend.rows(known)).write().parquet(to);
        long all = told.count("all");
        long left = told.count("unknown");
        String first = told.text("first");
        String named = first == null ? "users without an id" : DataException.quote(first);
        if (all == left) {
            HadoopFiles.of(lists.sparkSession()).delete(new Path(to));
            throw new DataException(
                    all == 0 ? "there is no user" : "the student knows nothing of any of " + all + " users",
                    named,
                    "give users by the ids that the student has, " + SparkRecommend.HISTORY + " in its items' ids");
        }
        if (left > 0) {
            out.println("the student knows nothing of " + left + " of " + all + " users, who are left out, such as "
                    + named);
        }
        out.println("recommended to " + (all - left) + " users, in " + to);
    }
}

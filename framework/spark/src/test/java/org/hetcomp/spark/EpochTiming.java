package org.hetcomp.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.TrainingOptions;

/**
 * Seconds of an epoch of SparkDistill, evaluation and saving included, on drawn data and local cores; docs/scale.md has what it
 * printed. Not a test: {@code EpochTiming MASTER BLOCKS USERS ITEMS BATCH EPOCHS}, MASTER being such as {@code local[2]},
 * or {@code cluster[2]} for that many executors of one core, where SPARK_HOME is an empty folder and SPARK_SCALA_VERSION 2.13.
 */
final class EpochTiming {
    private static final int DIM = 16;
    private static final int OWN = 10;
    private static final int RANKED = 100;

    private EpochTiming() {}

    public static void main(String[] words) throws IOException {
        int blocks = Integer.parseInt(words[1]);
        int users = Integer.parseInt(words[2]);
        int items = Integer.parseInt(words[3]);
        int batch = Integer.parseInt(words[4]);
        int epochs = Integer.parseInt(words[5]);
        Path folder = Files.createTempDirectory("epoch-timing");
        try (SparkSession spark = session(words[0])) {
            spark.sparkContext().setLogLevel("ERROR");
            DistillerOptions defaults =
                    DistillerOptions.of(Method.CONVERGED).withSpectral(false).withSize(DIM, epochs);
            TrainingOptions training = defaults.training();
            DistillerOptions options = defaults.withTraining(
                    new TrainingOptions(epochs, training.learningRate(), training.l2(), batch, 1, 0));
            List<Long> ends = new ArrayList<>();
            Tasks tasks = new Tasks();
            spark.sparkContext().addSparkListener(tasks);
            SparkDistill.distil(
                    Map.of(
                            "train", drawn(spark, users, items, 0, OWN),
                            "valid", drawn(spark, users, items, OWN, 1),
                            "test", drawn(spark, users, items, OWN + 1, 1),
                            "items", spark.range(items).toDF("item")),
                    List.of(List.of(drawn(spark, users, items, OWN, RANKED))),
                    options,
                    blocks,
                    folder.resolve("run").toString(),
                    line -> {
                        if (line.startsWith("epoch ")) {
                            ends.add(System.nanoTime());
                            tasks.tell(ends.size() == 1);
                        }
                    });
            double[] seconds = new double[ends.size() - 1];
            Arrays.setAll(seconds, n -> (ends.get(n + 1) - ends.get(n)) / 1e9);
            Arrays.sort(seconds);
            System.out.printf(
                    "%s, %d blocks, %d users, %d items, %d steps: %.2f / %.2f / %.2f s an epoch%n",
                    words[0],
                    blocks,
                    users,
                    items,
                    (users + batch - 1) / batch,
                    seconds[0],
                    seconds[seconds.length / 2],
                    seconds[seconds.length - 1]);
            System.out.println(tasks.of(seconds.length));
        } finally {
            org.apache.commons.io.FileUtils.deleteQuietly(folder.toFile());
        }
    }

    private static SparkSession session(String master) throws IOException {
        if (master.startsWith("cluster[")) {
            return Cluster.begin(Integer.parseInt(master.substring("cluster[".length(), master.length() - 1)));
        }
        return SparkSession.builder()
                .master(master)
                .appName("epoch timing")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }

    /** What tasks took from the end of the first epoch to that of the last: seconds of an epoch, summed over tasks. */
    private static final class Tasks extends SparkListener {
        private long jobs;
        private long count;
        private double run;
        private double processor;
        private double collected;
        private double apart;

        @Override
        public synchronized void onJobStart(SparkListenerJobStart job) {
            jobs++;
        }

        @Override
        public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
            TaskMetrics metrics = end.taskMetrics();
            count++;
            run += metrics.executorRunTime() / 1e3;
            processor += metrics.executorCpuTime() / 1e9;
            collected += metrics.jvmGCTime() / 1e3;
            apart += (metrics.executorDeserializeTime() + metrics.resultSerializationTime()) / 1e3;
        }

        /** At the end of an epoch; those before the first one are forgotten. */
        synchronized void tell(boolean first) {
            if (first) {
                jobs = 0;
                count = 0;
                run = 0;
                processor = 0;
                collected = 0;
                apart = 0;
            }
        }

        synchronized String of(int epochs) {
            return String.format(
                    "an epoch: %.1f jobs of %.1f tasks, which ran %.2f s together, of processors %.2f, of these collecting %.2f,"
                            + " and took %.2f to read tasks and write results",
                    (double) jobs / epochs,
                    (double) count / epochs,
                    run / epochs,
                    processor / epochs,
                    collected / epochs,
                    apart / epochs);
        }
    }

    /** Items of each user, ranked from a place on: a walk over all items whose beginning and stride are the user's own. */
    private static Dataset<Row> drawn(SparkSession spark, int users, int items, int from, int count) {
        return spark.range(users)
                .selectExpr("id AS user", "explode(sequence(" + from + ", " + (from + count - 1) + ")) AS rank")
                .selectExpr("user", "pmod(hash(user), " + items + ") + 0L AS begin", "rank")
                .selectExpr("user", "(begin + rank * (1 + user % 97)) % " + items + " AS item", "rank");
    }
}

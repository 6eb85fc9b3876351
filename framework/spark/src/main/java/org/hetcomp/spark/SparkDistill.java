package org.hetcomp.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.io.DataException;

/**
 * Distils a student where users are spread over a cluster: each block of them keeps its vectors, its moments, its place in the
 * curriculum and the teachers' rankings where it is; only the items' gradient, {@code items x d}, is added up, by a tree. Synchronous:
 * what comes out is what one machine would have trained, up to rounding.
 */
public final class SparkDistill {
    private static final int MOST_STEPS = 500;

    private SparkDistill() {}

    /**
     * What a run came to.
     *
     * @param losses the weighted loss of each epoch, mean over users
     * @param bestEpoch the one whose student was kept; the last if nobody could be measured
     * @param valid its measure on valid; -1 if nobody could be measured
     */
    public record Distilled(List<Double> losses, int bestEpoch, double valid) {}

    /**
     * Distils.
     *
     * @param parts {@code train}, {@code valid} and {@code test}, of columns {@code user} and {@code item}; and maybe {@code items}, of
     *     a column {@code item}, with items that nobody has
     * @param teachers the snapshots of each, the converged one last, of columns {@code user}, {@code item} and {@code rank} or {@code
     *     score}, what users have among them
     * @param options of the methods {@code hetcomp} and {@code converged}
     * @param blocks of users, at most as many as there are users: tasks of a step
     * @param folder the run's, new, or of a run of the same that has not ended; {@code student/} in it is the student
     * @throws DataException if the options are others than can be had here, or the folder is not to be had
     */
    public static Distilled distil(
            Map<String, Dataset<Row>> parts,
            List<List<Dataset<Row>>> teachers,
            DistillerOptions options,
            int blocks,
            String folder,
            Consumer<String> log) {
        DistillData data = DistillData.of(parts, teachers);
        return distil(data, options, blocks, folder, log);
    }

    static Distilled distil(
            DistillData data, DistillerOptions options, int blocks, String folder, Consumer<String> log) {
        SparkSession spark = data.parts().get(0).rows().sparkSession();
        require(options);
        int weights = options.ensemble().weights().size();
        if (weights > 0 && weights != data.teachers().size()) {
            throw new DataException(
                    weights + " weights are not of " + data.teachers().size() + " teachers",
                    "--weights",
                    "give one of each");
        }
        try {
            RunFiles files = new RunFiles(HadoopFiles.of(spark), folder);
            LessonReader reader = new LessonReader(spark, data);
            DistillPlan plan = DistillPlan.of(options, reader.users(), reader.items(), data.ends());
            requireFitting(plan, blocks);
            String spec = plan.spec(blocks);
            int from = files.begin(spec);
            if (from > 0) {
                log.accept("goes on after epoch " + from);
            }
            JavaRDD<Lesson> lessons = reader.read(blocks).persist(StorageLevel.MEMORY_AND_DISK());
            lessons.count();
            if (reader.leftOut() > 0) {
                log.accept(reader.leftOut()
                        + " rows of users who are not in train, or of items that are in no part, are left out");
            }
            DistillState state = new DistillRun(lessons, plan, options, files, log).run(from, Integer.MAX_VALUE);
            lessons.unpersist();
            int best = state.bestEpoch > 0 ? state.bestEpoch : state.epoch;
            StudentFolder.write(reader, files, blocks, files.state(best), spec);
            return new Distilled(List.copyOf(state.losses), best, state.bestValue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(DistillerOptions options) {
        if (options.method() != Method.HETCOMP && options.method() != Method.CONVERGED) {
            throw new DataException(
                    options.method().id() + " is not had on Spark", "--method", "give hetcomp or converged");
        }
        if (options.curriculum().stay() > 0
                || options.ensemble().share() < 1
                || !options.losses().partition().equals(Partition.FULL)) {
            throw new DataException(
                    "stay, share and a sampled partition are not had on Spark", "--set", "leave them out");
        }
    }

    private static void requireFitting(DistillPlan plan, int blocks) {
        int users = plan.shape().users();
        if (blocks < 1 || blocks > users) {
            throw new DataException(blocks + " blocks of " + users + " users", "--partitions", "give fewer");
        }
        int steps = plan.steps().count(users);
        if (steps > MOST_STEPS) {
            // Each is a job of Spark's, and the last of an epoch remembers all before it.
            throw new DataException(
                    steps + " steps an epoch, not at most " + MOST_STEPS, "--batch", "give more users a step");
        }
    }

    /** For {@code spark-submit}; {@code --help} shows the options. */
    public static void main(String[] words) {
        Program.main(new DistillProgram(), words);
    }
}

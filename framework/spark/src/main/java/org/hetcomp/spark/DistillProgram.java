package org.hetcomp.spark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Setting;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.io.DataException;

/** {@link SparkDistill} as a main: Parquet of train, valid, test and of teachers' rankings in, a student's folder out. */
final class DistillProgram implements Program {
    private static final String ITEMS = "items";
    private static final String TEACHER = "teacher";
    private static final String METHOD = "method";
    private static final String SET = "set";
    private static final String WEIGHTS = "weights";
    private static final String DIM = "dim";
    private static final String EPOCHS = "epochs";
    private static final String RATE = "lr";
    private static final String DECAY = "weight-decay";
    private static final String BATCH = "batch";
    private static final String SEED = "seed";
    private static final String PARTITIONS = "partitions";
    private static final String OUT = "out";

    @Override
    public Class<?> named() {
        return SparkDistill.class;
    }

    @Override
    public String about() {
        return "Distils a student from teachers' rankings, users staying where they are.";
    }

    @Override
    public Options options() {
        TrainingOptions defaults = DistillerOptions.of(Method.DEFAULT).training();
        return new Options()
                .addOption(Words.option("train", "PARQUET", "columns user and item: what is learned from"))
                .addOption(Words.option("valid", "PARQUET", "likewise, what the best epoch is chosen by"))
                .addOption(Words.option("test", "PARQUET", "likewise, what is left out of valid's lists"))
                .addOption(Words.option(ITEMS, "PARQUET", "a column item: items besides those, which nobody has"))
                .addOption(Option.builder()
                        .longOpt(TEACHER)
                        .hasArg()
                        .argName("PARQUET,...")
                        .desc(
                                "a teacher's snapshots, the converged one last: columns user, item and rank or score, what"
                                        + " users have among the items; again for each teacher")
                        .get())
                .addOption(Words.option(METHOD, "NAME", "converged (default) or hetcomp"))
                .addOption(Words.option(SET, "NAME=X,...", "settings of the method, as of distill"))
                .addOption(Words.option(
                        WEIGHTS, "X,...", "how much each teacher counts, in their order; 1 by default, for all alike"))
                .addOption(Words.option(DIM, "N", "dimension of the student; 16 by default"))
                .addOption(Words.option(
                        EPOCHS,
                        "N",
                        "how many, to the last of which the step size falls; " + defaults.epochs() + " by default"))
                .addOption(Words.option(
                        RATE, "X", "Adam's step size in the first epoch; " + defaults.learningRate() + " by default"))
                .addOption(Words.option(DECAY, "X", "weight of the squared parameters; 1e-5 by default"))
                .addOption(Words.option(BATCH, "N", "users of a step, of all blocks together; 128 by default"))
                .addOption(Words.option(SEED, "N", "decides what is drawn; 0 by default"))
                .addOption(Words.option(PARTITIONS, "N", "blocks of users; 1 a core by default"))
                .addOption(Words.columns())
                .addOption(Words.option(OUT, "PATH", "the run's folder: new, or of the same run that has not ended"));
    }

    @Override
    public void run(SparkSession spark, Words words, PrintStream out) {
        List<Frame> parts = new ArrayList<>();
        for (String part : List.of("train", "valid", "test")) {
            parts.add(Frame.read(spark, words.required(part), words.names()));
        }
        words.required(TEACHER);
        String folder = words.required(OUT);
        List<List<Frame>> teachers = new ArrayList<>();
        for (String teacher : words.all(TEACHER)) {
            List<Frame> snapshots = new ArrayList<>();
            for (String snapshot : teacher.split(",")) {
                snapshots.add(Frame.read(spark, snapshot, words.names()));
            }
            teachers.add(snapshots);
        }
        SparkDistill.Distilled distilled = SparkDistill.distil(
                new DistillData(
                        parts, words.has(ITEMS) ? Frame.read(spark, words.get(ITEMS), words.names()) : null, teachers),
                options(words),
                words.count(PARTITIONS, spark.sparkContext().defaultParallelism()),
                folder,
                out::println);
        out.printf(
                "the student of epoch %d of %d, in %s/student%n",
                distilled.bestEpoch(), distilled.losses().size(), folder);
    }

    private static DistillerOptions options(Words words) {
        try {
            Method method = Method.named(words.has(METHOD) ? words.get(METHOD) : Method.DEFAULT.id());
            DistillerOptions options = DistillerOptions.of(method).withSeed(words.count(SEED, 0, 0));
            TrainingOptions training = options.training();
            options = options.withSize(words.count(DIM, options.dim()), words.count(EPOCHS, training.epochs()))
                    .withTraining(new TrainingOptions(
                            words.count(EPOCHS, training.epochs()),
                            words.number(RATE, training.learningRate()),
                            words.number(DECAY, training.l2()),
                            words.count(BATCH, training.batch()),
                            training.evaluateEvery(),
                            training.patience()));
            options = Setting.apply(options, settings(words));
            return options.withEnsemble(options.ensemble().withWeights(weights(words)));
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), "command line", "see --help");
        }
    }

    private static List<Double> weights(Words words) {
        if (!words.has(WEIGHTS)) {
            return List.of();
        }
        List<Double> weights = new ArrayList<>();
        for (String weight : words.get(WEIGHTS).split(",", -1)) {
            weights.add(Words.number(weight, WEIGHTS));
        }
        return weights;
    }

    private static Map<String, Double> settings(Words words) {
        Map<String, Double> settings = new LinkedHashMap<>();
        for (String pair : words.has(SET) ? words.get(SET).split(",") : new String[0]) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new DataException(
                        DataException.quote(pair) + " is no NAME=X", "--" + SET, "write it like lambda=20");
            }
            settings.put(pair.substring(0, equals), Words.number(pair.substring(equals + 1), SET));
        }
        return settings;
    }
}

package org.hetcomp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Lab;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.pipeline.EncoderKind;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.SetSpec;
import org.hetcomp.zoo.Zoo;

/** The options of {@code distill}. */
final class DistillOptions {
    static final String REFIT = "refit";
    private static final String ENCODER = "encoder";
    private static final String FROM = "from";
    private static final String KEEP = "keep";
    private static final String EQUAL_WEIGHTS = "equal-weights";

    /** The options that say how teachers are trained. */
    static final List<String> HOW =
            List.of("families", "teacher-epochs", StepOptions.TEACHER_LR, StepOptions.TEACHER_DECAY);

    /** Those that are compared unless others are named. */
    static final List<String> COMMON = Stream.of(Method.HETCOMP, Method.CONVERGED, Method.NONE)
            .map(Method::id)
            .toList();

    private DistillOptions() {}

    /** How they are declared. */
    static Options all() {
        return RunOptions.addTo(StepOptions.student(shared())
                .addOption(method())
                .addOption(SettingOptions.ofOne())
                .addOption(CommonOptions.option(
                        "epochs",
                        "N",
                        "epochs of the student, to the last of which its step falls (default " + epochs(Method.DEFAULT)
                                + "; none has no such step and stops by itself, after at most " + epochs(Method.NONE)
                                + ")"))
                .addOption(CommonOptions.option(
                        KEEP,
                        "SHARE",
                        "in place of --dim, such as 0.97: the smallest student, of dimension 4 to 64, that keeps that share of what "
                                + "the ensemble has on valid"))
                .addOption(CommonOptions.option(
                        FROM,
                        "DIR",
                        "start teachers and student from those of the finished run in DIR, in a fraction of the epochs; the data is "
                                + "all there is now, what was there included"))
                .addOption(
                        CommonOptions.option(
                                ENCODER,
                                "KIND",
                                "what answers users that it never saw: full (default), map: without a vector of each item's, or none"))
                .addOption(CommonOptions.flag(
                        REFIT,
                        "for use: train teachers and student once more in the end, on train, valid and test; measures stay "
                                + "those of before")));
    }

    /** How {@code --method} is declared. */
    static Option method() {
        return CommonOptions.option(
                "method",
                "NAME",
                "converged (default): the trained teachers' ensemble by the fine loss; hetcomp: their trajectories from"
                        + " easy to hard; none: the student by itself; or one of "
                        + String.join(
                                ", ", methods().subList(COMMON.size(), methods().size())));
    }

    /** Reads them. */
    static RunSpec spec(Call call) {
        Method method = Method.named(call.arguments().one("method", methods(), Method.DEFAULT.id()));
        Double keep = keep(call.arguments());
        return spec(call, method).withKeep(keep).withSettings(SettingOptions.read(call.arguments(), method));
    }

    /** Reads all but the method. */
    static RunSpec spec(Call call, Method method) {
        return spec(call, method, SetOptions.of(call.arguments(), method));
    }

    /** The same on the first of some data sets, with how teachers are trained where they are. */
    static RunSpec spec(Call call, Method method, List<SetSpec> sets) {
        Arguments arguments = call.arguments();
        RunSpec defaults =
                RunSpec.of(sets.get(0).data(), call.common().engine(), method).withFrom(from(arguments));
        List<String> families = SetOptions.families(sets);
        return defaults.withTeachers(sets.get(0).teachers(), ZooOptions.repositories(arguments), families)
                .withTeacherSteps(
                        StepOptions.families(arguments, StepOptions.TEACHER_LR, families),
                        StepOptions.families(arguments, StepOptions.TEACHER_DECAY, families))
                .withSteps(
                        StepOptions.number(arguments, StepOptions.LR), StepOptions.number(arguments, StepOptions.DECAY))
                .withRefit(arguments.has(REFIT))
                .withEncoder(EncoderKind.of(arguments.one(ENCODER, EncoderKind.ids(), EncoderKind.FULL.id())))
                .withSeen(!arguments.has(RunOptions.NO_SEEN))
                .withEqualWeights(equalWeights(arguments, method))
                .withTeacherEpochs(arguments.integer("teacher-epochs", 1, RunSpec.MOST_EPOCHS, 0))
                .withDim(arguments.integer("dim", 1, RunSpec.MOST_DIM, defaults.dim()))
                .withEpochs(arguments.integer("epochs", 1, RunSpec.MOST_EPOCHS, defaults.epochs()))
                .withPartition(partition(arguments, method))
                .withJudging(JudgingOptions.of(arguments))
                .withSeed(call.common().seed());
    }

    private static Double keep(Arguments arguments) {
        Double keep = arguments.number(KEEP, null);
        if (keep == null) {
            return null;
        }
        for (String other : List.of("dim", FROM)) {
            if (arguments.has(other)) {
                throw CommandException.usage(
                        "given beside --" + KEEP + ", which finds the dimension",
                        "--" + other,
                        "leave one of them out");
            }
        }
        if (!(keep > 0 && keep <= 1)) {
            throw CommandException.usage(
                    Arguments.quote(arguments.text(KEEP, "")) + " is no share above 0 and at most 1",
                    "--" + KEEP,
                    "give one, such as 0.97");
        }
        return keep;
    }

    private static String from(Arguments arguments) {
        String given = arguments.text(FROM, null);
        try {
            return given == null
                    ? null
                    : Path.of(given).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw CommandException.usage(Arguments.quote(given) + " is no path", "--" + FROM, "name a run's folder");
        }
    }

    /** Those that do not depend on the method. */
    static Options shared() {
        return JudgingOptions.addTo(StepOptions.teachers(ZooOptions.addTo(DataOptions.addTo(new Options())))
                .addOption(CommonOptions.option(
                        "teachers",
                        "LIST",
                        "separated by commas: train, and of teachers "
                                + "made before zoo:NAME and folders of teachers or of runs (default: train; of lab those that "
                                + "come with hetcomp)"))
                .addOption(Families.option())
                .addOption(CommonOptions.option(
                        "teacher-epochs", "N", "the most epochs of a teacher (default: what its family takes)"))
                .addOption(CommonOptions.option(
                        "dim",
                        "N",
                        "the student's dimension (default "
                                + DistillerOptions.of(Method.DEFAULT).dim() + ")"))
                .addOption(CommonOptions.flag(
                        EQUAL_WEIGHTS,
                        "teachers all count alike in the ensemble, as published; without it their weights, and lambda, are chosen "
                                + "on valid"))
                .addOption(partition()));
    }

    private static boolean equalWeights(Arguments arguments, Method method) {
        boolean given = arguments.has(EQUAL_WEIGHTS);
        if (given && !method.isTaught()) {
            throw CommandException.usage(
                    "the student by itself has no ensemble",
                    "--" + EQUAL_WEIGHTS,
                    "leave it out, or take --method " + Method.DEFAULT.id());
        }
        return given;
    }

    private static int epochs(Method method) {
        return DistillerOptions.of(method).training().epochs();
    }

    /** Ids of the methods. */
    static List<String> methods() {
        return Arrays.stream(Method.values()).map(Method::id).toList();
    }

    /**
     * Reads {@code --teachers}: the word, or teachers that were made before. For {@code lab}, divided as it is by
     * default, those of the embedded zoo are the default, unless an option says how to train them.
     */
    static String teachers(Arguments arguments, DataSpec data, Method method) {
        return teachers(arguments, arguments.text("teachers", null), data, method);
    }

    /** The same of what was given; null for nothing. */
    static String teachers(Arguments arguments, String given, DataSpec data, Method method) {
        if (given != null && !given.equals(RunSpec.TRAIN)) {
            return TeacherSources.settled(given, ZooOptions.zoo(arguments));
        }
        boolean plain = data.equals(DataSpec.of(Lab.NAME)) && method.isTaught();
        boolean trains = given != null || HOW.stream().anyMatch(arguments::has);
        return plain && !trains && !arguments.has("resume")
                ? TeacherSources.settled("zoo:" + Lab.NAME, Zoo.embedded())
                : RunSpec.TRAIN;
    }

    /** How {@code --partition} is declared. */
    static Option partition() {
        return CommonOptions.option(
                "partition",
                "WHICH",
                "items that the losses sum over: full (default), or "
                        + "sampled:N for those shown and N others a batch, for very many items");
    }

    /** Reads {@code --partition}. */
    static Partition partition(Arguments arguments, Method method) {
        String given = arguments.text("partition", Partition.FULL.toString());
        Partition partition;
        try {
            partition = Partition.of(given);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    "no such partition as " + Arguments.quote(given),
                    "--partition",
                    "take full or sampled:N, N from 1");
        }
        if (!method.isPartitioned() && arguments.has("partition")) {
            throw CommandException.usage(
                    method.isTaught()
                            ? method.id() + " sums over the items that it draws"
                            : "the student by itself sums over no items",
                    "--partition",
                    "leave it out, or take --method " + Method.DEFAULT.id());
        }
        return partition;
    }
}

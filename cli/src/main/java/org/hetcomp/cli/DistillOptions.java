package org.hetcomp.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Lab;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.zoo.Zoo;

/** The options of {@code distill}. */
final class DistillOptions {
    private DistillOptions() {}

    /** How they are declared. */
    static Options all() {
        Option resume = Option.builder()
                .longOpt("resume")
                .hasArg()
                .optionalArg(true)
                .argName("DIR")
                .desc("go on with the unfinished run in DIR, or in that of --out, with the options it has")
                .get();
        return shared()
                .addOption(CommonOptions.option("method", "NAME", "hetcomp (default), converged: the same without its "
                        + "curriculum, or none: the student by itself"))
                .addOption(CommonOptions.option("epochs", "N", "the most epochs of the student (default "
                        + epochs(Method.HETCOMP) + "; " + epochs(Method.NONE) + " for none)"))
                .addOption(CommonOptions.option("out", "DIR", "the run's folder, new or empty (default "
                        + "runs/<data>-<engine>-<time>)"))
                .addOption(resume);
    }

    /** Those that do not depend on the method. */
    static Options shared() {
        return DataOptions.addTo(new Options())
                .addOption(CommonOptions.option("teachers", "LIST", "separated by commas: train, and of teachers "
                        + "made before zoo:NAME and folders of teachers or of runs (default: train; of lab those that "
                        + "come with hetcomp)"))
                .addOption(ZooOptions.repository())
                .addOption(Families.option())
                .addOption(CommonOptions.option(
                        "teacher-epochs", "N", "the most epochs of a teacher (default: what its family takes)"))
                .addOption(CommonOptions.option("dim", "N", "the student's dimension (default "
                        + DistillerOptions.of(Method.HETCOMP).dim() + ")"))
                .addOption(partition());
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
        String given = arguments.text("teachers", null);
        if (given != null && !given.equals(Settings.TRAIN)) {
            return TeacherSources.settled(given, ZooOptions.zoo(ZooOptions.repositories(arguments)), "--teachers");
        }
        boolean plain = data.equals(DataSpec.of(Lab.NAME)) && method.isTaught();
        boolean trains = given != null || arguments.has("families") || arguments.has("teacher-epochs");
        return plain && !trains && !arguments.has("resume")
                ? TeacherSources.settled("zoo:" + Lab.NAME, Zoo.embedded(), "--teachers")
                : Settings.TRAIN;
    }

    /** How {@code --partition} is declared. */
    static Option partition() {
        return CommonOptions.option("partition", "WHICH", "items that the losses sum over: full (default), or "
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
                    "no such partition as " + Arguments.quote(given), "--partition", "take full or sampled:N, N from 1");
        }
        if (!method.isTaught() && arguments.has("partition")) {
            throw CommandException.usage(
                    "the student by itself sums over no items", "--partition", "leave it out, or take --method hetcomp");
        }
        return partition;
    }

    /** The option that a name of {@link Settings} is given by. */
    static String option(String name) {
        return name.equals("name") ? "data" : name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}

package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;

/** The options of {@code distill}. */
final class DistillOptions {
    private DistillOptions() {}

    /** How they are declared. */
    static Options all() {
        DistillerOptions defaults = DistillerOptions.of(Method.HETCOMP);
        Option resume = Option.builder()
                .longOpt("resume")
                .hasArg()
                .optionalArg(true)
                .argName("DIR")
                .desc("go on with the unfinished run in DIR, or in that of --out, with the options it has")
                .get();
        return DataOptions.addTo(new Options())
                .addOption(CommonOptions.option("teachers", "WHERE", "train (default), or a folder of teachers or of a "
                        + "run that has some"))
                .addOption(Families.option())
                .addOption(CommonOptions.option(
                        "teacher-epochs", "N", "the most epochs of a teacher (default: what its family takes)"))
                .addOption(CommonOptions.option("method", "NAME", "hetcomp (default), or none: the student by itself"))
                .addOption(CommonOptions.option("dim", "N", "the student's dimension (default " + defaults.dim() + ")"))
                .addOption(CommonOptions.option("epochs", "N", "the most epochs of the student (default "
                        + defaults.training().epochs() + "; " + DistillerOptions.of(Method.NONE).training().epochs() + " for none)"))
                .addOption(CommonOptions.option("partition", "WHICH", "items that the losses sum over: full (default), or "
                        + "sampled:N for those shown and N others a batch, for very many items"))
                .addOption(CommonOptions.option("out", "DIR", "the run's folder, new or empty (default "
                        + "runs/<data>-<engine>-<time>)"))
                .addOption(resume);
    }

    /** Ids of the methods. */
    static List<String> methods() {
        return Arrays.stream(Method.values()).map(Method::id).toList();
    }

    /** Reads {@code --teachers}: the word, or an absolute path. */
    static String teachers(Arguments arguments) {
        String given = arguments.text("teachers", Settings.TRAIN);
        if (given.equals(Settings.TRAIN)) {
            return given;
        }
        Path path = Path.of(given);
        if (!Files.isDirectory(path)) {
            throw CommandException.usage(
                    "no such folder as " + Arguments.quote(given), "--teachers", "name one, or take train");
        }
        return path.toAbsolutePath().normalize().toString();
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
        if (method == Method.NONE && arguments.has("partition")) {
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

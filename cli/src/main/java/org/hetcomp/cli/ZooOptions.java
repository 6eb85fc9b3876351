package org.hetcomp.cli;

import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.eval.Baseline;
import org.hetcomp.zoo.Access;
import org.hetcomp.zoo.Limits;
import org.hetcomp.zoo.Repositories;
import org.hetcomp.zoo.Trust;
import org.hetcomp.zoo.Zoo;

/** The options of {@code zoo}, and those by which other commands name repositories and what is taken from them. */
final class ZooOptions {
    static final String WITH_SEEN = "with-seen";

    private ZooOptions() {}

    /** How {@code --repository} is declared. */
    static Option repository() {
        return CommonOptions.option(
                "repository",
                "LIST",
                "repositories to look in besides the embedded one: folders "
                        + "or addresses, separated by commas (default: $" + Repositories.VARIABLE
                        + ", else ~/.config/hetcomp/repositories)");
    }

    /** Adds {@code --repository}, {@code --trust} and {@code --limits}: which repositories, and on which terms. */
    static Options addTo(Options options) {
        return options.addOption(repository())
                .addOption(CommonOptions.option(
                        "trust",
                        "LIST",
                        "public keys of Ed25519 in PEM: take only models of repositories that one of them has signed "
                                + "(default: $" + Trust.VARIABLE + ")"))
                .addOption(CommonOptions.option(
                        "limits",
                        "LIST",
                        "the most that is taken from a repository, as in archive=4g,total=7200 (default: $"
                                + Limits.VARIABLE + ", else as docs/zoo.md says)"));
    }

    /** The embedded repository and those that the options, the environment or the user's file name. */
    static Zoo zoo(Arguments arguments) {
        return zoo(repositories(arguments), access(arguments));
    }

    /** The same of repositories that are known. */
    static Zoo zoo(String repositories, Access access) {
        return Zoo.of(
                repositories.isEmpty() ? Repositories.configured(System.getenv()) : Repositories.split(repositories),
                access);
    }

    /** The terms that the options name, or the environment. */
    static Access access(Arguments arguments) {
        Access configured = Access.configured(System.getenv());
        String limits = arguments.text("limits", null);
        String trust = arguments.text("trust", null);
        return new Access(
                limits == null ? configured.limits() : Limits.of(limits, "--limits"),
                trust == null ? configured.trust() : Trust.of(Repositories.split(trust), "--trust"));
    }

    /** What {@code --repository} says; empty if it was not given. */
    static String repositories(Arguments arguments) {
        return arguments.text("repository", "");
    }

    static Options all() {
        Option rankings = Option.builder()
                .longOpt("rankings")
                .hasArgs()
                .argName("FILE...")
                .desc("import: rankings at each snapshot, the converged ones last; lines of user, item and score or "
                        + "rank, JSON lines, or a matrix in .npy, .npz or .safetensors; or a database, jdbc:...")
                .get();
        Option queries = Option.builder()
                .longOpt("rank-query")
                .hasArgs()
                .argName("SQL...")
                .desc("import: what the database is asked at each snapshot, as in \"select user_id, item_id, score "
                        + "from scores\"")
                .get();
        return DataOptions.addTo(addTo(new Options())
                .addOption(CommonOptions.option("sign", "FILE", "push: private key of Ed25519 in PEM to sign with"))
                .addOption(CommonOptions.option(
                        "name",
                        "NAME",
                        "push: what to publish under (default: the data's " + "name); import: the teacher's id"))
                .addOption(
                        CommonOptions.option("model-version", "V", "push: digits and dots (default: the next number)"))
                .addOption(CommonOptions.option("licence", "TEXT", "push: under which terms the data is had"))
                .addOption(CommonOptions.option(
                        "ranks",
                        "N",
                        "push: cut rankings to N items (default: as they are); "
                                + "import: the most items of a ranking (default 200)"))
                .addOption(CommonOptions.option(
                        "bits",
                        "N",
                        "push: round parameters to N significant bits, 8 to 23, "
                                + "which packs better (default: as they are)"))
                .addOption(CommonOptions.option("out", "DIR", "pull: put a copy there; import: the teacher's folder"))
                .addOption(rankings)
                .addOption(CommonOptions.option(
                        ZooImport.BASELINE,
                        "ID",
                        "import: in place of rankings, a baseline that takes no training: "
                                + String.join(" or ", Baseline.IDS)))
                .addOption(queries)
                .addOption(CommonOptions.option("family", "NAME", "import: what kind of model it is (default custom)"))
                .addOption(CommonOptions.option(
                        "order",
                        "KIND",
                        "import: whether numbers are score or rank (default: "
                                + "a header tells, else rank if they count from 0 or 1)"))
                .addOption(CommonOptions.option("users", "FILE", "import: users' ids of a matrix's rows, one a line"))
                .addOption(CommonOptions.option(
                        "items",
                        "FILE",
                        "import: ids of the items that a matrix numbers from "
                                + "0, one a line (default: the numbers are ids)"))
                .addOption(CommonOptions.flag(
                        WITH_SEEN,
                        "push: what users have seen too, so that recommend needs no data; anyone can read it"))
                .addOption(CommonOptions.flag(RunOptions.NO_SEEN, "import: leave out what users have seen"))
                .addOption(CommonOptions.option(
                        "parameters", "N", "import: the model's size in floats (default: not " + "known)")));
    }

    /** The options that an action takes besides those of the data. */
    static List<String> of(String action) {
        return switch (action) {
            case "push" -> List.of("name", "model-version", "licence", "ranks", "bits", "sign", WITH_SEEN);
            case "pull" -> List.of("repository", "trust", "limits", "out");
            case "import" ->
                List.of(
                        "name",
                        "ranks",
                        "out",
                        "rankings",
                        "rank-query",
                        ZooImport.BASELINE,
                        "family",
                        "order",
                        "users",
                        "items",
                        "parameters",
                        RunOptions.NO_SEEN);
            default -> List.of("repository", "trust", "limits");
        };
    }
}

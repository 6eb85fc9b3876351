package org.hetcomp.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.pipeline.Durations;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;
import org.hetcomp.teacher.TeacherTrainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code recommend}: the best new items of each user. */
final class RecommendCommand implements Command {
    /** Writes rankings as {@code zoo import} wants them. */
    static final String FOR_IMPORT = "for-import";

    private static final Logger LOG = LoggerFactory.getLogger(RecommendCommand.class);
    private static final int MOST = 100_000;

    @Override
    public String name() {
        return "recommend";
    }

    @Override
    public String summary() {
        return "list the best new items of each user";
    }

    @Override
    public String usage() {
        return "--model DIR [options]";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "recommend --model runs/mine --top 20 --out top20.tsv",
                "recommend --model runs/mine --user anna --top 5");
    }

    @Override
    public Options options() {
        Options options = RecommendOut.addTo(ZooOptions.addTo(new Options()))
                .addOption(ModelOption.option())
                .addOption(CommonOptions.option(
                        "top", "N", "items of a user (default 10). What the user has seen is left out"))
                .addOption(several("user", "ID...", "users by their own ids (default all)"))
                .addOption(CommonOptions.option("users", "FILE", "users' own ids, one a line"))
                .addOption(CommonOptions.option(
                        "items", "FILE", "the only items to recommend, by their own ids, one a line (default all)"))
                .addOption(several(
                        SimilarItems.OPTION,
                        "ID...",
                        "the items that are most similar to these, in place of users' best; of a student"))
                .addOption(CommonOptions.flag(
                        FOR_IMPORT,
                        "write what zoo import makes a teacher of: nothing is left out, and of each user as many "
                                + "more as the user has (top then is 200 by default)"));
        return DataOptions.addTo(NewUsers.addTo(KnownOptions.addTo(options)));
    }

    private static Option several(String name, String values, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArgs()
                .argName(values)
                .desc(description)
                .get();
    }

    @Override
    public void run(Call call) throws IOException {
        Arguments arguments = call.arguments();
        RecommendOut out = RecommendOut.of(call);
        boolean exports = arguments.has(FOR_IMPORT);
        int top = arguments.integer("top", 1, MOST, exports ? TeacherTrainer.CUT : 10);
        Models models = ModelOption.of(arguments);
        if (arguments.has(SimilarItems.OPTION)) {
            SimilarItems.run(call, out, models, top);
            return;
        }
        if (arguments.has(NewUsers.OPTION)) {
            NewUsers.run(call, out, models, top);
            return;
        }
        if (exports) {
            requireAll(arguments);
        }
        for (String option : List.of(FOR_IMPORT, KnownOptions.KEEP)) {
            if (arguments.has(option) && models.goesByRankings()) {
                throw CommandException.usage(
                        "what is remembered of teachers has nothing that their users had",
                        "--" + option,
                        "name a model that scores: a student, or a teacher by itself");
            }
        }
        Known known = KnownOptions.of(arguments, models);
        int[] users = IdLists.users(arguments, known.users());
        int[] allowed = IdLists.allowed(arguments, known.items());
        int most = exports ? top + known.seen().maxCount() : top;
        double seconds = new KnownUsers(call, models, exports ? known.keepingSeen() : known, allowed)
                .write(out, users, most, user -> exports ? top + known.seen().count(user) : top);
        tell(call, out, "users", users.length, seconds);
    }

    /** Says how it went, to scripts or in the log. */
    static void tell(Call call, RecommendOut out, String who, int users, double seconds) {
        if (!call.answer(new Answer(users, seconds, users / seconds))) {
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "%,d %s in %s, %,.0f a second%s",
                            users,
                            who,
                            Durations.text(seconds),
                            users / seconds,
                            out.told()));
        }
    }

    private static void requireAll(Arguments arguments) {
        for (String other : List.of("items", KnownOptions.SEEN, KnownOptions.KEEP)) {
            if (arguments.has(other)) {
                throw CommandException.usage("what is to be imported leaves nothing out", "--" + other, "leave it out");
            }
        }
    }

    /** What it answers to scripts. */
    private record Answer(int users, double seconds, double usersPerSecond) {}
}

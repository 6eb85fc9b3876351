package org.hetcomp.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.pipeline.Durations;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.Recommender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code recommend}: the best new items of each user. */
final class RecommendCommand implements Command {
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
                "recommend --model runs/mine --users ids.txt --out some.jsonl");
    }

    @Override
    public Options options() {
        return DataOptions.addTo(RecommendOut.addTo(ZooOptions.addTo(new Options()))
                .addOption(ModelOption.option())
                .addOption(CommonOptions.option(
                        "top",
                        "N",
                        "items of a user (default 10). What the user has in train, " + "valid or test is left out"))
                .addOption(CommonOptions.option("users", "FILE", "users' own ids, one a line (default all)")));
    }

    @Override
    public void run(Call call) throws IOException {
        Arguments arguments = call.arguments();
        RecommendOut out = RecommendOut.of(call);
        int top = arguments.integer("top", 1, MOST, 10);
        Models models = ModelOption.of(arguments);
        Dataset data = models.data(DataOptions.of(arguments, models.card().data()));
        int[] users = UserList.of(arguments, data.users());
        double seconds;
        try (Backend backend = ModelOption.backend(models, call);
                Recommender recommender = Recommender.of(models, data, backend)) {
            seconds = out.write(data, sink -> recommender.recommend(users, top, sink));
        }
        if (!call.answer(new Answer(users.length, seconds, users.length / seconds))) {
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "%,d users in %s, %,.0f a second%s",
                            users.length,
                            Durations.text(seconds),
                            users.length / seconds,
                            out.told()));
        }
    }

    /** What it answers to scripts. */
    private record Answer(int users, double seconds, double usersPerSecond) {}
}

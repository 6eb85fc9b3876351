package org.hetcomp.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.Place;
import org.hetcomp.model.Json;
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
        return DataOptions.addTo(ZooOptions.addTo(new Options())
                .addOption(ModelOption.option())
                .addOption(CommonOptions.option(
                        "top",
                        "N",
                        "items of a user (default 10). What the user has in train, " + "valid or test is left out"))
                .addOption(CommonOptions.option("users", "FILE", "users' own ids, one a line (default all)"))
                .addOption(CommonOptions.option(
                        "out",
                        "FILE",
                        "where to write lines of user, item, score and rank, "
                                + "separated by tabs, or JSON if it ends in .jsonl (default stdout)")));
    }

    @Override
    public void run(Call call) throws IOException {
        Arguments arguments = call.arguments();
        String out = arguments.text("out", null);
        if (out == null && call.common().json()) {
            throw CommandException.usage(
                    "stdout takes either the recommendations or JSON", "--json", "write the recommendations to --out");
        }
        if (out != null) {
            Place.requireFile(Path.of(out), "--out");
        }
        int top = arguments.integer("top", 1, MOST, 10);
        Models models = ModelOption.of(arguments);
        Dataset data = models.data(DataOptions.of(arguments, models.card().data()));
        int[] users = UserList.of(arguments, data.users());
        double seconds;
        try (Backend backend = ModelOption.backend(models, call);
                Recommender recommender = Recommender.of(models, data, backend)) {
            seconds = write(
                    call,
                    out,
                    (writer, lines) -> recommender.recommend(
                            users, top, (user, items, scores) -> writer.write(lines.of(data, user, items, scores))));
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
                            out == null ? "" : ", written to " + out));
        }
    }

    /** What it answers to scripts. */
    private record Answer(int users, double seconds, double usersPerSecond) {}

    /** What is written of a user. */
    private interface Lines {
        String of(Dataset data, int user, int[] items, float[] scores);
    }

    /** Writes all users. */
    private interface Content {
        void writeTo(Writer writer, Lines lines) throws IOException;
    }

    private static double write(Call call, String out, Content content) throws IOException {
        if (out == null) {
            Writer writer =
                    new BufferedWriter(new OutputStreamWriter(call.console().out(), StandardCharsets.UTF_8));
            return timed(content, writer, RecommendCommand::tsv);
        }
        double[] seconds = new double[1];
        AtomicFile.write(Path.of(out), channel -> {
            Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            seconds[0] =
                    timed(content, writer, out.endsWith(".jsonl") ? RecommendCommand::json : RecommendCommand::tsv);
        });
        return seconds[0];
    }

    private static double timed(Content content, Writer writer, Lines lines) throws IOException {
        long begin = System.nanoTime();
        content.writeTo(writer, lines);
        double seconds = (System.nanoTime() - begin) / 1e9;
        writer.flush();
        return seconds;
    }

    private static String tsv(Dataset data, int user, int[] items, float[] scores) {
        StringBuilder lines = new StringBuilder();
        for (int r = 0; r < items.length; r++) {
            lines.append(data.users().token(user)).append('\t');
            lines.append(data.items().token(items[r])).append('\t');
            lines.append(scores[r]).append('\t').append(r + 1).append('\n');
        }
        return lines.toString();
    }

    private record Line(String user, List<Item> items) {}

    private record Item(String item, float score, int rank) {}

    private static String json(Dataset data, int user, int[] items, float[] scores) {
        List<Item> list = new ArrayList<>();
        for (int r = 0; r < items.length; r++) {
            list.add(new Item(data.items().token(items[r]), scores[r], r + 1));
        }
        return Json.GSON.toJson(new Line(data.users().token(user), list)) + "\n";
    }
}

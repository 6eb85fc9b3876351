package org.hetcomp.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.model.Json;
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
        return DataOptions.addTo(new Options()
                .addOption(EvaluateCommand.modelOption())
                .addOption(ZooOptions.repository())
                .addOption(CommonOptions.option("top", "N", "items of a user (default 10). What the user has in train, "
                        + "valid or test is left out"))
                .addOption(CommonOptions.option("users", "FILE", "users' own ids, one a line (default all)"))
                .addOption(CommonOptions.option("out", "FILE", "where to write lines of user, item, score and rank, "
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
            requireWritable(out);
        }
        int top = arguments.integer("top", 1, MOST, 10);
        Models models = Models.of(arguments);
        Dataset data = models.data(arguments);
        int[] users = UserList.of(arguments, data.users());
        double seconds = write(call, out, models, data, users, top);
        JsonObject json = new JsonObject();
        json.addProperty("users", users.length);
        json.addProperty("seconds", seconds);
        json.addProperty("usersPerSecond", users.length / seconds);
        if (!call.answer(json)) {
            LOG.info("{}", String.format(
                    Locale.ROOT,
                    "%,d users in %s, %,.0f a second%s",
                    users.length,
                    Durations.text(seconds),
                    users.length / seconds,
                    out == null ? "" : ", written to " + out));
        }
    }

    private static void requireWritable(String out) {
        Path file = Path.of(out).toAbsolutePath();
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw CommandException.usage(
                    "cannot write " + Arguments.quote(out), "--out", "name a file in a folder that you may write");
        }
    }

    private static double write(Call call, String out, Models models, Dataset data, int[] users, int top)
            throws IOException {
        if (out == null) {
            Writer writer = new BufferedWriter(new OutputStreamWriter(call.console().out(), StandardCharsets.UTF_8));
            double seconds = write(call, writer, false, models, data, users, top);
            writer.flush();
            return seconds;
        }
        double[] seconds = new double[1];
        AtomicFile.write(Path.of(out), channel -> {
            Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            seconds[0] = write(call, writer, out.endsWith(".jsonl"), models, data, users, top);
            writer.flush();
        });
        return seconds[0];
    }

    private static double write(
            Call call, Writer writer, boolean json, Models models, Dataset data, int[] users, int top)
            throws IOException {
        Recommendations recommendations = new Recommendations(data.split(), top);
        Recommendations.Sink sink = (user, items, scores) -> writer.write(
                json ? json(data, user, items, scores) : tsv(data, user, items, scores));
        if (models.goesByRankings()) {
            long begin = System.nanoTime();
            recommendations.by(TeacherSet.of(models.folders()).ensemble(), users, sink);
            return (System.nanoTime() - begin) / 1e9;
        }
        try (Backend backend = Engines.open(call.common())) {
            Engines.tell(backend);
            var scorer = models.folders().get(0).scorer(backend, backend.manager());
            long begin = System.nanoTime();
            recommendations.by(scorer, backend, users, sink);
            return (System.nanoTime() - begin) / 1e9;
        }
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

    private static String json(Dataset data, int user, int[] items, float[] scores) {
        JsonArray list = new JsonArray();
        for (int r = 0; r < items.length; r++) {
            JsonObject one = new JsonObject();
            one.addProperty("item", data.items().token(items[r]));
            one.addProperty("score", scores[r]);
            one.addProperty("rank", r + 1);
            list.add(one);
        }
        JsonObject line = new JsonObject();
        line.addProperty("user", data.users().token(user));
        line.add("items", list);
        return Json.GSON.toJson(line) + "\n";
    }
}

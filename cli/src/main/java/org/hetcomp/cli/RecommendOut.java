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
import org.apache.commons.cli.Options;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.eval.Ranker;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.Place;
import org.hetcomp.model.Json;
import org.hetcomp.table.JdbcUrl;
import org.hetcomp.table.TableWriter;

/** Where {@code recommend} writes: stdout, a file, or a table of a database. Each is there whole or as it was before. */
final class RecommendOut {
    private static final int USUAL_LENGTH = 255;

    private final Call call;
    private final String out;
    private final String table;

    private RecommendOut(Call call, String out, String table) {
        this.call = call;
        this.out = out;
        this.table = table;
    }

    static Options addTo(Options options) {
        return options.addOption(CommonOptions.option(
                        "out",
                        "FILE",
                        "where to write lines of user, item, score and rank, separated by tabs, or JSON if it ends in"
                                + " .jsonl (default stdout); or a database, jdbc:..., to write them to a table"))
                .addOption(CommonOptions.option(
                        "table", "NAME", "the table, made if it is not there (default recommendations)"))
                .addOption(CommonOptions.flag("replace", "the table's rows go, if it has any"));
    }

    /** Reads the options; refuses what cannot be written to. */
    static RecommendOut of(Call call) {
        Arguments arguments = call.arguments();
        String out = arguments.text("out", null);
        boolean database = out != null && JdbcUrl.isOne(out);
        for (String option : List.of("table", "replace")) {
            if (arguments.has(option) && !database) {
                throw CommandException.usage(
                        "only a database has tables", "--" + option, "give --out jdbc:..., or leave it out");
            }
        }
        if (out == null && call.common().json()) {
            throw CommandException.usage(
                    "stdout takes either the recommendations or JSON", "--json", "write the recommendations to --out");
        }
        String table = arguments.text("table", "recommendations");
        if (database) {
            TableWriter.requireName(table);
        } else if (out != null) {
            Place.requireFile(Path.of(out), "--out");
        }
        return new RecommendOut(call, out, database ? table : null);
    }

    /** Gives all users to a sink. */
    interface Content {
        void to(Ranker.Sink sink) throws IOException;
    }

    /** Writes it all; returns the seconds that it took. */
    double write(Dataset data, Content content) throws IOException {
        if (table != null) {
            return writeTable(data, content);
        }
        if (out == null) {
            return writeText(
                    data, content, new OutputStreamWriter(call.console().out(), StandardCharsets.UTF_8), false);
        }
        double[] seconds = new double[1];
        AtomicFile.write(
                Path.of(out),
                channel -> seconds[0] = writeText(
                        data, content, Channels.newWriter(channel, StandardCharsets.UTF_8), out.endsWith(".jsonl")));
        return seconds[0];
    }

    /** Where it was written, for a line of the log; nothing for stdout. */
    String told() {
        return out == null ? "" : ", written to " + (table == null ? out : table + " of " + JdbcUrl.clean(out));
    }

    private double writeTable(Dataset data, Content content) throws IOException {
        List<TableWriter.Column> columns = List.of(
                new TableWriter.Column("user_id", text(data.users())),
                new TableWriter.Column("item_id", text(data.items())),
                new TableWriter.Column("score", "double precision"),
                new TableWriter.Column("rank", "integer"));
        try (TableWriter writer =
                TableWriter.open(out, table, columns, call.arguments().has("replace"))) {
            return timed(
                    content,
                    (user, items, scores) -> {
                        for (int r = 0; r < items.length; r++) {
                            writer.add(
                                    data.users().token(user), data.items().token(items[r]), (double) scores[r], r + 1);
                        }
                    },
                    writer::commit);
        }
    }

    private static String text(IdMap ids) {
        int longest = ids.tokens().stream().mapToInt(String::length).max().orElse(0);
        return "varchar(" + Math.max(USUAL_LENGTH, longest) + ")";
    }

    private static double writeText(Dataset data, Content content, Writer to, boolean json) throws IOException {
        Writer writer = new BufferedWriter(to);
        return timed(
                content,
                (user, items, scores) ->
                        writer.write(json ? json(data, user, items, scores) : tsv(data, user, items, scores)),
                writer::flush);
    }

    /** What ends the writing. */
    private interface End {
        void run() throws IOException;
    }

    private static double timed(Content content, Ranker.Sink sink, End end) throws IOException {
        long begin = System.nanoTime();
        content.to(sink);
        double seconds = (System.nanoTime() - begin) / 1e9;
        end.run();
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

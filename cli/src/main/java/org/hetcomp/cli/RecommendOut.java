package org.hetcomp.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.Place;
import org.hetcomp.model.Json;
import org.hetcomp.student.Recommendation;
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

    /** Takes what is recommended for one id, the best first. */
    interface Lines {
        void add(String id, List<String> items, float[] scores) throws IOException;

        /** The same of what a student found. */
        default void add(String id, List<Recommendation> found) throws IOException {
            float[] scores = new float[found.size()];
            for (int r = 0; r < scores.length; r++) {
                scores[r] = found.get(r).score();
            }
            add(id, found.stream().map(Recommendation::item).toList(), scores);
        }
    }

    /** Gives all that is to be written. */
    interface Content {
        void writeTo(Lines lines) throws IOException;
    }

    /** What an id is that something is recommended for. */
    enum Key {
        USER("user_id", "item_id"),
        ITEM("item_id", "similar_id");

        private final String column;
        private final String found;

        Key(String column, String found) {
            this.column = column;
            this.found = found;
        }
    }

    /**
     * Writes it all.
     *
     * @param longest characters of the longest id
     * @return seconds that it took to find and write
     */
    double write(Key key, int longest, Content content) throws IOException {
        if (table != null) {
            return writeTable(key, longest, content);
        }
        if (out == null) {
            Writer writer =
                    new BufferedWriter(new OutputStreamWriter(call.console().out(), StandardCharsets.UTF_8));
            return timed(content, tsv(writer), writer::flush);
        }
        double[] seconds = new double[1];
        AtomicFile.write(Path.of(out), channel -> {
            Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            seconds[0] = timed(content, out.endsWith(".jsonl") ? json(writer, key) : tsv(writer), writer::flush);
        });
        return seconds[0];
    }

    /** Where it was written, for a line of the log; nothing for stdout. */
    String told() {
        return out == null ? "" : ", written to " + (table == null ? out : table + " of " + JdbcUrl.clean(out));
    }

    private double writeTable(Key key, int longest, Content content) throws IOException {
        String text = "varchar(" + Math.max(USUAL_LENGTH, longest) + ")";
        List<TableWriter.Column> columns = List.of(
                new TableWriter.Column(key.column, text),
                new TableWriter.Column(key.found, text),
                new TableWriter.Column("score", "double precision"),
                new TableWriter.Column("rank", "integer"));
        try (TableWriter writer =
                TableWriter.open(out, table, columns, call.arguments().has("replace"))) {
            return timed(
                    content,
                    (id, items, scores) -> {
                        for (int r = 0; r < scores.length; r++) {
                            writer.add(id, items.get(r), (double) scores[r], r + 1);
                        }
                    },
                    writer::commit);
        }
    }

    /** Characters of the longest of some ids. */
    static int longest(Collection<String> ids) {
        return ids.stream().mapToInt(String::length).max().orElse(0);
    }

    /** What ends the writing. */
    private interface End {
        void run() throws IOException;
    }

    private static double timed(Content content, Lines lines, End end) throws IOException {
        long begin = System.nanoTime();
        content.writeTo(lines);
        double seconds = (System.nanoTime() - begin) / 1e9;
        end.run();
        return seconds;
    }

    private static Lines tsv(Writer writer) {
        return (id, items, scores) -> {
            for (int r = 0; r < scores.length; r++) {
                writer.write(id + "\t" + items.get(r) + "\t" + scores[r] + "\t" + (r + 1) + "\n");
            }
        };
    }

    private record Item(String item, float score, int rank) {}

    private record OfUser(String user, List<Item> items) {}

    private record OfItem(String item, List<Item> items) {}

    private static Lines json(Writer writer, Key key) {
        return (id, items, scores) -> {
            List<Item> list = new ArrayList<>();
            for (int r = 0; r < scores.length; r++) {
                list.add(new Item(items.get(r), scores[r], r + 1));
            }
            writer.write(Json.GSON.toJson(key == Key.USER ? new OfUser(id, list) : new OfItem(id, list)) + "\n");
        };
    }
}

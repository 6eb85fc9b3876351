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
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.Place;
import org.hetcomp.model.Json;

/**
 * Where recommendations go: lines of id, item, score and rank, or a line of JSON for each id.
 *
 * @param out the file, JSON if it ends in {@code .jsonl}; null for stdout
 */
record RecommendationFile(String out) {
    /** An item that is recommended. */
    record Item(String item, float score, int rank) {}

    /** Takes what is recommended for one id, the best first. */
    interface Lines {
        void add(String id, List<String> items, float[] scores) throws IOException;
    }

    /** Gives all that is to be written. */
    interface Content {
        void writeTo(Lines lines) throws IOException;
    }

    /** Reads {@code --out}, and checks that it can be written. */
    static RecommendationFile of(Call call) {
        String out = call.arguments().text("out", null);
        if (out == null && call.common().json()) {
            throw CommandException.usage(
                    "stdout takes either the recommendations or JSON", "--json", "write the recommendations to --out");
        }
        if (out != null) {
            Place.requireFile(Path.of(out), "--out");
        }
        return new RecommendationFile(out);
    }

    /**
     * Writes it.
     *
     * @param key what an id is, in JSON
     * @return seconds that it took to find and write
     */
    double write(Call call, String key, Content content) throws IOException {
        if (out == null) {
            Writer writer =
                    new BufferedWriter(new OutputStreamWriter(call.console().out(), StandardCharsets.UTF_8));
            return timed(content, writer, tsv(writer));
        }
        double[] seconds = new double[1];
        AtomicFile.write(Path.of(out), channel -> {
            Writer writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            seconds[0] = timed(content, writer, out.endsWith(".jsonl") ? json(writer, key) : tsv(writer));
        });
        return seconds[0];
    }

    private static double timed(Content content, Writer writer, Lines lines) throws IOException {
        long begin = System.nanoTime();
        content.writeTo(lines);
        double seconds = (System.nanoTime() - begin) / 1e9;
        writer.flush();
        return seconds;
    }

    private static Lines tsv(Writer writer) {
        return (id, items, scores) -> {
            for (int r = 0; r < scores.length; r++) {
                writer.write(id + "\t" + items.get(r) + "\t" + scores[r] + "\t" + (r + 1) + "\n");
            }
        };
    }

    private static Lines json(Writer writer, String key) {
        return (id, items, scores) -> {
            List<Item> list = new ArrayList<>();
            for (int r = 0; r < scores.length; r++) {
                list.add(new Item(items.get(r), scores[r], r + 1));
            }
            writer.write(Json.GSON.toJson(line(key, id, list)) + "\n");
        };
    }

    private record OfUser(String user, List<Item> items) {}

    private record OfItem(String item, List<Item> items) {}

    private static Object line(String key, String id, List<Item> items) {
        return key.equals("user") ? new OfUser(id, items) : new OfItem(id, items);
    }
}

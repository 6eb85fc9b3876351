package org.hetcomp.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Vespa: an application with a schema for users and one for items, feeds for {@code vespa feed}, and both queries. A feed is
 * lines of JSON (Vespa's document format), a vector's tensor in the short form of its values.
 */
final class Vespa implements Format {
    private static final String FOLDER = "vespa/";
    private static final int TOP = 10;

    @Override
    public String refusal(String id) {
        return id.codePoints().allMatch(Vespa::isText) ? null : "has a character that Vespa does not take for text";
    }

    // As Vespa's documents have it: no controls but tab and the ends of lines, no code points that are nobody's.
    private static boolean isText(int point) {
        if (point < ' ') {
            return point == '\t' || point == '\n' || point == '\r';
        }
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !surrogate && (point < 0xFDD0 || point > 0xFDDF) && (point & 0xFFFE) != 0xFFFE;
    }

    @Override
    public List<String> write(Path folder, Content content) throws IOException {
        String type = content.bits() == 8 ? "int8" : content.bits() == 16 ? "bfloat16" : "float";
        Content.Example example = content.example();
        Map<String, Object> words = Map.of("name", content.name(), "type", type, "dim", content.dim());
        Files.createDirectory(folder.resolve("application"));
        Path schemas = Files.createDirectory(folder.resolve("application/schemas"));
        Texts.filled(folder.resolve("application/services.xml"), FOLDER + "services.xml", words);
        Texts.filled(schemas.resolve(content.name() + "_items.sd"), FOLDER + "items.sd", words);
        Texts.filled(schemas.resolve(content.name() + "_users.sd"), FOLDER + "users.sd", words);
        Texts.filled(folder.resolve("README.md"), FOLDER + "README.md", words);
        feed(folder, content.users(), content, true);
        feed(folder, content.items(), content, false);
        List<Number> vector = content.users().row(example.row()).numbers(content.bits());
        Texts.json(folder.resolve("query.json"), query(content, vector, true));
        Texts.json(folder.resolve("query-exact.json"), query(content, vector, false));
        return List.of();
    }

    private static Map<String, Object> query(Content content, List<Number> vector, boolean approximate) {
        String without = content.example().without();
        String yql = "select item from " + content.name() + "_items where {targetHits: " + TOP + ", approximate: "
                + approximate + "}nearestNeighbor(vector, user)"
                + (without == null ? "" : " and !(item in (" + Texts.GSON.toJson(without) + "))");
        return Texts.object("yql", yql, "hits", TOP, "ranking", "inner_product", "input.query(user)", vector);
    }

    private static void feed(Path folder, Side side, Content content, boolean scaled) throws IOException {
        String kind = content.name() + "_" + side.name();
        float ofItems = content.items().row(0).scale();
        Texts.lines(folder.resolve(side.name() + ".jsonl"), lines -> {
            for (int row = 0; row < side.size(); row++) {
                String id = side.ids().get(row);
                Row values = side.row(row);
                Map<String, List<Number>> vector = Map.of("values", values.numbers(content.bits()));
                Put put = new Put(
                        "id:" + content.name() + ":" + kind + "::" + id,
                        scaled ? new User(id, row, vector, values.scale() * ofItems) : new Item(id, row, vector));
                lines.append(Texts.GSON.toJson(put)).append('\n');
            }
        });
    }

    private record Put(String put, Object fields) {}

    private record Item(String item, int position, Map<String, List<Number>> vector) {}

    /** {@code scale} times an inner product is the student's score. */
    private record User(String user, int position, Map<String, List<Number>> vector, float scale) {}
}

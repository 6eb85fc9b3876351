package org.hetcomp.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * OpenSearch and Elasticsearch: an index of items that finds by inner product, an index of users that gives their vectors, files
 * for {@code _bulk}, and both queries. The score that they give to an inner product x is {@code x + 1}, or {@code 1 / (1 - x)}
 * where x is negative (Lucene's {@code VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT}), which keeps the order.
 */
final class SearchEngine implements Format {
    private static final int LONGEST = 512;
    // A request may have 100 MB where nothing else is set, and is held in memory whole.
    private static final int LARGEST = 32 << 20;
    private static final int TOP = 10;

    private final SearchDialect dialect;
    private final int largest;

    SearchEngine(SearchDialect dialect) {
        this(dialect, LARGEST);
    }

    /** One whose files have no more bytes than that, or one document. */
    SearchEngine(SearchDialect dialect, int largest) {
        this.dialect = dialect;
        this.largest = largest;
    }

    @Override
    public String refusal(String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST
                ? "has " + bytes + " bytes, and an id of " + dialect.title() + " holds no more than " + LONGEST
                : null;
    }

    @Override
    public List<String> write(Path folder, Content content) throws IOException {
        Map<String, Object> position = Texts.object("type", "integer");
        Map<String, Object> kept = Texts.object("type", "float", "index", false, "doc_values", false);
        Map<String, Object> ofItems =
                Texts.object("position", position, "vector", dialect.vector(content.dim(), content.bits()));
        Map<String, Object> ofUsers = Texts.object("position", position, "vector", kept, "scale", kept);
        Texts.json(folder.resolve("items-index.json"), index(dialect.settings(), ofItems));
        Texts.json(folder.resolve("users-index.json"), index(Texts.object(), ofUsers));
        bulk(folder, content.items(), content, false);
        bulk(folder, content.users(), content, true);
        Content.Example example = content.example();
        List<Number> vector = content.users().row(example.row()).numbers(content.bits());
        List<String> without = example.without() == null ? List.of() : List.of(example.without());
        Texts.json(folder.resolve("query.json"), dialect.nearly(vector, without, TOP));
        Texts.json(folder.resolve("query-exact.json"), dialect.exact(vector, without, TOP));
        Map<String, Object> words = Map.of("name", content.name(), "title", dialect.title());
        Texts.filled(folder.resolve("load.sh"), "search/load.sh", words);
        Texts.filled(folder.resolve("README.md"), "search/README.md", words);
        return content.bits() == 16
                ? List.of(
                        "OpenSearch rounds to 16 bits itself while it loads: the files have the numbers after rounding")
                : List.of();
    }

    private static Map<String, Object> index(Map<String, Object> settings, Map<String, Object> fields) {
        return Texts.object("settings", settings, "mappings", Texts.object("dynamic", "strict", "properties", fields));
    }

    private void bulk(Path folder, Side side, Content content, boolean scaled) throws IOException {
        float ofItems = content.items().row(0).scale();
        int row = 0;
        for (int part = 0; row < side.size(); part++) {
            int first = row;
            int[] next = {row};
            Texts.lines(folder.resolve(String.format(Locale.ROOT, "%s-%04d.ndjson", side.name(), part)), lines -> {
                int bytes = 0;
                for (int at = first; at < side.size(); at++) {
                    Row values = side.row(at);
                    Float scale = scaled ? (Float) (values.scale() * ofItems) : null;
                    String document = Texts.GSON.toJson(Action.of(side.ids().get(at))) + "\n"
                            + Texts.GSON.toJson(new Document(at, values.numbers(content.bits()), scale)) + "\n";
                    bytes += document.getBytes(StandardCharsets.UTF_8).length;
                    if (bytes > largest && at > first) {
                        return;
                    }
                    lines.append(document);
                    next[0] = at + 1;
                }
            });
            row = next[0];
        }
    }

    /** What a line says of the next one: put it under an id. */
    private record Action(Map<String, String> index) {
        static Action of(String id) {
            return new Action(Map.of("_id", id));
        }
    }

    /** A user or an item. {@code scale} times an inner product is the student's score; users alone have it. */
    private record Document(int position, List<Number> vector, Float scale) {}
}

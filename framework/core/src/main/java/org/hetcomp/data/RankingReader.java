package org.hetcomp.data;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Text;
import org.hetcomp.table.DelimitedTable;
import org.hetcomp.table.Lines;
import org.hetcomp.table.Numbers;
import org.hetcomp.table.QueryTable;
import org.hetcomp.table.Quotes;
import org.hetcomp.table.Row;
import org.hetcomp.table.Table;

/**
 * Reads rankings that another system has written, in the users' and items' own ids: lines of {@code user<sep>item<sep>
 * number}, the number being a score or a rank, with a header or without; or of {@code user<sep>item}, best first; or
 * JSON lines {@code {"user", "item", "score" or "rank"}} or {@code {"user", "items": [...]}}, whose items are ids, best
 * first, or objects of {@code item} and a number. Gzip is read too.
 */
public final class RankingReader {
    private final Source source;
    private final RankingCollector collector;
    private RankedItems.Order order;
    private long line;

    private RankingReader(Source source, IdMap users, IdMap items, RankedItems.Order order) {
        this.source = source;
        this.collector = new RankingCollector(users, items);
        this.order = order;
    }

    /**
     * Reads a file.
     *
     * @param order what the numbers mean; a header or a JSON key that says so goes before {@code AUTO}
     * @throws DataException if the file cannot be used
     */
    public static RankedItems read(Path file, IdMap users, IdMap items, RankedItems.Order order) {
        RankingReader reader = new RankingReader(Source.of(file), users, items, order);
        Text text = new Text(file);
        Format detected = FormatDetector.detect(text);
        Format format = detected == Format.ADJACENCY ? Format.SPACE : detected;
        Quotes quotes = FormatDetector.quotes(text, format);
        text.read(Hashes.sha256(), in -> {
            if (format == Format.JSONL) {
                reader.json(new Lines(text, in));
            } else {
                reader.rows(new DelimitedTable(text, in, format.separator(), quotes, format == Format.SPACE));
            }
            return null;
        });
        return reader.collector.finish(reader.order, file.toString());
    }

    /**
     * Reads what a database answers: columns of a user, an item and a number, told by their labels, else by place.
     *
     * @param url the database's address
     * @param order as of {@link #read}
     * @throws DataException if the database cannot be reached, or its answer cannot be used
     */
    public static RankedItems query(String url, String query, IdMap users, IdMap items, RankedItems.Order order) {
        Source source = DataQuery.source(url);
        RankingReader reader = new RankingReader(source, users, items, order);
        try {
            QueryTable.read(url, query, table -> {
                reader.rows(table);
                return null;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.collector.finish(reader.order, source.name());
    }

    private void rows(Table table) throws IOException {
        RankingColumns columns = table.names() == null ? null : use(RankingColumns.of(table.names(), source.name()));
        for (Row row = table.next(); row != null; row = table.next()) {
            line = row.line();
            if (columns == null) {
                columns = use(RankingColumns.of(row.texts(), source.at(line)));
                if (columns.header()) {
                    continue;
                }
            }
            take(row.texts(), columns);
        }
    }

    private RankingColumns use(RankingColumns columns) {
        order = columns.order() == null ? order : columns.order();
        return columns;
    }

    private void take(List<String> fields, RankingColumns columns) {
        if (fields.size() != columns.fields()) {
            throw new DataException(
                    "number of fields " + fields.size() + ", not " + columns.fields() + " as on the first line",
                    source.at(line),
                    "give every line the same fields");
        }
        String user = fields.get(columns.user());
        String item = fields.get(columns.item());
        if (user.isEmpty() || item.isEmpty()) {
            throw new DataException(
                    "no " + (user.isEmpty() ? "user" : "item"), source.at(line), "give both on every line");
        }
        // Without a number, the line's place counts.
        collector.add(user, item, columns.number() < 0 ? line : number(fields.get(columns.number())), source.at(line));
    }

    private double number(String field) {
        double number = Numbers.of(field);
        if (!Double.isNaN(number)) {
            return number;
        }
        throw new DataException(
                DataException.quote(field) + " is no score or rank",
                source.at(line),
                "give a number after user and item");
    }

    private void json(Lines lines) throws IOException {
        for (String content = lines.next(); content != null; content = lines.next()) {
            line = lines.number();
            if (content.isBlank()) {
                continue;
            }
            try {
                JsonObject object = JsonParser.parseString(content).getAsJsonObject();
                String user = object.get("user").getAsString();
                if (!object.has("items")) {
                    take(user, object, line);
                    continue;
                }
                int place = 0;
                for (JsonElement item : object.getAsJsonArray("items")) {
                    take(user, item, place++);
                }
            } catch (JsonParseException
                    | IllegalStateException
                    | NullPointerException
                    | ClassCastException
                    | UnsupportedOperationException e) {
                throw new DataException(
                        "the line is no JSON object of user and item, or user and items",
                        source.at(line),
                        "write it like {\"user\": \"u1\", \"items\": [\"i7\", \"i3\"]}",
                        e);
            }
        }
    }

    private void take(String user, JsonElement element, long place) {
        if (!element.isJsonObject()) {
            order = RankedItems.Order.RANK;
            collector.add(user, element.getAsString(), place, source.at(line));
            return;
        }
        JsonObject object = element.getAsJsonObject();
        JsonElement number = object.get("score");
        RankedItems.Order said = RankedItems.Order.SCORE;
        if (number == null) {
            number = object.get("rank");
            said = RankedItems.Order.RANK;
        }
        order = said;
        collector.add(
                user,
                object.get("item").getAsString(),
                number == null ? place : number(number.getAsString()),
                source.at(line));
    }
}

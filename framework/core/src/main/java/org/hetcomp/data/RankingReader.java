package org.hetcomp.data;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Text;

/**
 * Reads rankings that another system has written, in the users' and items' own ids: lines of {@code user<sep>item<sep>
 * number}, the number being a score or a rank, with a header or without; or of {@code user<sep>item}, best first; or
 * JSON lines {@code {"user", "item", "score" or "rank"}} or {@code {"user", "items": [...]}}, whose items are ids, best
 * first, or objects of {@code item} and a number. Gzip is read too.
 */
public final class RankingReader {
    private static final char NEVER = '\u0000';

    private final Text text;
    private final RankingCollector collector;
    private RankedItems.Order order;
    private long line;

    private RankingReader(Path file, IdMap users, IdMap items, RankedItems.Order order) {
        this.text = new Text(file);
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
        RankingReader reader = new RankingReader(file, users, items, order);
        boolean json = reader.text.peek(in -> in.lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("")
                .stripLeading()
                .startsWith("{"));
        Format format = json ? null : FormatDetector.detect(reader.text);
        reader.text.read(Hashes.sha256(), in -> {
            if (json) {
                reader.json(in);
            } else {
                reader.lines(in, format == Format.ADJACENCY ? Format.SPACE : format);
            }
            return null;
        });
        return reader.collector.finish(reader.order, file.toString());
    }

    private void lines(BufferedReader in, Format format) throws IOException {
        CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(format.separator())
                .quoteCharacter(format == Format.CSV ? '"' : NEVER)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .ofCsvRecord(in);
        RankingColumns columns = null;
        try {
            for (CsvRecord row : records) {
                line = row.getStartingLineNumber();
                List<String> fields = row.getFields().stream()
                        .map(String::strip)
                        .filter(field -> format != Format.SPACE || !field.isEmpty())
                        .toList();
                if (columns == null) {
                    columns = RankingColumns.of(fields, text.at(line));
                    order = columns.order() == null ? order : columns.order();
                    if (columns.header()) {
                        continue;
                    }
                }
                take(fields, columns);
            }
        } catch (CsvParseException e) {
            throw new DataException(
                    "quotes or fields that cannot be told apart", text.at(line + 1), "correct the line", e);
        }
    }

    private void take(List<String> fields, RankingColumns columns) {
        if (fields.size() != columns.fields()) {
            throw new DataException(
                    "number of fields " + fields.size() + ", not " + columns.fields() + " as on the first line",
                    text.at(line),
                    "give every line the same fields");
        }
        String user = fields.get(columns.user());
        String item = fields.get(columns.item());
        if (user.isEmpty() || item.isEmpty()) {
            throw new DataException(
                    "no " + (user.isEmpty() ? "user" : "item"), text.at(line), "give both on every line");
        }
        // Without a number, the line's place counts.
        collector.add(user, item, columns.number() < 0 ? line : number(fields.get(columns.number())), text.at(line));
    }

    private double number(String field) {
        try {
            double number = Double.parseDouble(field);
            if (!Double.isNaN(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like what is not a number.
        }
        throw new DataException(
                DataException.quote(field) + " is no score or rank",
                text.at(line),
                "give a number after user and item");
    }

    private void json(BufferedReader in) throws IOException {
        String content;
        while ((content = in.readLine()) != null) {
            line++;
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
                        text.at(line),
                        "write it like {\"user\": \"u1\", \"items\": [\"i7\", \"i3\"]}",
                        e);
            }
        }
    }

    private void take(String user, JsonElement element, long place) {
        if (!element.isJsonObject()) {
            order = RankedItems.Order.RANK;
            collector.add(user, element.getAsString(), place, text.at(line));
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
                text.at(line));
    }
}

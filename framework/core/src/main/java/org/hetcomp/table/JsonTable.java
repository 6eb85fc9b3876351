package org.hetcomp.table;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hetcomp.io.Text;

/**
 * JSON lines, an object each. Its columns are the keys of the first objects, in the order in which they are met; the keys of
 * an object within are {@code outer.inner}; lists are passed over, and what is missing or null is an empty field.
 */
public final class JsonTable implements Table {
    private static final int SAMPLE = 1000;
    private static final long MOST_HELD = 1 << 24;

    /** An object, or why it is none. */
    private record Read(long line, int length, Map<String, String> fields, String problem) {}

    private final Lines lines;
    private final Deque<Read> sample = new ArrayDeque<>();
    private final List<String> names;
    private final Row row = new Row();

    /** Over an open text. */
    public JsonTable(Text text, BufferedReader in) throws IOException {
        this.lines = new Lines(text, in);
        Set<String> keys = new LinkedHashSet<>();
        long held = 0;
        while (sample.size() < SAMPLE && held < MOST_HELD) {
            Read read = read();
            if (read == null) {
                break;
            }
            keys.addAll(read.fields().keySet());
            held += read.length();
            sample.add(read);
        }
        names = List.copyOf(keys);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Row next() throws IOException {
        Read read = sample.isEmpty() ? read() : sample.poll();
        if (read == null) {
            return null;
        }
        row.begin(read.line());
        if (read.problem() != null) {
            row.fail(read.problem());
        }
        for (String name : names) {
            row.add(read.fields().getOrDefault(name, ""));
        }
        return row;
    }

    private Read read() throws IOException {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonReader in = new JsonReader(new StringReader(line))) {
            in.setStrictness(Strictness.STRICT);
            object(in, fields);
            boolean whole = in.peek() == JsonToken.END_DOCUMENT;
            return new Read(
                    lines.number(), line.length(), fields, whole ? null : "more than one JSON object on the line");
        } catch (IOException | IllegalStateException e) {
            return new Read(lines.number(), line.length(), Map.of(), "no JSON object on the line");
        }
    }

    private static void object(JsonReader in, Map<String, String> fields) throws IOException {
        List<String> path = new ArrayList<>();
        in.beginObject();
        while (!path.isEmpty() || in.peek() != JsonToken.END_OBJECT) {
            if (in.peek() == JsonToken.END_OBJECT) {
                in.endObject();
                path.remove(path.size() - 1);
                continue;
            }
            String name = in.nextName();
            String whole = path.isEmpty() ? name : String.join(".", path) + "." + name;
            switch (in.peek()) {
                case BEGIN_OBJECT -> {
                    in.beginObject();
                    path.add(name);
                }
                case STRING, NUMBER -> fields.put(whole, in.nextString());
                case BOOLEAN -> fields.put(whole, Boolean.toString(in.nextBoolean()));
                case NULL -> {
                    in.nextNull();
                    fields.put(whole, "");
                }
                default -> in.skipValue();
            }
        }
        in.endObject();
    }
}

package org.hetcomp.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hetcomp.report.chart.Numbers;

/** Tables of JSON whose keys explain themselves. */
final class JsonTable {
    private static final double WHOLE = 1e15;

    private JsonTable() {}

    /** A row for each key; objects inside give rows of their own. */
    static Table of(String caption, JsonObject object) {
        Table table = new Table(caption, ":what", ":which");
        rows(table, "", object);
        return table;
    }

    private static void rows(Table table, String before, JsonObject object) {
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            String name = before + words(entry.getKey());
            if (entry.getValue().isJsonObject()) {
                rows(table, name + ", ", entry.getValue().getAsJsonObject());
            } else {
                table.row(name, text(entry.getValue()));
            }
        }
    }

    /** A row for each object and a column for each key that any of them has. */
    static Table of(String caption, JsonArray list) {
        Set<String> keys = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        for (JsonElement one : list) {
            if (one.isJsonObject()) {
                one.getAsJsonObject().entrySet().forEach(entry -> {
                    keys.add(entry.getKey());
                    if (!isNumber(entry.getValue())) {
                        texts.add(entry.getKey());
                    }
                });
            }
        }
        String[] columns = keys.stream().map(key -> (texts.contains(key) ? ":" : "") + words(key)).toArray(String[]::new);
        Table table = new Table(caption, columns);
        for (JsonElement one : list) {
            if (one.isJsonObject()) {
                List<String> cells = new ArrayList<>();
                keys.forEach(key -> cells.add(text(one.getAsJsonObject().get(key))));
                table.row(null, cells);
            }
        }
        return table;
    }

    static boolean isNumber(JsonElement value) {
        return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }

    /** A value for people. */
    static String text(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return "";
        }
        if (isNumber(value)) {
            double number = value.getAsDouble();
            return number == Math.rint(number) && Math.abs(number) < WHOLE ? Numbers.fixed(number, 0) : Numbers.digits(number);
        }
        if (value.isJsonArray()) {
            List<String> texts = new ArrayList<>();
            value.getAsJsonArray().forEach(one -> texts.add(text(one)));
            return String.join(", ", texts);
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    /** A key as words: {@code usersPerSecond} is {@code users per second}. */
    static String words(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT).replaceAll("\\bmb$", "MB");
    }
}

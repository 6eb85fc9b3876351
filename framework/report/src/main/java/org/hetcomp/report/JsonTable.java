package org.hetcomp.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hetcomp.report.chart.Numbers;

/** A table of JSON whose keys explain themselves. */
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

    /** A value for people. */
    private static String text(JsonElement value) {
        if (value.isJsonArray()) {
            List<String> texts = new ArrayList<>();
            value.getAsJsonArray().forEach(one -> texts.add(text(one)));
            return String.join(", ", texts);
        }
        if (!value.isJsonPrimitive()) {
            return value.isJsonNull() ? "" : value.toString();
        }
        if (!value.getAsJsonPrimitive().isNumber()) {
            return value.getAsString();
        }
        double number = value.getAsDouble();
        boolean isWhole = number == Math.rint(number) && Math.abs(number) < WHOLE;
        return isWhole ? Numbers.fixed(number, 0) : Numbers.digits(number);
    }

    /** A key as words: {@code usersPerSecond} is {@code users per second}. */
    private static String words(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}

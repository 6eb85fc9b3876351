package org.hetcomp.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hetcomp.report.chart.Markup;

/** A table whose first column names the rows. A column whose name begins with a colon is of text, others of numbers. */
final class Table {
    private record Row(List<String> cells, String css) {}

    private final String caption;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param caption what it shows
     * @param columns names, first that of what the rows are
     */
    Table(String caption, String... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    /** Adds a row. */
    Table row(String... cells) {
        return row(null, Arrays.asList(cells));
    }

    /** Adds a row that the style sheet knows as {@code css}. */
    Table row(String css, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        rows.add(new Row(List.copyOf(cells), css));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table in a box that scrolls, by keys too, where the page is narrower. */
    Markup markup() {
        Markup html = new Markup();
        String css = columns.size() > 3 ? "scroll wide" : "scroll";
        html.open("div", "class", css, "tabindex", "0", "role", "region", "aria-label", caption);
        html.open("table").leaf("caption", caption).open("thead").open("tr");
        for (String column : columns) {
            html.leaf("th", isText(column) ? column.substring(1) : column, "scope", "col", "class", css(column));
        }
        html.close().close().line().open("tbody");
        for (Row row : rows) {
            html.open("tr", "class", row.css());
            for (int c = 0; c < columns.size(); c++) {
                if (c == 0) {
                    html.leaf("th", row.cells().get(c), "scope", "row", "class", css(columns.get(c)));
                } else {
                    html.leaf("td", row.cells().get(c), "class", css(columns.get(c)));
                }
            }
            html.close().line();
        }
        return html.close().close().close().line();
    }

    private static boolean isText(String column) {
        return column.startsWith(":");
    }

    private static String css(String column) {
        return isText(column) ? "text" : "number";
    }
}

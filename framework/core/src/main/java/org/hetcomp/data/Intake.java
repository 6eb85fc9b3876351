package org.hetcomp.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Plain;
import org.hetcomp.table.Row;

/** What was read of a file and how it was understood: all that a person should be told in one line, and what was guessed. */
final class Intake {
    private static final int MOST_MET = 5;

    /** Rows that were read, a header not among them. */
    long lines;
    /** Rows that {@code --where} left out. */
    long elsewhere;
    /** Rows that {@code --min-weight} left out. */
    long light;

    final WeightRange weights = new WeightRange();

    private final String name;
    private final Format format;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();
    private final Set<String> met = new LinkedHashSet<>();
    private String layout = "";
    private String weightName;
    private Reading reading = Reading.DEFAULT;
    private boolean byPlace;
    private long bad;
    private String firstBad;
    private History history;

    /** Of a source by that name, and of that layout or a database's, null. */
    Intake(String name, Format format) {
        this.name = name;
        this.format = format;
    }

    /** The layout, or null for a database's answer. */
    Format format() {
        return format;
    }

    /** Says which columns were taken. */
    void columns(Columns columns, List<String> names, boolean timed, Reading how) {
        reading = how;
        int[] places = {columns.user(), columns.item(), columns.weight(), columns.time()};
        boolean[] used = {true, true, how.minWeight() != null, timed};
        List<String> taken = new ArrayList<>();
        boolean[] known = new boolean[columns.fields()];
        for (int role = 0; role < places.length; role++) {
            if (places[role] >= 0 && used[role]) {
                taken.add(ColumnNames.ROLES.get(role) + " = " + called(places[role], names));
                known[places[role]] = true;
            }
        }
        for (int field = 0; field < known.length; field++) {
            String is = field == columns.weight() ? " (weight)" : field == columns.time() ? " (time)" : "";
            if (!known[field]) {
                unused.add(called(field, names) + (names == null ? is : ""));
            }
        }
        byPlace = names == null && (how.columns() == null || how.columns().item() == null);
        layout = (names == null ? ", no header" : "") + ": " + String.join(", ", taken);
        weightName = columns.weight() < 0 ? null : called(columns.weight(), names);
    }

    private static String called(int field, List<String> names) {
        return names == null ? "field " + (field + 1) : names.get(field);
    }

    /** Warns of Amazon's ratings of 2018, whose items come first. */
    void looksSwapped(List<Row> sample, List<String> names, ColumnNames said) {
        if (names == null
                && said == null
                && sample.stream()
                        .allMatch(row -> row.size() > 1
                                && row.text(0).matches("B0[0-9A-Z]{8}|[0-9]{9}[0-9X]")
                                && row.text(1).matches("A[0-9A-Z]{9,20}"))) {
            warnings.add("field 1 looks like Amazon's items and field 2 like its users; if they are, give --columns"
                    + " user=2,item=1");
        }
    }

    /** Takes a line that cannot be used. */
    void bad(String what, String where) {
        bad++;
        firstBad = firstBad == null ? what + " (" + where + ")" : firstBad;
    }

    /** Number of lines that cannot be used. */
    long bad() {
        return bad;
    }

    /** Takes a value of the column that has a condition. */
    void met(String value) {
        if (met.size() < MOST_MET) {
            met.add(value);
        }
    }

    /** The first values of that column. */
    String met() {
        return "but " + String.join(", ", met) + (met.size() == MOST_MET ? ", ..." : "");
    }

    /** Takes all pairs. */
    Intake finish(History all) {
        history = all;
        return this;
    }

    /** All pairs, each once. */
    History history() {
        return history;
    }

    /** What was understood, what was not used, and what was left out while reading. */
    String line() {
        List<String> out = new ArrayList<>();
        add(out, bad, "bad lines (the first: " + firstBad + ")");
        add(out, elsewhere, "lines that are not " + reading.where());
        add(out, light, "lines below --min-weight " + (light > 0 ? Plain.of(reading.minWeight()) : ""));
        long pairs = history.interactions().size();
        if (format != Format.ADJACENCY) {
            add(out, lines - bad - elsewhere - light - pairs, "repeated pairs");
        }
        return name + " read as " + formatName() + layout
                + (unused.isEmpty() ? "" : "; not used: " + String.join(", ", unused))
                + (out.isEmpty() ? "; no line left out" : "; left out: " + String.join(", ", out));
    }

    private String formatName() {
        return format == null ? "a table" : format.id();
    }

    private static void add(List<String> out, long count, String what) {
        if (count > 0) {
            out.add(String.format(Locale.ROOT, "%,d ", count) + what);
        }
    }

    /** What a person should be warned of. */
    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        String low = weightName == null || reading.minWeight() != null ? null : weights.warning(weightName);
        if (low != null) {
            all.add(low);
        }
        return all.stream().map(one -> name + ": " + one).toList();
    }

    /** The same failure with what was guessed of the file, if that may have led to it. */
    DataException explain(DataException failure, boolean formatGuessed) {
        boolean blanks = format == Format.ADJACENCY || format == Format.SPACE;
        boolean said = failure.advice().contains("--format");
        if (said || lines == 0 && format != Format.ADJACENCY || !byPlace && !(formatGuessed && blanks)) {
            return failure;
        }
        String guess = format == Format.ADJACENCY
                ? "it was taken for an adjacency list, a user per line: if it has a pair per line, give --format space"
                : "it was taken for " + formatName() + layout + ": if that is wrong, give --format or --columns";
        return new DataException(failure.what(), failure.where(), failure.advice() + "; " + guess, failure);
    }
}

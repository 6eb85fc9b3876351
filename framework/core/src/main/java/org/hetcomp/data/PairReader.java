package org.hetcomp.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Numbers;
import org.hetcomp.table.Plain;
import org.hetcomp.table.Row;
import org.hetcomp.table.Table;
import org.hetcomp.table.Times;

/**
 * Reads a pair per row. Ids are tokens, kept as written but for blanks around them; dense ids follow the ids' own order.
 * Feedback is implicit: a weight counts only where {@code --min-weight} asks for it, a time only where the division does, and
 * what does not count may be anything. {@link Header} and {@link ColumnFinder} say which column is what.
 */
final class PairReader {
    private static final int SAMPLE = 20;

    private final Source source;
    private final Reading reading;
    private final Intake intake;
    private final PairList pairs;
    private final boolean timed;
    private Columns columns;
    private int conditionField = -1;

    private PairReader(Reading reading, Source source, boolean timed, Intake intake, Columns columns) {
        this.reading = reading;
        this.source = source;
        this.columns = columns;
        this.timed = timed && columns.time() >= 0;
        this.intake = intake;
        this.pairs = new PairList(this.timed);
    }

    /**
     * Reads a table of any format but {@link Format#ADJACENCY}.
     *
     * @param timed whether the division goes by time
     * @param intake takes what was read and how, whether that succeeds or not
     * @return the intake
     * @throws DataException if it cannot be used
     */
    static Intake read(Table table, Reading reading, Source source, boolean timed, Intake intake) throws IOException {
        Format format = intake.format();
        List<Row> sample = new ArrayList<>();
        while (sample.size() < SAMPLE) {
            Row row = table.next();
            if (row == null) {
                break;
            }
            sample.add(row.copy());
        }
        if (sample.isEmpty()) {
            return intake.finish(new PairList(false).history());
        }
        Row first = sample.get(0);
        List<String> names = table.names();
        if (names == null) {
            names = Header.of(sample, format, reading.columns(), source);
            sample = names == null ? sample : sample.subList(1, sample.size());
        }
        int fields = names == null ? first.size() : names.size();
        Header.requireUser(names, fields, format, reading.columns(), source.at(first.line()));
        Columns columns = ColumnFinder.find(reading.columns(), names, sample, fields, source.at(first.line()));
        PairReader reader = new PairReader(reading, source, timed, intake, columns);
        reader.conditions(names);
        intake.columns(columns, names, reader.timed, reading);
        intake.looksSwapped(sample, names, reading.columns());
        for (Row row : sample) {
            reader.take(row);
        }
        for (Row row = table.next(); row != null; row = table.next()) {
            reader.take(row);
        }
        reader.requireSome();
        return intake.finish(reader.pairs.history());
    }

    private void conditions(List<String> names) {
        if (reading.where() != null) {
            conditionField =
                    ColumnNames.place(reading.where().column(), names, columns.fields(), "--where", source.name());
        }
        if (reading.minWeight() != null && columns.weight() < 0) {
            throw new DataException(
                    "no column of weights in " + source.name(),
                    "--min-weight",
                    "name it, as in --columns weight=3"
                            + (names == null ? "" : " or one of " + String.join(", ", names)));
        }
    }

    private void take(Row row) {
        intake.lines++;
        if (row.problem() != null) {
            bad(row, row.problem(), "correct the line");
        } else if (row.size() != columns.fields()) {
            bad(
                    row,
                    "number of fields " + row.size() + ", not " + columns.fields() + " as on the first line",
                    "give every line the same fields");
        } else if (conditionField >= 0 && !isAmong(row.text(conditionField))) {
            intake.elsewhere++;
        } else if (isId(row, columns.user(), "user") && isId(row, columns.item(), "item")) {
            takePair(row);
        }
    }

    private boolean isAmong(String value) {
        intake.met(value);
        return reading.where().values().contains(value);
    }

    private void takePair(Row row) {
        double weight = columns.weight() < 0 ? Double.NaN : Numbers.of(row, columns.weight());
        if (!Double.isNaN(weight)) {
            intake.weights.add(weight);
        }
        if (reading.minWeight() != null) {
            if (Double.isNaN(weight)) {
                bad(row, noNumber(row, columns.weight(), "weight") + " is no number", "give a number");
                return;
            }
            if (weight < reading.minWeight()) {
                intake.light++;
                return;
            }
        }
        double time = timed ? Times.of(row, columns.time()) : Double.NaN;
        if (timed && Double.isNaN(time)) {
            bad(
                    row,
                    noNumber(row, columns.time(), "time") + " is neither a number nor a date",
                    "give seconds since 1970 or a date such as 2009-05-04T23:08:57Z, or say by --columns time=NAME which field it is");
            return;
        }
        pairs.add(row, columns.user(), columns.item(), time);
    }

    private static String noNumber(Row row, int field, String what) {
        return "the " + what + " " + DataException.quote(row.text(field));
    }

    private boolean isId(Row row, int field, String what) {
        if (row.isEmpty(field)) {
            bad(row, "no " + what, "give a user and an item");
            return false;
        }
        // Ids are written to tab separated files later on.
        for (int c = row.start(field); c < row.end(field); c++) {
            if (row.chars()[c] < ' ') {
                bad(
                        row,
                        "a tab, a line break or the like in the " + what + " " + DataException.quote(row.text(field)),
                        "take it out, or give --format");
                return false;
            }
        }
        return true;
    }

    private void bad(Row row, String what, String advice) {
        intake.bad(what, source.at(row.line()));
        if (intake.bad() > reading.skipBad()) {
            boolean first = reading.skipBad() == 0;
            throw new DataException(
                    first ? what : what + ", and " + reading.skipBad() + " such lines before",
                    source.at(row.line()),
                    advice + (first ? ", or leave such lines out by --skip-bad N" : ", or raise --skip-bad"));
        }
    }

    private void requireSome() {
        if (pairs.size() > 0 || intake.lines == intake.bad()) {
            return;
        }
        if (intake.light > 0) {
            throw new DataException(
                    "no weight is " + Plain.of(reading.minWeight()) + " or more, the greatest is "
                            + Plain.of(intake.weights.max()),
                    "--min-weight",
                    "lower it");
        }
        throw new DataException(
                "no line of " + source.name() + " has " + reading.where() + ", " + intake.met(),
                "--where",
                "take one of its values");
    }
}

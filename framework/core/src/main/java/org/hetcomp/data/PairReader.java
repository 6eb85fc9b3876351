package org.hetcomp.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;

/**
 * Reads a pair per line, {@code user<sep>item[<sep>weight[<sep>time]]}. Ids are tokens, kept as written but for blanks
 * around them; dense ids follow the order of first appearance. Feedback is implicit: a weight must be a number, and is
 * not used. Blank lines are passed over.
 *
 * <p>The first line is a header if it has names for a user and an item that are in wide use; or if neither of its ids
 * is a number and either both are on the lines that follow, or its weight or time is no number and theirs is. A header
 * that names the user also says which column is what, in any order and beside others; under any other the places count.
 */
final class PairReader {
    private static final int SAMPLE = 20;
    private static final char NEVER = '\u0000';

    private final Text text;
    private final Format format;
    private final PairList pairs = new PairList();
    private Columns columns;
    private long line;

    private PairReader(Text text, Format format) {
        this.text = text;
        this.format = format;
    }

    /**
     * Reads a file of any format but {@link Format#ADJACENCY}.
     *
     * @throws DataException if the file cannot be used
     */
    static History read(Text text, Format format, MessageDigest digest) {
        PairReader reader = new PairReader(text, format);
        text.read(digest, in -> {
            reader.read(in);
            return null;
        });
        return reader.pairs.history();
    }

    private void read(BufferedReader in) throws IOException {
        CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(format.separator())
                // Only CSV gives quotes a meaning; elsewhere they belong to the id.
                .quoteCharacter(format == Format.CSV ? '"' : NEVER)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                // Blank lines are left out here, so that the number of the line that is read is always known.
                .skipEmptyLines(false)
                .ofCsvRecord(in);
        try {
            Iterator<CsvRecord> all = records.iterator();
            List<Row> sample = new ArrayList<>();
            while (sample.size() < SAMPLE && all.hasNext()) {
                addUnlessBlank(sample, all.next());
            }
            if (sample.isEmpty()) {
                return;
            }
            boolean header = header(sample);
            for (Row row : sample.subList(header ? 1 : 0, sample.size())) {
                take(row);
            }
            List<Row> one = new ArrayList<>(1);
            while (all.hasNext()) {
                addUnlessBlank(one, all.next());
                for (Row row : one) {
                    take(row);
                }
                one.clear();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            throw unparsable(e);
        }
    }

    private DataException unparsable(CsvParseException e) throws IOException {
        if (e.getCause() instanceof IOException io) {
            throw io;
        }
        if (e.getCause() instanceof UncheckedIOException io) {
            throw io.getCause();
        }
        return new DataException(
                "quotes or fields that cannot be told apart",
                text.at(line + 1),
                "correct the line, or give --format",
                e);
    }

    private record Row(long line, List<String> fields) {}

    private void addUnlessBlank(List<Row> rows, CsvRecord read) {
        line = read.getStartingLineNumber();
        List<String> fields = new ArrayList<>(read.getFieldCount());
        boolean blank = true;
        for (int f = 0; f < read.getFieldCount(); f++) {
            String field = read.getField(f).strip();
            blank &= field.isEmpty();
            if (format != Format.SPACE || !field.isEmpty()) {
                fields.add(field);
            }
        }
        if (!blank) {
            rows.add(new Row(line, fields));
        }
    }

    // Sets the columns, and says whether the first row is a header.
    private boolean header(List<Row> sample) {
        Row first = sample.get(0);
        List<String> names = first.fields();
        boolean header;
        if (format == Format.INTER) {
            header = true;
            if (names.stream().noneMatch(n -> n.indexOf(':') > 0)) {
                throw new DataException(
                        "no header of name:type",
                        text.at(first.line()),
                        "begin with user_id:token<tab>item_id:token, or give --format tsv");
            }
        } else {
            header = Columns.isHeader(names) || differs(sample);
        }
        columns = header ? Columns.byName(names) : Columns.byPlace(names.size());
        if (names.size() < 2 || columns.item() < 0) {
            throw new DataException(
                    "one field where a user and an item are expected",
                    text.at(first.line()),
                    "separate the fields by " + named(format) + ", or give --format");
        }
        if (!header && names.size() > 4) {
            throw new DataException(
                    names.size() + " fields without a header",
                    text.at(first.line()),
                    "give user, item, weight, time in this order, or a header that names user and item");
        }
        return header;
    }

    private static boolean differs(List<Row> sample) {
        List<String> first = sample.get(0).fields();
        List<Row> rest = sample.subList(1, sample.size());
        int fields = first.size();
        if (rest.isEmpty() || fields < 2 || isNumber(first.get(0)) || isNumber(first.get(1))) {
            return false;
        }
        if (rest.stream().anyMatch(r -> r.fields().size() != fields)) {
            return false;
        }
        boolean ids = rest.stream()
                .allMatch(
                        r -> isNumber(r.fields().get(0)) && isNumber(r.fields().get(1)));
        boolean weights = fields > 2
                && !isNumber(first.get(2))
                && rest.stream().allMatch(r -> isNumber(r.fields().get(2)));
        return ids || weights;
    }

    private void take(Row row) {
        List<String> fields = row.fields();
        if (fields.size() != columns.fields()) {
            throw new DataException(
                    "number of fields " + fields.size() + ", not " + columns.fields() + " as on the first line",
                    text.at(row.line()),
                    "give every line the same fields");
        }
        if (columns.weight() >= 0) {
            number(fields.get(columns.weight()), "weight", row);
        }
        double time = columns.time() < 0 ? Double.NaN : number(fields.get(columns.time()), "time", row);
        pairs.add(id(fields.get(columns.user()), "user", row), id(fields.get(columns.item()), "item", row), time);
    }

    private String id(String field, String what, Row row) {
        if (field.isEmpty()) {
            throw new DataException("no " + what, text.at(row.line()), "give a user and an item");
        }
        // Ids are written to tab separated files later on.
        for (int c = 0; c < field.length(); c++) {
            if (field.charAt(c) >= ' ') {
                continue;
            }
            throw new DataException(
                    "a tab, a line break or the like in the " + what + " " + DataException.quote(field),
                    text.at(row.line()),
                    "take it out, or give --format");
        }
        return field;
    }

    private double number(String field, String what, Row row) {
        if (!isNumber(field)) {
            throw new DataException(
                    "the " + what + " " + DataException.quote(field) + " is no number",
                    text.at(row.line()),
                    what.equals("time") ? "give a number, such as seconds since 1970" : "give a number or no " + what);
        }
        return Double.parseDouble(field);
    }

    private static boolean isNumber(String field) {
        if (field.isEmpty()) {
            return false;
        }
        for (int c = 0; c < field.length(); c++) {
            char at = field.charAt(c);
            if ((at < '0' || at > '9') && "+-.eE".indexOf(at) < 0) {
                return false;
            }
        }
        try {
            return Double.isFinite(Double.parseDouble(field));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String named(Format format) {
        return switch (format) {
            case TSV, INTER -> "tabs";
            case CSV -> "commas";
            case PIPE -> "|";
            case DOUBLE_COLON -> "::";
            case SPACE, ADJACENCY -> "blanks";
        };
    }
}

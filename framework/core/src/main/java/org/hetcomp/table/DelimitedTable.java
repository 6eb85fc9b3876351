package org.hetcomp.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;

/** Lines of fields with a separator between them. */
public final class DelimitedTable implements Table {
    private static final char NEVER = '\u0000';

    private final Text text;
    private final Iterator<Row> rows;
    private long line;

    /**
     * Over an open text.
     *
     * @param text where it comes from, for messages
     * @param separator what stands between two fields
     * @param quotes what double quotes around a field are
     * @param runs whether several separators count as one
     */
    public DelimitedTable(Text text, BufferedReader in, String separator, Quotes quotes, boolean runs) {
        this.text = text;
        this.rows = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(quotes == Quotes.NONE ? NEVER : '"')
                .trimWhitespacesAroundQuotes(quotes == Quotes.SPACED)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                // Blank lines are left out here, so that the number of the line that is read is always known.
                .skipEmptyLines(false)
                .build(new Filler(runs), in)
                .iterator();
    }

    @Override
    public List<String> names() {
        return null;
    }

    @Override
    public Row next() throws IOException {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                line = row.line();
                if (!row.isBlank()) {
                    return row;
                }
            }
            return null;
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

    /** Fills one row again and again. */
    private static final class Filler extends AbstractBaseCsvCallbackHandler<Row> {
        private final Row row = new Row();
        private final boolean runs;

        Filler(boolean runs) {
            this.runs = runs;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.begin(startingLineNumber);
        }

        @Override
        protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
            if (!runs || length > 0) {
                row.add(buffer, offset, length);
            }
        }

        @Override
        protected Row buildRecord() {
            return row;
        }
    }
}

package org.hetcomp.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Text;
import org.hetcomp.table.DelimitedTable;
import org.hetcomp.table.JsonTable;
import org.hetcomp.table.Quotes;
import org.hetcomp.table.Table;

/** A file of interactions, and how it is read. */
final class DataFile {
    private final Path path;
    private final Text text;
    private final Reading reading;
    private final Format format;
    private final boolean guessed;
    private final MessageDigest digest = Hashes.sha256();
    private final Intake intake;

    /**
     * Opens it as far as to tell the format.
     *
     * @param given the format, or null to find it out
     */
    DataFile(Path path, Reading reading, Format given) {
        this.path = path;
        this.text = new Text(path);
        this.reading = reading;
        this.guessed = given == null;
        this.format = guessed ? FormatDetector.detect(text) : given;
        this.intake = new Intake(path.toString(), format);
    }

    /**
     * Reads it all.
     *
     * @param timed whether the division goes by time
     * @throws DataException if it cannot be used
     */
    Intake read(boolean timed) {
        if (format != Format.ADJACENCY) {
            Quotes quotes = FormatDetector.quotes(text, format);
            return text.read(digest, in -> PairReader.read(table(in, quotes), reading, Source.of(path), timed, intake));
        }
        try {
            reading.requireNoColumns("an adjacency list", path.toString());
            return intake.finish(AdjacencyReader.read(text, digest));
        } catch (DataException e) {
            throw explain(e);
        }
    }

    private Table table(BufferedReader in, Quotes quotes) throws IOException {
        return format == Format.JSONL
                ? new JsonTable(text, in)
                : new DelimitedTable(text, in, format.separator(), quotes, format == Format.SPACE);
    }

    /** The failure with what was guessed, if that may have led to it. */
    DataException explain(DataException failure) {
        return intake.explain(failure, guessed);
    }

    /** Hash of what was read, hexadecimal. */
    String sha256() {
        return Hashes.hex(digest);
    }
}

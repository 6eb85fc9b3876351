package org.hetcomp.table;

import java.io.BufferedReader;
import java.io.IOException;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;

/** Lines of a bounded length, so that a file without line breaks is refused before it fills the memory. */
public final class Lines {
    private static final int MOST = 1 << 24;

    private final Text text;
    private final BufferedReader in;
    private final StringBuilder line = new StringBuilder();
    private long number;

    /** Over an open text. */
    public Lines(Text text, BufferedReader in) {
        this.text = text;
        this.in = in;
    }

    /** Number of the line that was read last, from 1. */
    public long number() {
        return number;
    }

    /**
     * The next line without its end, or null after the last.
     *
     * @throws DataException if it has more than 16,777,216 characters
     */
    public String next() throws IOException {
        line.setLength(0);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        number++;
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() == MOST) {
                throw new DataException(
                        "a line of more than " + MOST + " characters", text.at(number), "give shorter lines");
            }
            line.append((char) c);
            c = in.read();
        }
        if (c == '\r') {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
            }
        }
        return line.toString();
    }
}

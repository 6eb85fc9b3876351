package org.hetcomp.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.security.MessageDigest;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;

/** Reads lines of integers from 0 to 2^31 - 1, separated by blanks: what adjacency lists and divided folders hold. */
final class IdLines {
    private IdLines() {}

    /** Takes the lines one by one. */
    interface Lines {
        /**
         * Takes a line.
         *
         * @param number of the line, from 1
         * @param ids what it holds, maybe nothing; valid until the call returns
         */
        void take(int number, IntList ids);
    }

    /**
     * Reads a whole file.
     *
     * @throws DataException if something is no integer, or outside the range
     */
    static void read(Text text, MessageDigest digest, Lines lines) {
        text.read(digest, reader -> {
            read(text, reader, lines);
            return null;
        });
    }

    private static void read(Text text, BufferedReader reader, Lines lines) throws IOException {
        IntList ids = new IntList();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            ids.clear();
            int end = line.length();
            int from = 0;
            while (from < end) {
                if (isBlank(line.charAt(from))) {
                    from++;
                    continue;
                }
                int to = from;
                long value = 0;
                boolean digits = true;
                for (; to < end && !isBlank(line.charAt(to)); to++) {
                    char c = line.charAt(to);
                    digits &= c >= '0' && c <= '9';
                    value = Math.min(value * 10 + (c - '0'), 1L << 32);
                }
                if (!digits || value > Integer.MAX_VALUE) {
                    throw new DataException(
                            DataException.quote(line.substring(from, to)) + " is no id of an adjacency list",
                            text.at(number),
                            "ids are integers from 0 to 2147483647 here; if these are pairs, give --format space, tsv"
                                    + " or csv");
                }
                ids.add((int) value);
                from = to;
            }
            lines.take(number, ids);
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}

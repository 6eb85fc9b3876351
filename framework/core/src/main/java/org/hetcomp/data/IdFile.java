package org.hetcomp.data;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;

/** A file that names ids: lines of {@code id<tab>token}, an integer and what the user calls it, without a header. */
final class IdFile {
    private static final int MOST_DIGITS = 10;

    private IdFile() {}

    /** Writes a line per token; {@code ids[i]} is the integer of token i. */
    static void write(Path file, int[] ids, List<String> tokens) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ids.length; i++) {
                out.write(ids[i] + "\t" + tokens.get(i) + "\n");
            }
        }
    }

    /**
     * Reads the names of ids.
     *
     * @return each id's name, ids ascending
     * @throws DataException if a line is malformed, or an id or a name is there twice
     */
    static SortedMap<Integer, String> read(Text text, MessageDigest digest) {
        return text.read(digest, reader -> names(text, reader));
    }

    private static SortedMap<Integer, String> names(Text text, BufferedReader reader) throws IOException {
        SortedMap<Integer, String> names = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            int tab = line.indexOf('\t');
            if (tab < 1 || tab == line.length() - 1 || !isId(line.substring(0, tab))) {
                throw new DataException(
                        DataException.quote(line) + " is no id<tab>name",
                        text.at(number),
                        "correct the line, or take the file away");
            }
            int id = Integer.parseInt(line.substring(0, tab));
            String name = line.substring(tab + 1);
            if (!taken.add(name) || names.put(id, name) != null) {
                throw new DataException(
                        "id " + id + " or its name " + DataException.quote(name) + " was on a line before",
                        text.at(number),
                        "give each id one name of its own");
            }
        }
        return names;
    }

    /** Whether a token is an integer from 0 to 2^31 - 1 in its plainest form. */
    static boolean isId(String token) {
        int length = token.length();
        if (length == 0 || length > MOST_DIGITS || length > 1 && token.charAt(0) == '0') {
            return false;
        }
        for (int c = 0; c < length; c++) {
            if (token.charAt(c) < '0' || token.charAt(c) > '9') {
                return false;
            }
        }
        return Long.parseLong(token) <= Integer.MAX_VALUE;
    }
}

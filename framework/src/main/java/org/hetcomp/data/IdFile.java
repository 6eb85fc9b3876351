package org.hetcomp.data;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A file that names ids: lines of {@code id<tab>token}, an integer and what the user calls it, without a header. */
final class IdFile {
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
     * @param present the ids that must have a name, ascending; others in the file are passed over
     * @return the names in the order of {@code present}
     * @throws DataException if a line is malformed, a name is missing or is given twice
     */
    static IdMap read(Text text, MessageDigest digest, int[] present) {
        String[] names = new String[present.length];
        text.read(digest, reader -> {
            fill(text, reader, present, names);
            return null;
        });
        List<String> all = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            if (names[i] == null) {
                throw new DataException(
                        "no name for id " + present[i], text.at(1), "add a line id<tab>name, or take the file away");
            }
            all.add(names[i]);
        }
        return new IdMap(all);
    }

    private static void fill(Text text, BufferedReader reader, int[] present, String[] names) throws IOException {
        Set<String> taken = new HashSet<>();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            int tab = line.indexOf('\t');
            if (tab < 1 || tab > 10 || tab == line.length() - 1 || !line.substring(0, tab).matches("[0-9]+")) {
                throw new DataException(
                        DataException.quote(line) + " is no id<tab>name",
                        text.at(number),
                        "correct the line, or take the file away");
            }
            long id = Long.parseLong(line.substring(0, tab));
            String name = line.substring(tab + 1);
            int place = id > Integer.MAX_VALUE ? -1 : Arrays.binarySearch(present, (int) id);
            if (!taken.add(name) || place >= 0 && names[place] != null) {
                throw new DataException(
                        "id " + id + " or its name " + DataException.quote(name) + " was on a line before",
                        text.at(number),
                        "give each id one name of its own");
            }
            if (place >= 0) {
                names[place] = name;
            }
        }
    }
}

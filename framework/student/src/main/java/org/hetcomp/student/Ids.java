package org.hetcomp.student;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The own ids of rows, as a list and the other way round. Kept as the bytes of their file with a table of rows by
 * hash, so that a million of them are a few arrays and no objects. Immutable.
 */
final class Ids extends AbstractList<String> implements RandomAccess {
    private static final int LARGEST = 1 << 30;

    private final byte[] bytes;
    private final int[] begins;
    private final int[] ends;
    private final int[] table;
    private final long seed = ThreadLocalRandom.current().nextLong();

    /**
     * Reads a file of lines {@code row<tab>id}, row by row from 0.
     *
     * @throws StudentException if a line is malformed or missing, or an id is there twice
     */
    static Ids read(Content file, int rows) throws IOException {
        if (file.size() > LARGEST) {
            throw new StudentException(
                    "the file has more than " + LARGEST + " bytes", file.where(), "use shorter ids or fewer rows");
        }
        file.requireText();
        byte[] bytes = new byte[(int) file.size()];
        file.part(0, bytes.length).get(bytes);
        return new Ids(bytes, rows, file);
    }

    private Ids(byte[] bytes, int rows, Content file) {
        this.bytes = bytes;
        // A row takes four bytes at least, so a number of rows that is untrue does not cost memory.
        if (rows > bytes.length / 4) {
            throw StudentException.damaged("the file is too short for " + rows + " rows", file.where());
        }
        begins = new int[rows];
        ends = new int[rows];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            at = line(at, row, file);
        }
        if (at != bytes.length) {
            throw StudentException.damaged("the file goes on after row " + (rows - 1), file.where());
        }
        table = new int[Integer.highestOneBit(Math.max(rows, 1)) * 4];
        Arrays.fill(table, -1);
        for (int row = 0; row < rows; row++) {
            int slot = slot(bytes, begins[row], ends[row]);
            if (table[slot] >= 0) {
                throw StudentException.damaged(
                        "rows " + table[slot] + " and " + row + " have one id, " + StudentException.quote(get(row)),
                        file.where());
            }
            table[slot] = row;
        }
    }

    private int line(int from, int row, Content file) {
        int tab = from;
        long number = 0;
        for (; tab < bytes.length && bytes[tab] >= '0' && bytes[tab] <= '9' && tab - from < 10; tab++) {
            number = 10 * number + bytes[tab] - '0';
        }
        boolean plain = tab > from && (bytes[from] != '0' || tab == from + 1);
        int end = tab + 1;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (!plain || number != row || end >= bytes.length || bytes[tab] != '\t' || end == tab + 1) {
            throw StudentException.damaged("line " + (row + 1) + " is not " + row + "<tab>id", file.where());
        }
        begins[row] = tab + 1;
        ends[row] = end;
        return end + 1;
    }

    /** Where a row of that id is in the table, or would be. */
    private int slot(byte[] id, int from, int to) {
        // From a start of its own, so that nobody can make ids that fall on one another.
        long hash = seed;
        for (int i = from; i < to; i++) {
            hash = (hash ^ id[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        int slot = (int) hash & table.length - 1;
        while (table[slot] >= 0 && !Arrays.equals(bytes, begins[table[slot]], ends[table[slot]], id, from, to)) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    /** The row of an id, -1 if there is none. */
    int row(String id) {
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        int row = table[slot(wanted, 0, wanted.length)];
        // Half a surrogate pair is encoded as a question mark, which may be another's id.
        return row >= 0 && get(row).equals(id) ? row : -1;
    }

    @Override
    public String get(int row) {
        return new String(bytes, begins[row], ends[row] - begins[row], StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return begins.length;
    }

    @Override
    public int indexOf(Object id) {
        return id instanceof String text ? row(text) : -1;
    }

    @Override
    public int lastIndexOf(Object id) {
        return indexOf(id);
    }

    @Override
    public boolean contains(Object id) {
        return indexOf(id) >= 0;
    }
}

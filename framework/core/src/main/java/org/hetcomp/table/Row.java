package org.hetcomp.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one row, without the blanks around them. A row is filled anew for each line, so that millions of them make no
 * strings; it is valid until the next one is read.
 */
public final class Row {
    private char[] chars = new char[256];
    private int[] ends = new int[16];
    private int size;
    private long line;
    private String problem;

    /** An empty row, to be filled. */
    Row() {}

    /** A row of those fields. */
    public static Row of(long line, List<String> fields) {
        Row row = new Row();
        row.begin(line);
        fields.forEach(row::add);
        return row;
    }

    /** Empties it for that line. */
    void begin(long number) {
        size = 0;
        line = number;
        problem = null;
    }

    /** Says that the line could not be read, and why. */
    void fail(String why) {
        problem = why;
    }

    /** Adds a field. */
    void add(String field) {
        char[] all = field.toCharArray();
        add(all, 0, all.length);
    }

    /** Adds a field without the blanks around it. */
    void add(char[] from, int offset, int length) {
        int begin = offset;
        int end = offset + length;
        while (begin < end && isBlank(from[begin])) {
            begin++;
        }
        while (end > begin && isBlank(from[end - 1])) {
            end--;
        }
        int at = start(size);
        int next = at + end - begin;
        if (next > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(next, 2 * chars.length));
        }
        System.arraycopy(from, begin, chars, at, end - begin);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = next;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c > 127 ? Character.isWhitespace(c) : false;
    }

    /** Number of fields. */
    public int size() {
        return size;
    }

    /** Number of the line that it begins on, from 1; of an answer without lines, of the row. */
    public long line() {
        return line;
    }

    /** Why the line could not be read, or null if it could. */
    public String problem() {
        return problem;
    }

    /** Where all fields are, one after the other; shared, valid until the next row is read. */
    public char[] chars() {
        return chars;
    }

    /** Where the field begins in {@link #chars()}. */
    public int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** Where the field ends in {@link #chars()}, exclusive. */
    public int end(int field) {
        return ends[field];
    }

    /** Whether the field is empty. */
    public boolean isEmpty(int field) {
        return start(field) == end(field);
    }

    /** Whether all fields are empty, and none says that the line could not be read. */
    public boolean isBlank() {
        return problem == null && start(size) == 0;
    }

    /** The field as a string. */
    public String text(int field) {
        return new String(chars, start(field), end(field) - start(field));
    }

    /** All fields as strings. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(size);
        for (int f = 0; f < size; f++) {
            texts.add(text(f));
        }
        return texts;
    }

    /** The same, for keeping. */
    public Row copy() {
        Row copy = new Row();
        copy.chars = Arrays.copyOf(chars, Math.max(16, start(size)));
        copy.ends = Arrays.copyOf(ends, Math.max(1, size));
        copy.size = size;
        copy.line = line;
        copy.problem = problem;
        return copy;
    }
}

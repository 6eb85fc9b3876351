package org.hetcomp.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;
import org.hetcomp.table.Lines;
import org.hetcomp.table.Quotes;

/**
 * Tells a file's format from its first lines. A brace makes it {@link Format#JSONL}, a header of {@code name:type}
 * {@link Format#INTER}; else it is the first of tab, {@code ::}, {@code |}, semicolon and comma that is on half of the lines as
 * often as on the first; else the first that is on half of the lines at all. What is separated by blanks or by nothing is
 * {@link BlankLines}'.
 */
final class FormatDetector {
    private static final int LINES = 1000;
    private static final long MOST = 1 << 22;
    private static final int COMPARED = 50;
    private static final List<Format> IN_TURN =
            List.of(Format.TSV, Format.DOUBLE_COLON, Format.PIPE, Format.SEMICOLON, Format.CSV);

    private FormatDetector() {}

    /** Reads the file's beginning only. */
    static Format detect(Text text) {
        List<String> lines = beginning(text);
        if (lines.isEmpty()) {
            return Format.ADJACENCY;
        }
        String first = lines.get(0).strip();
        if (first.startsWith("{")) {
            return Format.JSONL;
        }
        if (first.equals("[") || first.startsWith("[{")) {
            throw new DataException(
                    "a list of JSON where an object a line is expected",
                    text.at(1),
                    "write a line for each, as jq -c '.[]' does");
        }
        if (isInter(lines.get(0))) {
            return Format.INTER;
        }
        List<String> some = lines.subList(0, Math.min(COMPARED, lines.size()));
        // Half of the lines decide, not all: the reader then names the line that is wrong.
        return IN_TURN.stream()
                .filter(f -> isAlike(some, f))
                .findFirst()
                .or(() -> IN_TURN.stream()
                        .filter(f -> isOnMost(some, f.separator()))
                        .findFirst())
                .orElseGet(() -> BlankLines.format(lines));
    }

    /**
     * What quotes around the fields are: no part of them where the format says so, or where some column has quotes around
     * every field.
     */
    static Quotes quotes(Text text, Format format) {
        if (format == Format.SPACE || format == Format.DOUBLE_COLON || format == Format.JSONL) {
            return Quotes.NONE;
        }
        List<String> lines = beginning(text);
        String separator = Pattern.quote(format.separator());
        if (!format.isQuoted() && !hasQuotedColumn(lines, separator)) {
            return Quotes.NONE;
        }
        Pattern spaced = Pattern.compile("\" +" + separator + "|" + separator + " +\"");
        return lines.stream().anyMatch(line -> spaced.matcher(line).find()) ? Quotes.SPACED : Quotes.PLAIN;
    }

    private static boolean hasQuotedColumn(List<String> lines, String separator) {
        Map<Integer, Integer> quoted = new HashMap<>();
        for (String line : lines) {
            String[] fields = line.split(separator, -1);
            for (int f = 0; f < fields.length; f++) {
                String field = fields[f].strip();
                if (field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")) {
                    quoted.merge(f, 1, Integer::sum);
                }
            }
        }
        return quoted.containsValue(lines.size());
    }

    private static List<String> beginning(Text text) {
        return text.peek(in -> {
            Lines all = new Lines(text, in);
            List<String> lines = new ArrayList<>();
            long held = 0;
            for (String line = all.next(); line != null; line = all.next()) {
                if (!line.isBlank()) {
                    lines.add(line);
                    held += line.length();
                }
                if (lines.size() == LINES || held > MOST) {
                    break;
                }
            }
            return lines;
        });
    }

    private static boolean isOnMost(List<String> lines, String separator) {
        return 2 * lines.stream().filter(l -> l.contains(separator)).count() >= lines.size();
    }

    // A separator within titles or lists of genres is on one line more often than on another.
    private static boolean isAlike(List<String> lines, Format format) {
        long first = count(lines.get(0), format);
        return first > 0
                && 2 * lines.stream().filter(l -> count(l, format) == first).count() >= lines.size();
    }

    private static int count(String line, Format format) {
        int count = 0;
        boolean inside = false;
        for (int c = 0; c < line.length(); c++) {
            inside ^= format.isQuoted() && line.charAt(c) == '"';
            count += !inside && line.startsWith(format.separator(), c) ? 1 : 0;
        }
        return count;
    }

    private static boolean isInter(String line) {
        for (String name : line.split("\t", -1)) {
            if (!name.matches("[^:\\s]+:(token|token_seq|float|float_seq)\\s*")) {
                return false;
            }
        }
        return true;
    }
}

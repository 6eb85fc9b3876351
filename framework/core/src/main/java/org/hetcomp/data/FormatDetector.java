package org.hetcomp.data;

import java.util.List;
import org.hetcomp.io.Text;

/**
 * Tells a file's format from its first lines. A header of {@code name:type} makes it {@link Format#INTER}; else the
 * first of tab, {@code ::}, {@code |} and comma that is on half of the lines or more; else, being separated by blanks
 * or by nothing, it is an adjacency list. Lines of pairs separated by blanks must be declared, as {@link Format#SPACE}.
 */
final class FormatDetector {
    private static final int LINES = 50;
    private static final List<Format> IN_TURN = List.of(Format.TSV, Format.DOUBLE_COLON, Format.PIPE, Format.CSV);

    private FormatDetector() {}

    /** Reads the file's beginning only. */
    static Format detect(Text text) {
        List<String> lines = text.peek(
                reader -> reader.lines().filter(l -> !l.isBlank()).limit(LINES).toList());
        if (lines.isEmpty()) {
            return Format.ADJACENCY;
        }
        if (isInter(lines.get(0))) {
            return Format.INTER;
        }
        // Half of the lines decide, not all: the reader then names the line that is wrong.
        return IN_TURN.stream()
                .filter(f -> isOnMost(lines, f.separator()))
                .findFirst()
                .orElse(Format.ADJACENCY);
    }

    private static boolean isOnMost(List<String> lines, String separator) {
        return 2 * lines.stream().filter(l -> l.contains(separator)).count() >= lines.size();
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

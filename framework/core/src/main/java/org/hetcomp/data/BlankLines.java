package org.hetcomp.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether lines of fields with blanks between them are pairs or an adjacency list. They are pairs if they have two to
 * four fields, the same number nearly all, and what begins them is no integer or comes again on other lines: in an adjacency
 * list it would be a user, or a count that is right everywhere. Where it is such a count, they are pairs only if that leaves
 * each user one item and no line comes twice.
 */
final class BlankLines {
    private static final int MOST_OF_A_PAIR = 4;
    private static final double NEARLY_ALL = 0.9;

    private BlankLines() {}

    static Format format(List<String> lines) {
        return isPairs(lines.stream().map(l -> l.strip().split("\\s+")).toList()) ? Format.SPACE : Format.ADJACENCY;
    }

    private static boolean isPairs(List<String[]> lines) {
        Map<Integer, Integer> widths = new HashMap<>();
        lines.forEach(fields -> widths.merge(fields.length, 1, Integer::sum));
        int width = widths.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        if (width < 2 || width > MOST_OF_A_PAIR || widths.get(width) < NEARLY_ALL * lines.size()) {
            return false;
        }
        Set<String> first = new HashSet<>();
        Set<String> both = new HashSet<>();
        boolean ids = true;
        boolean counts = true;
        for (String[] fields : lines) {
            first.add(fields[0]);
            both.add(fields[0] + " " + (fields.length > 1 ? fields[1] : ""));
            ids &= fields[0].matches("[0-9]+") && (fields.length < 2 || fields[1].matches("[0-9]+"));
            counts &= fields[0].equals(Integer.toString(fields.length - 1));
        }
        if (!ids) {
            return !counts || width == 2;
        }
        boolean again = first.size() < lines.size();
        return again && (!counts || width == 2 && both.size() == lines.size());
    }
}

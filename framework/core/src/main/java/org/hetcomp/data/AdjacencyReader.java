package org.hetcomp.data;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Text;

/**
 * Reads an adjacency list: a user per line, an empty line being a user without items. What the first number of a line
 * is follows from all lines together:
 *
 * <ul>
 *   <li>the number of those that follow, on every line: a count ({@code users.dat} of CiteULike is of this kind);
 *   <li>one more than on the line before, from 0 or 1 on, on at least 10 lines: the user's id;
 *   <li>else an item like the others.
 * </ul>
 *
 * A file in which more than half of the lines have a right count, but not all, is refused. Without a user id the line
 * number is the id, from 0.
 */
final class AdjacencyReader {
    private static final int ENOUGH_FOR_USER_IDS = 10;

    private final Text text;
    private final IntList values = new IntList();
    private final IntList ends = new IntList();

    private AdjacencyReader(Text text) {
        this.text = text;
    }

    /**
     * Reads a file; dense ids ascend with the file's ids.
     *
     * @throws DataException if the file cannot be used
     */
    static History read(Text text, MessageDigest digest) {
        AdjacencyReader reader = new AdjacencyReader(text);
        IdLines.read(text, digest, (number, ids) -> {
            for (int i = 0; i < ids.size(); i++) {
                reader.values.add(ids.get(i));
            }
            reader.ends.add(reader.values.size());
        });
        return reader.history();
    }

    private History history() {
        boolean counted = hasCounts();
        boolean named = !counted && hasUserIds();
        int skip = counted || named ? 1 : 0;
        int lines = ends.size();
        int pairs = 0;
        for (int line = 0; line < lines; line++) {
            pairs += Math.max(0, length(line) - skip);
        }
        int[] user = new int[pairs];
        int[] item = new int[pairs];
        int first = named ? values.get(0) : 0;
        int n = 0;
        for (int line = 0; line < lines; line++) {
            for (int k = skip; k < length(line); k++) {
                user[n] = line;
                item[n++] = values.get(start(line) + k);
            }
        }
        int[] items = IntList.distinct(item);
        for (int p = 0; p < pairs; p++) {
            item[p] = Arrays.binarySearch(items, item[p]);
        }
        IdMap users = new IdMap(IntStream.range(first, first + lines)
                .mapToObj(Integer::toString)
                .toList());
        IdMap itemIds =
                new IdMap(IntStream.of(items).mapToObj(Integer::toString).toList());
        return History.of(user, item, null, users, itemIds);
    }

    private boolean hasCounts() {
        int right = 0;
        int filled = 0;
        int wrong = -1;
        for (int line = 0; line < ends.size(); line++) {
            if (length(line) == 0) {
                continue;
            }
            filled++;
            if (values.get(start(line)) == length(line) - 1) {
                right++;
            } else if (wrong < 0) {
                wrong = line;
            }
        }
        if (wrong >= 0 && 2 * right > filled) {
            throw new DataException(
                    "the line's count is " + values.get(start(wrong)) + " and " + (length(wrong) - 1) + " items follow",
                    text.at(wrong + 1),
                    "correct the line, or leave the count out of every line");
        }
        return filled > 0 && wrong < 0;
    }

    private boolean hasUserIds() {
        if (ends.size() < ENOUGH_FOR_USER_IDS || length(0) == 0 || values.get(0) > 1) {
            return false;
        }
        for (int line = 0; line < ends.size(); line++) {
            if (length(line) == 0 || values.get(start(line)) != values.get(0) + line) {
                return false;
            }
        }
        return true;
    }

    private int start(int line) {
        return line == 0 ? 0 : ends.get(line - 1);
    }

    private int length(int line) {
        return ends.get(line) - start(line);
    }
}

package org.hetcomp.student;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What each user of a student had when it was distilled, which is not recommended again: {@code seen.safetensors}, where it
 * travels with the student. Immutable.
 */
public final class Seen {
    private static final String OFFSETS = "offsets";
    private static final String ITEMS = "items";

    private final Student student;
    private final int[] offsets;
    private final int[] rows;

    private Seen(Student student, int[] offsets, int[] rows) {
        this.student = student;
        this.offsets = offsets;
        this.rows = rows;
    }

    /**
     * Reads it: CSR arrays {@code offsets [users + 1]} and {@code items [pairs]}, int32.
     *
     * @param path that the student was opened from
     * @return empty if it does not travel with the student
     * @throws StudentException if it is damaged, or another student lies there by now
     */
    public static Optional<Seen> open(Path path, Student student) {
        try (Source source = Source.at(path)) {
            Card card = Card.read(source.content(Source.CARD));
            if (!card.version().equals(student.version())) {
                throw new StudentException("another student lies there by now", path.toString(), "open it again");
            }
            if (!card.hashes().containsKey(Source.SEEN)) {
                return Optional.empty();
            }
            Content file = card.verified(source, Source.SEEN);
            TensorFile arrays = TensorFile.read(file);
            int[] offsets = arrays.integers(OFFSETS);
            int[] rows = arrays.integers(ITEMS);
            check(offsets, rows, student, file);
            return Optional.of(new Seen(student, offsets, rows));
        } catch (IOException e) {
            throw new StudentException(
                    "what users had cannot be read, " + e, path.toString(), "look whether it may be read", e);
        }
    }

    private static void check(int[] offsets, int[] rows, Student student, Content file) {
        boolean whole =
                offsets.length == student.users() + 1 && offsets[0] == 0 && offsets[student.users()] == rows.length;
        for (int user = 0; whole && user < student.users(); user++) {
            whole = offsets[user] <= offsets[user + 1];
        }
        for (int at = 0; whole && at < rows.length; at++) {
            whole = rows[at] >= 0 && rows[at] < student.items();
        }
        if (!whole) {
            throw StudentException.damaged("it does not say what the student's users had", file.where());
        }
    }

    /** The items that a user had, by their own ids; none of a user that the student does not have. */
    public List<String> of(String user) {
        int row = student.userIds().indexOf(user);
        int begin = row < 0 ? 0 : offsets[row];
        int size = row < 0 ? 0 : offsets[row + 1] - begin;
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return student.itemIds().get(rows[begin + Objects.checkIndex(index, size)]);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}

package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users had, and which student it is that lies somewhere. */
class SeenTest {
    @TempDir
    Path folder;

    private static byte[] seen(int[] offsets, int... items) {
        String header = "{\"offsets\":{\"dtype\":\"I32\",\"shape\":[" + offsets.length + "],\"data_offsets\":[0,"
                + 4 * offsets.length + "]},\"items\":{\"dtype\":\"I32\",\"shape\":[" + items.length
                + "],\"data_offsets\":[" + 4 * offsets.length + "," + 4 * (offsets.length + items.length) + "]}}";
        byte[] head = (header + " ".repeat((8 - header.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(8 + head.length + 4 * (offsets.length + items.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(head.length).put(head);
        for (int number : offsets) {
            buffer.putInt(number);
        }
        for (int number : items) {
            buffer.putInt(number);
        }
        return buffer.array();
    }

    private Optional<Seen> open(byte[] file) {
        Path path = Written.small().put(Source.SEEN, file).vouch().into(folder);
        return Seen.open(path, Student.open(path));
    }

    @Test
    void isWhatTravelsWithTheStudent() {
        Seen seen = open(seen(new int[] {0, 2, 3}, 0, 2, 1)).orElseThrow();
        assertEquals(List.of("i0", "i2"), seen.of("u0"));
        assertEquals(List.of("i1"), seen.of("u1"));
        assertEquals(List.of(), seen.of("nobody"));
        Path without = Written.small().into(folder.resolve("without"));
        assertTrue(Seen.open(without, Student.open(without)).isEmpty());
    }

    @Test
    void whatDoesNotFitTheStudentIsDamaged() {
        for (byte[] bad : List.of(
                seen(new int[] {0, 2}, 0, 2),
                seen(new int[] {1, 2, 3}, 0, 2, 1),
                seen(new int[] {0, 3, 2}, 0, 2, 1),
                seen(new int[] {0, 2, 2}, 0, 2, 1),
                seen(new int[] {0, 2, 3}, 0, 3, 1),
                seen(new int[] {0, 2, 3}, 0, -1, 1),
                Written.tensors(Written.header(2, 3, 2), new float[2][2], new float[3][2]))) {
            assertThrows(StudentException.class, () -> open(bad));
        }
    }

    @Test
    void anotherStudentIsToldByItsVersion() {
        Path path = Written.small().into(folder);
        Student student = Student.open(path);
        assertEquals(student.version(), Student.version(path));
        assertTrue(student.version().matches("[0-9a-f]{64}"), student.version());
        Written.of(new float[][] {{1, 0}, {0, 1}}, new float[][] {{1, 2}, {3, 1}, {2, 3}})
                .into(folder);
        assertNotEquals(student.version(), Student.version(path));
        assertThrows(StudentException.class, () -> Seen.open(path, student));
    }

    @Test
    void theStudentOfARunIsTheOneThatHasLearnedFromAllPairs() {
        Written.small().into(folder.resolve("student"));
        Written.of(new float[][] {{5}}, new float[][] {{7}}).into(folder.resolve("refit/student"));
        assertEquals(1, Student.open(folder).users());
    }
}

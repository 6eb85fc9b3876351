package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that the student never saw, by what they have. */
class HistoryTest {
    private static final float[][] MAP = {{1, 2}, {0, -1}};
    private static final float[][] OFFSET = {{0.5f, 0.25f}};
    private static final float[][] ITEMS = {{1, 0}, {0, 4}, {2, 2}};

    @TempDir
    Path folder;

    private static byte[] encoder(boolean full) {
        String header = "{\"map\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                + "\"offset\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[16,24]}"
                + (full ? ",\"items\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[24,48]}}" : "}");
        return full ? Written.tensors(header, MAP, OFFSET, ITEMS) : Written.tensors(header, MAP, OFFSET);
    }

    private Student student(byte[] encoder) {
        Written written = Written.small().put(Source.ENCODER, encoder).vouch();
        return Student.open(written.into(folder));
    }

    @Test
    void isWhatItsItemsSay() {
        // Items 0 and 2, [1 2] and [2 2]: x Q = [3 4] / root, x E = [3 2] / root.
        double root = Math.sqrt(2);
        Student full = student(encoder(true));
        assertTrue(full.hasEncoder());
        assertArrayEquals(
                new float[] {(float) (6 / root + 0.5), (float) (4 / root + 0.25)},
                full.vectorOf(List.of("i2", "i0", "none", "i2")),
                1e-6f);
        float[] one = full.vectorOf(List.of("i0", "i2"));
        assertArrayEquals(one, full.vectorOf(List.of("i2", "i0")));
        assertArrayEquals(
                new float[] {(float) (3 / root + 0.5), (float) (2 / root + 0.25)},
                student(encoder(false)).vectorOf(List.of("i0", "i2")),
                1e-6f);
    }

    @Test
    void whatIsHadIsNotRecommended() {
        Student student = student(encoder(true));
        List<Recommendation> found = student.recommend(Query.ofHistory(List.of("i0", "i2")));
        assertEquals(List.of("i1"), found.stream().map(Recommendation::item).toList());
        assertEquals(
                student.recommend(
                        Query.of(student.vectorOf(List.of("i0", "i2"))).without(List.of("i0", "i2"))),
                found);
    }

    @Test
    void whatSaysNothingIsRefused() {
        StudentException unknown = assertThrows(
                StudentException.class, () -> student(encoder(true)).vectorOf(List.of("a", "b")));
        assertTrue(unknown.getMessage().startsWith("the student has none of the 2 items"), unknown.getMessage());
        Student without = Student.open(Written.small().into(folder.resolve("without")));
        assertFalse(without.hasEncoder());
        StudentException none =
                assertThrows(StudentException.class, () -> without.recommend(Query.ofHistory(List.of("i0"))));
        assertTrue(none.getMessage().startsWith("the student has no encoder.safetensors"), none.getMessage());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        byte[] narrow = Written.tensors(
                "{\"map\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                        + "\"offset\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}",
                new float[][] {{1}, {2}},
                OFFSET);
        StudentException e = assertThrows(StudentException.class, () -> student(narrow));
        assertTrue(e.getMessage().startsWith("map has 1 dimensions, the student 2"), e.getMessage());
        byte[] damaged = encoder(true);
        Written written = Written.small().put(Source.ENCODER, damaged).vouch();
        damaged[damaged.length - 1] ^= 1;
        assertThrows(StudentException.class, () -> Student.open(written.into(folder.resolve("damaged"))));
    }
}

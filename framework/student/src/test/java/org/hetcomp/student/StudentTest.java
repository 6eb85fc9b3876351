package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentTest {
    @TempDir
    Path folder;

    private static List<String> items(List<Recommendation> best) {
        return best.stream().map(Recommendation::item).toList();
    }

    @Test
    void opensAFolderARunAndAnArchive() throws IOException {
        Written written = Written.small();
        Path run = folder.resolve("run");
        written.into(run.resolve("student"));
        Path archive = Files.write(folder.resolve("student.zip"), written.zip());
        for (Path path : List.of(run.resolve("student"), run, archive)) {
            Student student = Student.open(path);
            assertEquals(List.of(2, 3, 2), List.of(student.users(), student.items(), student.dim()));
            assertEquals(List.of(new Recommendation("i1", 3), new Recommendation("i2", 2)), student.recommend("u0", 2));
            assertEquals(List.of("u0", "u1"), student.userIds());
            assertEquals(2, student.itemIds().indexOf("i2"));
            assertFalse(student.itemIds().contains("i3"));
        }
    }

    @Test
    void vectorsAndScoresAreThoseOfTheFile() {
        Student student = Student.open(Written.small().into(folder));
        assertArrayEquals(new float[] {0, 1}, student.userVector("u1"));
        assertArrayEquals(new float[] {3, 1}, student.itemVector("i1"));
        assertEquals(2, student.score("u1", "i0"));
        assertArrayEquals(new float[] {-1, 2, 0}, student.scores(new float[] {1, -1}));
    }

    /** What one query is allowed is not what the next one is, though both share a pass. */
    @Test
    void manyShareAPassOnOneThread() {
        Student student = Student.open(Written.small().into(folder));
        Set<String> two = Set.of("i0", "i1");
        List<Query> queries = List.of(
                Query.of("u0").only(two),
                Query.of("u1").only(two).without(List.of("i1")),
                Query.of("u0").only(Set.of("i2")),
                Query.similar("i0"),
                Query.of("u1"));
        assertEquals(queries.stream().map(student::recommend).toList(), student.recommendTogether(queries));
        assertEquals(
                List.of("i1", "i0"), items(student.recommendTogether(queries).get(0)));
        assertEquals(List.of(), student.recommendTogether(List.of()));
    }

    @Test
    void leavesOutAndAllows() {
        Student student = Student.open(Written.small().into(folder));
        Query query = Query.of("u1");
        // i0 and i2 have the same score, so the smaller row comes first.
        assertEquals(List.of("i0", "i2", "i1"), items(student.recommend(query)));
        assertEquals(List.of("i2", "i1"), items(student.recommend(query.without(List.of("i0", "unknown")))));
        assertEquals(List.of("i0", "i1"), items(student.recommend(query.only(Set.of("i1", "i0", "unknown")))));
        assertEquals(
                List.of("i1"),
                items(student.recommend(query.only(Set.of("i1", "i0")).without(Set.of("i0")))));
        assertEquals(List.of(), student.recommend(query.only(Set.of())));
        assertEquals(List.of(), student.recommend(query.without(student.itemIds())));
        assertEquals(
                List.of("i2"),
                items(student.recommend(Query.of(new float[] {1, 1.5f}).top(1))));
    }

    @Test
    void similarItemsAreThoseOfLikeDirection() {
        Student student = Student.open(Written.of(
                        new float[][] {{1, 1}}, new float[][] {{1, 0}, {5, 5}, {0.1f, 0.01f}, {0, 0}, {-1, 0}})
                .into(folder));
        List<Recommendation> similar = student.similar("i0", 10);
        assertEquals(List.of("i2", "i1", "i3", "i4"), items(similar));
        assertEquals(0.995037, similar.get(0).score(), 1e-6);
        assertEquals(0, similar.get(2).score());
        assertEquals(List.of("i4"), items(student.recommend(Query.similar("i0").only(Set.of("i0", "i4")))));
    }

    @Test
    void whatIsNotThereIsOneLine() {
        Student student = Student.open(Written.small().into(folder));
        String unknown = assertThrows(StudentException.class, () -> student.recommend("u\n2", 10))
                .getMessage();
        assertEquals("the student has no user \"u?2\" (" + folder + "): ask for one of its 2 users", unknown);
        // Encoded alone, half a surrogate pair would be a question mark.
        assertThrows(StudentException.class, () -> student.similar("\ud800", 1));
        assertThrows(IllegalArgumentException.class, () -> Query.of("u0").top(0));
        assertThrows(IllegalArgumentException.class, () -> Query.of(new float[] {Float.NaN, 0}));
        assertThrows(IllegalArgumentException.class, () -> student.recommend(Query.of(new float[3])));
        List<Query> batch = List.of(Query.of("u0"), Query.of("u9"));
        assertThrows(StudentException.class, () -> student.recommendAll(batch));
    }

    @Test
    void aQuestionMarkIsNotHalfASurrogatePair() {
        Written written = Written.small()
                .put(Source.ITEMS, "0\t?\n1\tä\n2\t\ud83d\ude00\n")
                .vouch();
        Student student = Student.open(written.into(folder));
        assertEquals(-1, student.itemIds().indexOf("\ud83d"));
        assertEquals(
                List.of(0, 1, 2),
                List.of("?", "ä", "\ud83d\ude00").stream()
                        .map(student.itemIds()::indexOf)
                        .toList());
    }

    @Test
    void answersAreTheSameFromManyThreads() {
        float[][] user = Cases.vectors(1, 50, 8);
        Student student =
                Student.open(Written.of(user, Cases.vectors(2, 3000, 8)).into(folder));
        List<Query> queries = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
            queries.add(
                    n % 7 == 0 ? Query.similar("i" + n) : Query.of("u" + n % 50).top(1 + n % 20));
        }
        List<List<Recommendation>> alone =
                queries.stream().map(student::recommend).toList();
        assertEquals(alone, student.recommendAll(queries));
        assertTrue(IntStream.range(0, 500)
                .parallel()
                .allMatch(n -> student.recommend(queries.get(n)).equals(alone.get(n))));
    }
}

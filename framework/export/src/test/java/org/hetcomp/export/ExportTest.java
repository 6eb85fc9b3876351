package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What all targets share: what is refused, what rounding costs, and that a folder is there whole or not at all. */
class ExportTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"PGVECTOR, 8", "ELASTICSEARCH, 16", "NPZ, 4"})
    void bitsThatATargetDoesNotHoldAreRefusedWithThoseItDoes(Target target, int bits) throws IOException {
        Student student = Students.of(folder.resolve("student"), 2, 3);
        Export export = Export.of(student, target);
        assertEquals(
                target.word() + " cannot hold numbers of " + bits + " bits (bits): take one of "
                        + target.bits().toString().replaceAll("[\\[\\]]", ""),
                assertThrows(DataException.class, () -> export.bits(bits)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"PGVECTOR", "NPZ", "VESPA"})
    void idsThatATargetCannotHoldAreRefusedByTheirLine(Target target) throws IOException {
        Student student = Students.of(folder.resolve("student"), List.of("a", "b\0c"), List.of("i"), 1);
        DataException refused = assertThrows(
                DataException.class, () -> Export.of(student, target).write(folder.resolve("none")));
        assertTrue(refused.getMessage().startsWith("the id \"b\\u0000c\" has a "), refused.getMessage());
        assertEquals("users.tsv:2", refused.where());
        try (Stream<Path> inside = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("student")), inside.toList());
        }
    }

    @Test
    void idsBeyondAKeyAreRefused() throws IOException {
        Student student = Students.of(folder.resolve("student"), List.of("a"), List.of("i", "\u00e4".repeat(1301)), 1);
        Refusals.assertRefused(
                Export.of(student, Target.PGVECTOR),
                folder.resolve("none"),
                "the id \"" + "\u00e4".repeat(40)
                        + "...\" has 2602 bytes, and a key of PostgreSQL holds no more than 2600"
                        + " (items.tsv:2): give it another id, or export to another target");
        Refusals.assertRefused(
                Export.of(student, Target.ELASTICSEARCH),
                folder.resolve("none"),
                "the id \"" + "\u00e4".repeat(40)
                        + "...\" has 2602 bytes, and an id of Elasticsearch holds no more than 512"
                        + " (items.tsv:2): give it another id, or export to another target");
        Export.of(student, Target.NPZ).write(folder.resolve("some"));
    }

    @Test
    void numbersBeyondHalvesAreRefused() throws IOException {
        Student student = Students.of(folder.resolve("student"), List.of("a"), List.of("i", "j"), 1e6f);
        DataException refused = assertThrows(
                DataException.class, () -> Export.of(student, Target.NPZ).bits(16));
        assertTrue(
                refused.getMessage()
                        .matches("a number of the vectors of items, [0-9.E]+, is beyond what the type holds, 65504.0 "
                                + "\\(bits\\): export it with --bits 32"),
                refused.getMessage());
        Export.of(student, Target.VESPA).bits(16).write(folder.resolve("brain"));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void numbersWhoseProductsNoFloatHoldsAreRefused(Target target) throws IOException {
        Student student = Students.of(folder.resolve("student"), List.of("a"), List.of("i", "j"), 1e37f);
        String refused = assertThrows(DataException.class, () -> Export.of(student, target))
                .getMessage();
        assertTrue(
                refused.matches(
                        "numbers of the vectors, up to [0-9.]+ of users and [0-9.]+E3[78] of items, make scores that"
                                + " no float holds \\(student\\): such a run went astray: distil anew with a smaller --lr"),
                refused);
        Student held = Students.of(folder.resolve("held"), List.of("a"), List.of("i", "j"), 1e35f);
        for (int bits : target.bits()) {
            if (target.rounding(bits) != Rounding.HALF) {
                Export.of(held, target).bits(bits).write(folder.resolve("held" + bits));
            }
        }
    }

    @Test
    void noMoreUsersAreComparedThanTakeSeconds() throws IOException {
        Rounded rounded = Export.of(Students.of(folder.resolve("student"), 2, 100), Target.NPZ)
                .rounded();
        assertEquals(7, rounded.affordable(7));
        assertEquals(6_250_000, rounded.affordable(Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"''", "Shop", "1a", "a-b", "'a;drop'", "a12345678901234567890123456789012345678901"})
    void namesThatWouldNotBeOnesAreRefused(String name) throws IOException {
        Student student = Students.of(folder.resolve("student"), 2, 3);
        assertThrows(
                DataException.class, () -> Export.of(student, Target.PGVECTOR).name(name));
    }

    @Test
    void asFloatsItRanksAsTheStudentDoes() throws IOException {
        Student student = Students.of(folder.resolve("student"), 30, 400);
        Rounded rounded = Export.of(student, Target.NPZ).rounded();
        for (int user = 0; user < 30; user++) {
            BitSet without = new BitSet();
            without.set(user);
            List<Recommendation> expected =
                    student.recommend(Query.of(student.userIds().get(user))
                            .top(390)
                            .without(List.of(student.itemIds().get(user))));
            int[] best = rounded.best(user, 390, without);
            assertEquals(390, best.length);
            for (int n = 0; n < 390; n++) {
                assertEquals(expected.get(n).item(), student.itemIds().get(best[n]));
                assertEquals(expected.get(n).score(), rounded.score(user, best[n]));
            }
        }
        assertEquals(400, rounded.best(0, 9999, new BitSet()).length);
    }

    @Test
    void equalScoresGoToTheSmallerRow() throws IOException {
        Student student = Students.of(folder.resolve("student"), List.of("a"), List.of("i", "j", "k", "l"), 0);
        assertArrayEquals(
                new int[] {0, 1, 2}, Export.of(student, Target.NPZ).rounded().best(0, 3, new BitSet()));
    }

    @Test
    void fewerBitsKeepLessOfTheStudentsBest() throws IOException {
        Student student = Students.of(folder.resolve("student"), 60, 900);
        Map<Integer, Double> shares = new TreeMap<>();
        for (int bits : Target.VESPA.bits()) {
            Agreement agreement = Export.of(student, Target.VESPA)
                    .bits(bits)
                    .write(folder.resolve("bits" + bits))
                    .agreement();
            assertEquals(50, agreement.top());
            assertEquals(60, agreement.users());
            shares.put(bits, agreement.share());
        }
        assertEquals(1, shares.get(32));
        assertTrue(shares.get(16) < 1 && shares.get(16) > 0.98, shares.toString());
        assertTrue(shares.get(8) < shares.get(16) && shares.get(8) > 0.85, shares.toString());
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void theSameStudentGivesTheSameBytes(Target target) throws IOException {
        Student student = Students.of(folder.resolve("student"), 20, 30);
        Exported first = Export.of(student, target).write(folder.resolve("first"));
        Export.of(student, target).write(folder.resolve("second"));
        assertTrue(first.files().size() >= 3, first.toString());
        for (Exported.File file : first.files()) {
            assertEquals(file.bytes(), Files.size(folder.resolve("first").resolve(file.name())));
            assertEquals(
                    Hashes.of(folder.resolve("first").resolve(file.name())),
                    Hashes.of(folder.resolve("second").resolve(file.name())));
        }
    }
}

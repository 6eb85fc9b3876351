package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that a program has in memory. */
class MemoryDataTest {
    @TempDir
    Path folder;

    private static List<Interaction> drawn(String user, String item, boolean timed) {
        Random random = new Random(11);
        List<Interaction> interactions = new ArrayList<>();
        for (int u = 0; u < 30; u++) {
            for (int i = 0; i < 25; i++) {
                if (random.nextDouble() < 0.4) {
                    interactions.add(new Interaction(user + u, item + i, timed ? random.nextInt(1000) : Double.NaN));
                }
            }
        }
        return interactions;
    }

    @Test
    void theOrderOfInteractionsDecidesNothing() {
        for (SplitKind split : SplitKind.values()) {
            DataSpec division = DataSpec.of("").withSplit(split);
            List<Interaction> some = drawn("anna-", "film ", true);
            Dataset first = Dataset.of(some, division);
            Collections.shuffle(some, new Random(5));
            Dataset second = Dataset.of(some, division);
            assertEquals(first.splitSha256(), second.splitSha256(), split.id());
            assertEquals(first.sha256(), second.sha256());
            assertEquals(first.users().tokens(), second.users().tokens());
        }
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        for (List<Interaction> some : List.of(drawn("anna-", "film ", false), drawn("", "1", false))) {
            Dataset data = Dataset.of(some);
            Path place = folder.resolve("data-" + data.users().token(0));
            SplitWriter.write(data, place);
            Dataset back = Dataset.load(DataSpec.file(place));
            assertEquals(data.splitSha256(), back.splitSha256());
            assertEquals(data.users().tokens(), back.users().tokens());
            assertEquals(data.items().tokens(), back.items().tokens());
        }
    }

    @Test
    void denseIdsStayThemselves() {
        List<Interaction> some = drawn("", "", false);
        Dataset data = Dataset.of(
                some.stream().mapToInt(one -> Integer.parseInt(one.user())).toArray(),
                some.stream().mapToInt(one -> Integer.parseInt(one.item())).toArray());
        assertTrue(data.spec().isMemory());
        assertEquals("10", data.users().token(10));
        assertEquals(Dataset.of(some).sha256(), data.sha256());
    }

    @Test
    void refusesTimesOfSomeOnlyAndTooLittle() {
        List<Interaction> some = drawn("a", "b", true);
        some.add(new Interaction("a1", "b1"));
        DataException e = assertThrows(DataException.class, () -> Dataset.of(some));
        assertTrue(e.getMessage().startsWith("some interactions have a time"), e.getMessage());
        assertThrows(DataException.class, () -> Dataset.of(List.of()));
        assertThrows(DataException.class, () -> Dataset.of(some.subList(0, 3)));
        assertThrows(IllegalArgumentException.class, () -> new Interaction("", "x"));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(new int[2], new int[3]));
    }
}

package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFolderTest {
    @TempDir
    private Path folder;

    @Test
    void idsAscendOverAllParts() throws IOException {
        Loading.folder(folder, "30 5 100\n2 7\n30 5\n", "2\n30 9\n", "2 100\n\n30\n");
        Dataset data = Loading.load(folder, DataSpec.of("data"));
        assertEquals(List.of("2", "30"), data.users().tokens());
        assertEquals(List.of("5", "7", "9", "100"), data.items().tokens());
        assertEquals(
                List.of("2 7", "30 5", "30 100"),
                Loading.pairs(data, data.split().train()));
        assertEquals(List.of("30 9"), Loading.pairs(data, data.split().valid()));
        assertEquals(List.of("2 100"), Loading.pairs(data, data.split().test()));
    }

    @Test
    void itemsOfANumberedCatalogueCountEvenIfNobodyHasThem() throws IOException {
        Loading.folder(folder, "0 0 1\n1 3\n", "0 3\n", "1 4\n");
        Dataset data = Loading.load(folder, DataSpec.of("data"));
        assertEquals(List.of("0", "1", "2", "3", "4"), data.items().tokens());
        Path out = folder.resolve("out");
        SplitWriter.write(data, out);
        assertEquals(data.splitSha256(), Loading.load(out, DataSpec.of("data")).splitSha256());
    }

    /** More than half of the ids from the first, which is 0 or 1, to the last make a catalogue. */
    @Test
    void halfOfTheNumbersIsNoCatalogue() throws IOException {
        Loading.folder(folder, "0 1\n1 2\n", "0 3\n", "1 5\n");
        assertEquals(5, Loading.load(folder, DataSpec.of("data")).items().size());
        Loading.folder(folder, "0 1\n1 2\n", "0 3\n", "1 8\n");
        assertEquals(4, Loading.load(folder, DataSpec.of("data")).items().size());
        Loading.folder(folder, "0 2\n1 3\n", "0 4\n", "1 6\n");
        assertEquals(4, Loading.load(folder, DataSpec.of("data")).items().size());
    }

    /** Ids that are integers, in no rising order, with gaps, or both: they come back as the same dense ids. */
    @Test
    void integersInAnyOrderComeBackAsTheyWere() {
        for (List<String> items : List.of(List.of("10", "9", "300"), List.of("0", "1", "3"), List.of("7", "3", "5"))) {
            Interactions train = Interactions.of(3, new int[][] {{0, 1}, {1}, {2}});
            Interactions valid = Interactions.of(3, new int[][] {{2}, {}, {0}});
            Interactions test = Interactions.of(3, new int[][] {{}, {0}, {1}});
            IdMap users = new IdMap(List.of("12", "2", "5"));
            Dataset data = new Dataset(DataSpec.of(""), "0", new Split(train, valid, test), users, new IdMap(items));
            Path out = folder.resolve("of-" + items.get(0));
            SplitWriter.write(data, out);
            Dataset back = Loading.load(out, DataSpec.of("data"));
            assertEquals(items, back.items().tokens());
            assertEquals(users.tokens(), back.users().tokens());
            assertEquals(data.splitSha256(), back.splitSha256());
        }
    }

    @Test
    void tokensSurviveBeingWritten() throws IOException {
        Dataset lab = new Datasets().load(DataSpec.of("lab"));
        Path out = folder.resolve("deep/lab");
        SplitWriter.write(lab, out);
        Dataset back = Loading.load(out, DataSpec.of("data"));
        assertEquals(lab.splitSha256(), back.splitSha256());
        assertEquals(lab.users().tokens(), back.users().tokens());
        assertEquals(lab.items().tokens(), back.items().tokens());
        assertEquals("0\tu0", Files.readAllLines(out.resolve("users.tsv")).get(0));
        try (Stream<Path> beside = Files.list(out.getParent())) {
            assertEquals(List.of(out), beside.toList(), "nothing temporary is left");
        }
    }

    @Test
    void integersAreWrittenAsTheyAre() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            text.append("900,").append(50 - i).append("\n70,").append(60 + i).append('\n');
        }
        Dataset data = Loading.load(Loading.file(folder, "a.csv", text.toString()), DataSpec.of("data"));
        Path out = folder.resolve("out");
        SplitWriter.write(data, out);
        assertTrue(Files.readString(out.resolve("train.txt")).startsWith("70 "));
        Dataset back = Loading.load(out, DataSpec.of("data"));
        assertEquals(List.of("70", "900"), back.users().tokens());
        assertEquals(data.splitSha256(), back.splitSha256());
        assertArrayEquals(
                Loading.pairs(data, data.split().test()).stream().sorted().toArray(),
                Loading.pairs(back, back.split().test()).stream().sorted().toArray());
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Dataset lab = new Datasets().load(DataSpec.of("lab"));
        SplitWriter.write(lab, out);
        Loading.refused("exists already (" + out + "): name a new folder", () -> SplitWriter.write(lab, out));
        Path file = Loading.file(folder, "file", "");
        Loading.refused("exists already (" + file + "): name a new folder", () -> SplitWriter.write(lab, file));
        assertFalse(Files.exists(folder.resolve("file/train.txt")));
    }

    @Test
    void statistics() throws IOException {
        Loading.folder(folder, "0 1 2 3\n1 1\n", "0 4\n1 2\n", "0 5\n1 3\n");
        assertEquals(
                new Statistics(
                        2,
                        5,
                        8,
                        4,
                        2,
                        2,
                        0.19999999999999996,
                        new Statistics.Spread(3, 5, 4, 5),
                        new Statistics.Spread(1, 2, 1.6, 2),
                        0.25),
                Statistics.of(Loading.load(folder, DataSpec.of("data"))));
    }
}

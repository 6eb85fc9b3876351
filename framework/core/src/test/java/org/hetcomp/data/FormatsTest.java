package org.hetcomp.data;

import static org.hetcomp.data.Loading.file;
import static org.hetcomp.data.Loading.gzip;
import static org.hetcomp.data.Loading.pairs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = ';',
            value = {"tsv;\t", "csv;,", "pipe;|", "double-colon;::", "space; "},
            ignoreLeadingAndTrailingWhitespace = false)
    void pairsWithEverySeparatorDeclaredOrFound(String format, String separator) throws IOException {
        String text = String.join("\n", "u1;b;4;20", "u1;a;5.5;10", "u 2;a;-1;30", "")
                .replace(format.equals("space") ? "u 2" : "none", "u2")
                .replace(";", separator);
        Path file = file(folder, "pairs", text);
        String second = format.equals("space") ? "u2" : "u 2";
        Set<String> expected = Set.of("u1 b 20", "u1 a 10", second + " a 30");
        assertEquals(expected, Set.copyOf(pairs(file, Format.of(format))));
        assertEquals(expected, Set.copyOf(pairs(file, null)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void formatsAreFoundByTheirNames(Format format) {
        assertEquals(format, Format.of(format.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userId,movieId\n7,8\n",
                "user_id,item_id\n7,8\n",
                "USER,\"Item ID\"\n7,8\n",
                "from,to\n7,8\n",
                "\uFEFFuser,item\r\n7,8\r\n",
                "\n\nuser,item\n\n7,8\n\n",
                "7,8\n",
                "7,8"
            })
    void aHeaderIsRecognised(String text) throws IOException {
        assertEquals(List.of("7 8"), pairs(file(folder, "a.csv", text), null));
    }

    @Test
    void aHeaderSaysWhichColumnIsWhich() throws IOException {
        Path file = file(folder, "a.csv", "timestamp,item,note,user\n5,i,x,u\n6,j,y,u\n");
        assertEquals(List.of("u i 5", "u j 6"), pairs(file, null));
    }

    @Test
    void aHeaderWithoutKnownNamesIsToldByTheWeights() throws IOException {
        assertEquals(List.of("a b"), pairs(file(folder, "a.csv", "who,what,liking\na,b,3\n"), null));
    }

    @Test
    void tokensThatAreNoNumbersAreNoHeader() throws IOException {
        assertEquals(List.of("ann tea", "bob rum"), pairs(file(folder, "a.csv", "ann,tea\nbob,rum\n"), null));
    }

    @Test
    void csvKnowsQuotes() throws IOException {
        Path file = file(folder, "a.csv", "\"Doe, J.\",\"say \"\"so\"\"\"\n007,x\n");
        assertEquals(List.of("007 x", "Doe, J. say \"so\""), pairs(file, null));
    }

    @Test
    void otherFormatsTakeQuotesAsTheyAre() throws IOException {
        assertEquals(List.of("\"u i\""), pairs(file(folder, "a", "\"u\ti\"\n"), null));
        assertEquals(List.of("\"u i\""), pairs(file(folder, "b", "\"u::i\"\n"), null));
    }

    @Test
    void repeatedPairsCountOnceWithTheLatestTime() throws IOException {
        Path file = file(folder, "a", "u\ti\t1\t10\nu\tj\t1\t11\nu\ti\t1\t30\nu\ti\t1\t20\n");
        assertEquals(List.of("u i 30", "u j 11"), pairs(file, null));
    }

    @Test
    void recBole() throws IOException {
        String text = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t9\t4.0\t8.5e2\n2\t9\t3.5\t7\n";
        assertEquals(List.of("1 9 850", "2 9 7"), pairs(file(folder, "a.inter", text), null));
        String other = "item_id:token\tuser_id:token\nx\ty\n";
        assertEquals(List.of("y x"), pairs(file(folder, "b.inter", other), Format.INTER));
    }

    @Test
    void adjacencyWithCounts() throws IOException {
        Path file = file(folder, "users.dat", "2 10 7\n0\n1 7\n3 2 9 10");
        assertEquals(List.of("0 7", "0 10", "2 7", "3 2", "3 9", "3 10"), pairs(file, null));
    }

    /** Where most lines begin with how many follow, one that does not is wrong; else none is a count. */
    @Test
    void aCountIsOneWhereMostAre() throws IOException {
        Path most = file(folder, "most.dat", "9 1 2\n2 5 6\n1 4\n5 1 3\n1 7\n");
        Loading.refused(
                "the line's count is 9 and 2 items follow (" + most
                        + ":1): correct the line, or leave the count out of every line; it was taken for an adjacency list, a user"
                        + " per line: if it has a pair per line, give --format space",
                () -> pairs(most, null));
        Path half = file(folder, "half.dat", "9 1 2\n2 5 6\n");
        assertEquals(List.of("0 1", "0 2", "0 9", "1 2", "1 5", "1 6"), pairs(half, null));
    }

    @Test
    void adjacencyWithoutCounts() throws IOException {
        Path file = file(folder, "users.dat", "10 7 10\n\n7\r\n2147483647 2 \n");
        assertEquals(List.of("0 7", "0 10", "2 7", "3 2", "3 2147483647"), pairs(file, null));
    }

    @Test
    void adjacencyWithUserIds() throws IOException {
        String text = String.join(
                "\n", IntStream.rangeClosed(1, 10).mapToObj(u -> u + " 50 60").toList());
        List<String> read = pairs(file(folder, "train.txt", text), null);
        assertEquals(List.of("1 50", "1 60", "2 50"), read.subList(0, 3));
        assertEquals(20, read.size());
    }

    /** A line that is no user's, however far down, makes the numbers in front items like the others. */
    @Test
    void userIdsOfAnAdjacencyListCountUpWithoutAGap() throws IOException {
        String text = String.join(
                "\n",
                IntStream.rangeClosed(1, 10)
                        .mapToObj(u -> (u < 10 ? u : 11) + " 50 60")
                        .toList());
        List<String> read = pairs(file(folder, "train.txt", text), null);
        assertEquals(List.of("0 1", "0 50", "0 60"), read.subList(0, 3));
        assertEquals(30, read.size());
    }

    @Test
    void linesAfterTheSampleAreReadLikeThoseInIt() throws IOException {
        List<String> pairs =
                IntStream.range(0, 50).mapToObj(i -> "u" + i + " i" + i % 7).toList();
        String text = "user,item\n" + String.join("\n", pairs).replace(' ', ',').replace("u30,", "\n \nu30,") + "\n";
        assertEquals(Set.copyOf(pairs), Set.copyOf(pairs(file(folder, "long.csv", text), null)));
        Path wrong = file(folder, "wrong.csv", text + "u60\n");
        Loading.refused(
                "number of fields 1, not 2 as on the first line (" + wrong
                        + ":54): give every line the same fields, or leave such lines out by --skip-bad N",
                () -> pairs(wrong, null));
    }

    @Test
    void aHeaderThatNamesNoItemHasItInTheFirstColumnLeft() throws IOException {
        String text = "timestamp:float\trating:float\tuser_id:token\tthing:token\tmore:token\n5\t1\ta\tx\tp\n";
        assertEquals(List.of("a x 5"), pairs(file(folder, "a.inter", text), null));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstId() throws IOException {
        assertEquals(List.of("u i", "v i"), pairs(file(folder, "mark.csv", "\ufeffu,i\nv,i\n"), null));
        assertEquals(List.of("u i", "v i"), pairs(gzip(folder, "mark.csv.gz", "\ufeffu,i\nv,i\n"), null));
        // Its first byte and its first two begin other letters as well.
        for (String letter : List.of("\uf000", "\ufec0", "x")) {
            assertEquals(
                    Set.of(letter + " i", "v i"),
                    Set.copyOf(pairs(file(folder, "no.csv", letter + ",i\nv,i\n"), null)));
        }
    }

    @Test
    void optionsAreChangedOneByOne() {
        DataSpec options = DataSpec.of("data").withLeast(2, 3).withSplitSeed(4).withSplit(SplitKind.TEMPORAL);
        assertEquals(
                new DataSpec(
                        "data",
                        Reading.DEFAULT.withFormat(Format.CSV),
                        new Division(SplitKind.TEMPORAL, null, null, 2, 3, 4)),
                options.withFormat(Format.CSV));
        for (SplitKind kind : SplitKind.values()) {
            assertEquals(kind, SplitKind.of(kind.id()));
        }
    }

    @Test
    void gzipIsKnownByItsBytes() throws IOException {
        assertEquals(List.of("u i", "v i"), pairs(gzip(folder, "pairs.csv", "u,i\nv,i\n"), null));
        assertEquals(List.of("0 5", "1 5"), pairs(gzip(folder, "users.dat", "1 5\n1 5\n"), null));
    }

    @Test
    void theHashIsThatOfTheFile() throws IOException {
        for (Path file : List.of(
                file(folder, "a", "1,2\n1,3\n1,4\n1,5\n1,6\n2,2\n"),
                gzip(folder, "b", "1,2\n1,3\n1,4\n1,5\n1,6\n2,2\n"))) {
            assertEquals(Hashes.of(file), Loading.load(file, Loading.ALL).sha256());
            assertEquals(Hashes.of(file), Hashes.of(Files.readAllBytes(file)));
        }
    }
}

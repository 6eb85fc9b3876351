package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Small files that were misread once, and what is right. */
class CasesTest {
    @TempDir
    private Path folder;

    private static Path file(String name) throws URISyntaxException {
        return Path.of(CasesTest.class.getResource(name).toURI());
    }

    private static Intake read(String name, Reading reading) throws URISyntaxException {
        return new DataFile(file(name), reading, reading.format()).read(false);
    }

    private static String told(Intake intake) {
        return intake.line().replaceAll("^\\S+ ", "");
    }

    @Test
    void semicolonsAndDecimalCommas() throws URISyntaxException {
        Intake intake = read("semicolon.csv", Reading.DEFAULT);
        assertEquals("read as semicolon: user = user, item = item; not used: rating; no line left out", told(intake));
        assertEquals(96, intake.history().interactions().size());
        assertEquals(4.5, intake.weights.max());
    }

    @ParameterizedTest
    @CsvSource({
        "two_space.txt, 'user = field 1, item = field 2; no line left out'",
        "udata_space.txt,"
                + " 'user = field 1, item = field 2; not used: field 3 (weight), field 4 (time); no line left out'"
    })
    void pairsWithBlanksBetween(String name, String expected) throws URISyntaxException {
        Intake intake = read(name, Reading.DEFAULT);
        assertEquals("read as space, no header: " + expected, told(intake));
        assertEquals(96, intake.history().interactions().size());
        assertEquals(12, intake.history().users().size());
    }

    @ParameterizedTest
    @CsvSource({
        "rating-0.csv, 0 to 5, 17, 39, 5, 22",
        "rating-minus-1.csv, -1 to 1, 48, 96, 1, 48",
    })
    void lowRatingsAreToldWithTheirNumber(String name, String range, int low, int all, String least, int kept)
            throws URISyntaxException {
        List<String> warnings = read(name, Reading.DEFAULT).warnings();
        assertEquals(
                List.of(file(name) + ": " + low + " of " + all + " values of rating are below the middle of " + range
                        + ", and are taken for likings like all others: --min-weight " + least + " would keep " + kept),
                warnings);
        Intake liked = read(name, Reading.DEFAULT.withMinWeight(Double.valueOf(least)));
        assertEquals(List.of(), liked.warnings());
        assertEquals(kept, liked.history().interactions().size());
        assertEquals(
                "read as csv: user = user, item = item, weight = rating; left out: " + low
                        + " lines below --min-weight " + least,
                told(liked));
    }

    /** The dense ids, and so all that is drawn over them, are those of the ids and not of the lines. */
    @ParameterizedTest
    @EnumSource(SplitKind.class)
    void theOrderOfLinesDecidesNothing(SplitKind kind) throws Exception {
        if (kind == SplitKind.RATIO || kind == SplitKind.LEAVE_ONE_OUT) {
            DataSpec spec = DataSpec.of("data").withSplit(kind);
            assertEquals(
                    Loading.load(file("plain.tsv"), spec).splitSha256(),
                    Loading.load(file("plain-shuffled.tsv"), spec).splitSha256());
        }
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            // Times of one user are often the same, and a pair comes again with another one.
            lines.add("u" + n % 7 + "," + n * 31 % 25 + ",1," + n % 4);
        }
        String first = Loading.load(shuffled(lines), DataSpec.of("data").withSplit(kind))
                .splitSha256();
        Collections.shuffle(lines, new Random(3));
        assertEquals(
                first,
                Loading.load(shuffled(lines), DataSpec.of("data").withSplit(kind))
                        .splitSha256());
    }

    private Path shuffled(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), "user,item,rating,time\n" + String.join("\n", lines));
    }

    @Test
    void integersAreOrderedAsNumbersAndOthersAsText() throws IOException {
        Dataset numbers =
                Loading.load(Loading.file(folder, "n.csv", pairs("10", "9", "100")), Loading.ALL.withSplitSeed(1));
        assertEquals(List.of("9", "10", "100"), numbers.users().tokens());
        Dataset tokens =
                Loading.load(Loading.file(folder, "t.csv", pairs("10", "9", "010")), Loading.ALL.withSplitSeed(1));
        assertEquals(List.of("010", "10", "9"), tokens.users().tokens());
    }

    private static String pairs(String... users) {
        StringBuilder text = new StringBuilder();
        for (String user : users) {
            for (int item = 0; item < 6; item++) {
                text.append(user).append(",i").append(item).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void whatTheRunDoesNotUseMayBeAnything() throws IOException {
        StringBuilder text = new StringBuilder("user,item,rating,time\n");
        for (int n = 0; n < 60; n++) {
            text.append("u" + n % 5 + ",i" + n % 12 + "," + (n == 40 ? "good" : n == 41 ? "" : "4") + ","
                    + (n == 42 ? "yesterday" : "7") + "\n");
        }
        Path file = Loading.file(folder, "a.csv", text.toString());
        assertEquals(60, Loading.load(file, DataSpec.of("data")).split().train().users() * 12);
        Loading.refused(
                "the weight \"good\" is no number (" + file + ":42): give a number, or leave such lines out by"
                        + " --skip-bad N",
                () -> Loading.load(file, DataSpec.of("data").with(Reading.DEFAULT.withMinWeight(1.0))));
        Loading.refused(
                "the time \"yesterday\" is neither a number nor a date (" + file + ":44): give seconds since 1970 or a"
                        + " date such as 2009-05-04T23:08:57Z, or say by --columns time=NAME which field it is, or"
                        + " leave such lines out by --skip-bad N",
                () -> Loading.load(file, DataSpec.of("data").withSplit(SplitKind.TEMPORAL)));
    }

    @Test
    void whereNothingIsLeftTheReasonIsSaid() throws IOException {
        Path file = Loading.file(folder, "a.csv", "user,item,rating,event\nu,i,4,view\nv,j,5,buy\nv,k,1,view\n");
        Loading.refused(
                "no weight is 6 or more, the greatest is 5 (--min-weight): lower it",
                () -> Loading.read(file, Reading.DEFAULT.withMinWeight(6.0)));
        Loading.refused(
                "no line of " + file + " has event=purchase, but view, buy (--where): take one of its values",
                () -> Loading.read(file, Reading.DEFAULT.withWhere(Where.of("event=purchase"))));
        Loading.refused(
                "no column \"kind\" in " + file + " (--where): take one of user, item, rating, event",
                () -> Loading.read(file, Reading.DEFAULT.withWhere(Where.of("kind=view"))));
        Loading.refused(
                "no column \"5\" in " + file + ":1 (--columns): take one of user, item, rating, event",
                () -> Loading.read(file, Reading.DEFAULT.withColumns(ColumnNames.of("item=5"))));
        Path pairs = Loading.file(folder, "b.csv", "u,i\nv,j\n");
        Loading.refused(
                "no column of weights in " + pairs + " (--min-weight): name it, as in --columns weight=3",
                () -> Loading.read(pairs, Reading.DEFAULT.withMinWeight(4.0)));
        assertTrue(Loading.read(file, Reading.DEFAULT.withWhere(Where.of("event=buy")))
                .contains("v j"));
    }

    @Test
    void optionsThatCannotBe() throws IOException {
        Loading.refused(
                "\"user\" names no column (--columns): give user=NAME,item=NAME and, where there are some,"
                        + " weight=NAME,time=NAME, each a name of the header or a number from 1",
                () -> ColumnNames.of("user"));
        Loading.refused("\"event\" is no condition (--where): give COLUMN=VALUE[,VALUE]", () -> Where.of("event"));
        Loading.refused(
                "a number of bad lines of -1 (--skip-bad): give an integer from 0",
                () -> Reading.DEFAULT.withSkipBad(-1));
        Loading.refused(
                "a least weight of NaN (--min-weight): give a number", () -> Reading.DEFAULT.withMinWeight(Double.NaN));
        Loading.refused(
                "the generated set has no columns and no weights (--min-weight of lab): leave it out",
                () -> DataSpec.of("lab")
                        .with(Reading.DEFAULT.withMinWeight(1.0))
                        .load());
        Path list = Loading.file(folder, "a.json", "[{\"user\": 1}]");
        Loading.refused(
                "a list of JSON where an object a line is expected (" + list
                        + ":1): write a line for each, as jq -c '.[]' does",
                () -> Loading.read(list, Reading.DEFAULT));
        Path same = Loading.file(folder, "b.csv", "u,i,4\nv,j,5\n");
        Loading.refused(
                "one column is said to be two things (--columns): give each its own",
                () -> Loading.read(same, Reading.DEFAULT.withColumns(ColumnNames.of("user=1,item=1"))));
        Path when = Loading.file(folder, "c.csv", "u,2009-05-04,4\nv,2009-05-05,5\n");
        Loading.refused(
                "the second field is a time where an item is expected (" + when
                        + ":1): say which is what, as in --columns user=1,item=3,time=2",
                () -> Loading.read(when, Reading.DEFAULT));
    }

    /** Separators within titles or lists are no separators of fields. */
    @Test
    void genresAreNoColumns() throws IOException {
        Path file = Loading.file(
                folder, "a.csv", "userId,movieId,genres\n1,7,Comedy|Drama\n1,8,Drama\n2,7,Comedy|Drama|Crime\n");
        assertEquals(List.of("1 7", "1 8", "2 7"), Loading.read(file, Reading.DEFAULT));
        Path tags = Loading.file(folder, "b.csv", "userId,movieId,tags\n1,7,fun;new\n1,8,old\n2,7,a;b;c\n2,9,x;y\n");
        assertEquals(List.of("1 7", "1 8", "2 7", "2 9"), Loading.read(tags, Reading.DEFAULT));
    }
}

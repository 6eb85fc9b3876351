package org.hetcomp.data;

import static org.hetcomp.data.Layouts.read;
import static org.hetcomp.data.Layouts.withoutTimes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hetcomp.data.Layouts.Rating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people bring, each in its layout: read by itself where that can be told, else by the option that a message names. */
class LayoutsTest {
    private static final Reading ITSELF = Reading.DEFAULT;

    private final Layouts layouts = new Layouts();

    @TempDir
    private Path folder;

    private void timed(
            Reading reading,
            String header,
            Function<Rating, String> line,
            Function<Rating, String> user,
            Function<Rating, String> item)
            throws IOException {
        Path file = layouts.write(folder, "data", header, line);
        assertEquals(layouts.expected(user, item), read(file, reading));
    }

    private void untimed(
            Reading reading,
            String header,
            Function<Rating, String> line,
            Function<Rating, String> user,
            Function<Rating, String> item)
            throws IOException {
        Path file = layouts.write(folder, "data", header, line);
        assertEquals(withoutTimes(layouts.expected(user, item)), read(file, reading));
    }

    private static String user(Rating r) {
        return Integer.toString(r.user() + 1);
    }

    private static String item(Rating r) {
        return Integer.toString(r.item() + 1);
    }

    @Test
    void movieLens() throws IOException {
        String header = "userId,movieId,rating,timestamp";
        Function<Rating, String> line = r -> user(r) + "," + item(r) + "," + r.stars() + "," + r.time();
        timed(ITSELF, header, line, LayoutsTest::user, LayoutsTest::item);
        timed(ITSELF, "\ufeff" + header, line, LayoutsTest::user, LayoutsTest::item);
        timed(ITSELF, header + "\r", r -> line.apply(r) + "\r", LayoutsTest::user, LayoutsTest::item);
        Path zipped = Loading.gzip(folder, "ratings.csv.gz", layouts.text(header, line));
        assertEquals(layouts.expected(LayoutsTest::user, LayoutsTest::item), read(zipped, ITSELF));
        for (String separator : List.of("::", "\t", "|", ";")) {
            timed(ITSELF, "", r -> line.apply(r).replace(",", separator), LayoutsTest::user, LayoutsTest::item);
        }
    }

    @Test
    void recBole() throws IOException {
        timed(
                ITSELF,
                "user_id:token\titem_id:token\trating:float\ttimestamp:float",
                r -> user(r) + "\t" + item(r) + "\t" + r.stars() + "\t" + r.time() + ".0",
                LayoutsTest::user,
                LayoutsTest::item);
        timed(
                ITSELF,
                "timestamp:float\titem_id:token\tuser_id:token\trating:float",
                r -> r.time() + ".0\t" + item(r) + "\tu" + user(r) + "\t" + r.stars(),
                r -> "u" + user(r),
                LayoutsTest::item);
    }

    @Test
    void amazon() throws IOException {
        Function<Rating, String> after = r -> "," + (double) r.whole() + "," + r.time();
        timed(ITSELF, "", r -> r.reviewer() + "," + r.asin() + after.apply(r), Rating::reviewer, Rating::asin);
        timed(
                ITSELF.withColumns(ColumnNames.of("user=2,item=1")),
                "",
                r -> r.asin() + "," + r.reviewer() + after.apply(r),
                Rating::reviewer,
                Rating::asin);
        timed(
                ITSELF,
                "user_id,parent_asin,rating,timestamp,history",
                r -> r.reviewer() + "," + r.asin() + after.apply(r) + ",B00A B00B",
                Rating::reviewer,
                Rating::asin);
    }

    @Test
    void itemsFirstAreWarnedOf() throws IOException {
        Path file = layouts.write(folder, "a.csv", "", r -> r.asin() + "," + r.reviewer() + ",5.0," + r.time());
        List<String> warnings = new DataFile(file, ITSELF, null).read(false).warnings();
        assertEquals(
                List.of(file + ": field 1 looks like Amazon's items and field 2 like its users; if they are, give"
                        + " --columns user=2,item=1"),
                warnings);
    }

    @Test
    void lastFm() throws IOException {
        Function<Rating, String> user = r -> r.reviewer().toLowerCase(Locale.ROOT);
        untimed(
                ITSELF,
                "",
                r -> user.apply(r) + "\t" + r.asin() + "\t" + r.artist() + "\t" + (int) (Math.pow(2, r.stars()) * 10),
                user,
                Rating::asin);
        untimed(
                ITSELF,
                "userID\tartistID\tweight",
                r -> user(r) + "\t" + item(r) + "\t" + (int) (Math.pow(2, r.stars()) * 10),
                LayoutsTest::user,
                LayoutsTest::item);
        Function<Rating, String> plays =
                r -> "user_" + user(r) + "\t" + r.iso() + "\t" + r.asin() + "\t" + r.artist() + "\t\tSome Track";
        Path file = layouts.write(folder, "data", "", plays);
        Loading.refused(
                "6 fields without a header (" + file + ":1): say which is what, as in --columns user=1,item=3,time=2,"
                        + " or give a header that names user and item",
                () -> read(file, ITSELF));
        timed(
                ITSELF.withColumns(ColumnNames.of("user=1,item=3,time=2")),
                "",
                plays,
                r -> "user_" + user(r),
                Rating::asin);
    }

    @Test
    void jsonLines() throws IOException {
        timed(
                ITSELF,
                "",
                r -> "{\"user_id\": \"u" + user(r) + "\", \"item_id\": \"sku-" + item(r)
                        + "\", \"event\": \"view\", \"ts\": \"" + r.iso() + "\"}",
                r -> "u" + user(r),
                r -> "sku-" + item(r));
        untimed(
                ITSELF.withColumns(ColumnNames.of("user=who.id,item=what")),
                "",
                r -> "{\"who\": {\"id\": " + user(r) + ", \"tags\": [1, 2]}, \"what\": " + item(r) + ", \"ok\": true}",
                LayoutsTest::user,
                LayoutsTest::item);
    }

    @Test
    void dates() throws IOException {
        List<Function<Rating, String>> ways = List.of(
                Rating::iso,
                Rating::isoWithBlank,
                r -> r.isoWithBlank() + " UTC",
                r -> r.iso().replace("Z", "+00:00"),
                r -> r.time() + ".0");
        for (Function<Rating, String> time : ways) {
            timed(
                    ITSELF,
                    "user,item,rating,time",
                    r -> "u" + user(r) + ",i" + item(r) + "," + r.stars() + "," + time.apply(r),
                    r -> "u" + user(r),
                    r -> "i" + item(r));
        }
    }

    /** Seconds, milliseconds, any number: they stay as they are. */
    @Test
    void numbersAsTimes() throws IOException {
        Path file = layouts.write(
                folder, "data", "", r -> "u" + user(r) + "|i" + item(r) + "|" + r.stars() + "|" + r.time() + "123");
        Set<String> expected = layouts.ratings().stream()
                .map(r -> "u" + user(r) + " i" + item(r) + " " + r.time() + "123")
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, read(file, ITSELF));
    }

    @Test
    void eventLogs() throws IOException {
        String header = "event_time,event_type,product_id,user_id,price";
        Function<Rating, String> line = r -> r.isoWithBlank() + " UTC," + (r.stars() > 3 ? "purchase" : "view") + ","
                + item(r) + "," + user(r) + "," + r.stars() * 10;
        timed(ITSELF, header, line, LayoutsTest::user, LayoutsTest::item);
        Path file = layouts.write(folder, "data", header, line);
        Set<String> bought = layouts.ratings().stream()
                .filter(r -> r.stars() > 3)
                .map(r -> user(r) + " " + item(r) + " " + r.time())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(bought, read(file, ITSELF.withWhere(Where.of("event_type=purchase,cart"))));
    }

    @Test
    void quotesAndUnicode() throws IOException {
        timed(
                ITSELF,
                "user,item,rating,time",
                r -> "\"Doe, Jane " + user(r) + "\",\"The \"\"Best\"\" Film, vol. " + item(r) + "\"," + r.stars() + ","
                        + r.time(),
                r -> "Doe, Jane " + user(r),
                r -> "The \"Best\" Film, vol. " + item(r));
        timed(
                ITSELF,
                "",
                r -> "usér-" + user(r) + "-名\t" + r.artist() + "\t" + r.stars() + "\t" + r.time(),
                r -> "usér-" + user(r) + "-名",
                Rating::artist);
        timed(
                ITSELF,
                "\"user\"\t\"item\"\t\"rating\"\t\"time\"",
                r -> "\"u" + user(r) + "\"\t\"a \"\"" + item(r) + "\"\"\"\t" + r.stars() + "\t" + r.time(),
                r -> "u" + user(r),
                r -> "a \"" + item(r) + "\"");
    }

    @Test
    void semicolons() throws IOException {
        Path file = layouts.write(
                folder,
                "data",
                "\"User-ID\";\"ISBN\";\"Book-Rating\"",
                r -> "\"" + user(r) + "\";\"" + r.asin() + "\";\""
                        + String.valueOf(r.stars()).replace('.', ',') + "\"");
        assertEquals(withoutTimes(layouts.expected(LayoutsTest::user, Rating::asin)), read(file, ITSELF));
        Set<String> liked = layouts.ratings().stream()
                .filter(r -> r.stars() >= 3.5)
                .map(r -> user(r) + " " + r.asin())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(liked, read(file, ITSELF.withMinWeight(3.5)));
    }

    @Test
    void blanks() throws IOException {
        Function<Rating, String> pair = r -> user(r) + " " + item(r);
        untimed(ITSELF, "", pair, LayoutsTest::user, LayoutsTest::item);
        untimed(ITSELF, "", r -> pair.apply(r) + " " + r.whole(), LayoutsTest::user, LayoutsTest::item);
        timed(ITSELF, "", r -> pair.apply(r) + " " + r.whole() + " " + r.time(), LayoutsTest::user, LayoutsTest::item);
    }

    @Test
    void pairsAndTriplesWithoutHeader() throws IOException {
        untimed(ITSELF, "", r -> r.user() + "," + r.item(), r -> "" + r.user(), r -> "" + r.item());
        timed(ITSELF, "", r -> "u" + user(r) + "," + item(r) + "," + r.time(), r -> "u" + user(r), LayoutsTest::item);
        untimed(
                ITSELF,
                "user,item,weight",
                r -> "u" + user(r) + ",i" + item(r) + "," + (r.stars() < 3 ? -1 : 1),
                r -> "u" + user(r),
                r -> "i" + item(r));
    }

    @Test
    void columnsInAnotherOrderAndRepeatedLines() throws IOException {
        timed(
                ITSELF,
                "timestamp,movieId,rating,userId",
                r -> r.time() + ",m" + item(r) + "," + r.stars() + ",u" + user(r),
                r -> "u" + user(r),
                r -> "m" + item(r));
        Function<Rating, String> once = r -> "u" + user(r) + ",i" + item(r) + "," + r.stars() + "," + r.time();
        timed(
                ITSELF,
                "user,item,rating,time",
                r -> once.apply(r) + (r.item() % 3 == 0 ? "\n" + once.apply(r) : ""),
                r -> "u" + user(r),
                r -> "i" + item(r));
    }

    @Test
    void badLinesAreLeftOutAndCounted() throws IOException {
        Path file = layouts.write(
                folder,
                "broken.csv",
                "userId,movieId,rating,timestamp",
                r -> user(r) + "," + item(r) + "," + r.stars() + "," + r.time());
        String whole = layouts.text(
                "userId,movieId,rating,timestamp", r -> user(r) + "," + item(r) + "," + r.stars() + "," + r.time());
        int middle = whole.indexOf('\n', whole.length() / 2) + 1;
        Loading.file(folder, "broken.csv", whole.substring(0, middle) + "17,,3,4\nx\n" + whole.substring(middle));
        int line =
                (int) whole.substring(0, middle).chars().filter(c -> c == '\n').count() + 1;
        String no = "no item (" + file + ":" + line + ")";
        Loading.refused(
                no + ": give a user and an item, or leave such lines out by --skip-bad N", () -> read(file, ITSELF));
        Loading.refused(
                "number of fields 1, not 4 as on the first line, and 1 such lines before (" + file + ":" + (line + 1)
                        + "): give every line the same fields, or raise --skip-bad",
                () -> read(file, ITSELF.withSkipBad(1)));
        assertEquals(layouts.expected(LayoutsTest::user, LayoutsTest::item), read(file, ITSELF.withSkipBad(2)));
        Intake intake = new DataFile(file, ITSELF.withSkipBad(2), null).read(false);
        String told = intake.line();
        assertTrue(told.endsWith("; left out: 2 bad lines (the first: " + no + ")"), told);
    }
}

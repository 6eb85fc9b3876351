package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rankings, and those that another system has written. */
class RankingsTest {
    private static final IdMap USERS = new IdMap(List.of("ann", "bob"));
    private static final IdMap ITEMS = new IdMap(List.of("x", "y", "z"));

    @TempDir
    Path folder;

    @Test
    void rowsArePadded() {
        Rankings rankings = new Rankings(2, 3, new int[] {4, 2, 0, 7, -1, -1});
        assertEquals(7, rankings.at(1, 0));
        assertEquals(0, rankings.at(0, 2));
        assertEquals(3, rankings.start(1));
        assertEquals(3, rankings.length(0));
        assertEquals(1, rankings.length(1));
        assertArrayEquals(new int[] {4, 2, 0}, rankings.row(0));
        assertArrayEquals(new int[] {7}, rankings.row(1));
        assertArrayEquals(new int[] {4, 2, 7, -1}, rankings.cutAt(2).ids());
        assertArrayEquals(rankings.ids(), rankings.cutAt(3).ids());
        assertEquals(0, Rankings.empty(2, 3).length(1));
        assertArrayEquals(new int[] {-1, -1}, Rankings.empty(2, 1).ids());
        assertEquals(0, new Rankings(0, 1, new int[0]).users());
    }

    /** One who needs many places costs the others none: three thousand users of ten places and one of a million. */
    @Test
    void rowsMayHaveRoomOfTheirOwn() {
        Rankings rankings = Rankings.empty(new int[] {2, 0, 3});
        assertEquals(3, rankings.cut());
        assertEquals(5, rankings.ids().length);
        System.arraycopy(new int[] {4, 5, 7}, 0, rankings.ids(), 0, 3);
        assertEquals(
                List.of(2, 0, 3),
                IntStream.range(0, 3).map(rankings::depth).boxed().toList());
        assertEquals(
                List.of(0, 2, 2),
                IntStream.range(0, 3).map(rankings::start).boxed().toList());
        assertEquals(
                List.of(2, 0, 1),
                IntStream.range(0, 3).map(rankings::length).boxed().toList());
        assertEquals(5, rankings.at(0, 1));
        assertEquals(Rankings.NONE, rankings.at(0, 2), "the next row's is none of it");
        assertEquals(Rankings.NONE, rankings.at(1, 0));
        assertEquals(7, rankings.at(2, 0));
        assertEquals(7, rankings.greatest());
        assertArrayEquals(new int[] {4, 5}, rankings.row(0));
        assertArrayEquals(new int[0], rankings.first(1, 2));
        assertArrayEquals(new int[] {4, 5, -1, -1, 7, -1}, rankings.cutAt(2).ids());
        int[] depths = new int[3001];
        Arrays.fill(depths, 10);
        depths[7] = 1_000_000;
        assertEquals(1_030_000, Rankings.empty(depths).ids().length);
        assertEquals(1, Rankings.empty(new int[2]).cut());
    }

    @Test
    void moreThanAnArrayHoldsIsRefusedInALine() {
        String message = "rankings of 1,000,000 users take 5,050,000,000 places (these users): "
                + "ask for fewer users or shorter rankings: there is room for 2,147,483,639";
        assertEquals(
                message,
                assertThrows(DataException.class, () -> Rankings.empty(1_000_000, 5050))
                        .getMessage());
        int[] depths = new int[1_000_000];
        Arrays.fill(depths, 5050);
        assertEquals(
                message,
                assertThrows(DataException.class, () -> Rankings.empty(depths)).getMessage());
    }

    @Test
    void sizesMustFit() {
        assertThrows(IllegalArgumentException.class, () -> new Rankings(2, 3, new int[5]));
        assertThrows(IllegalArgumentException.class, () -> new Rankings(-1, 1, new int[0]));
        assertThrows(IllegalArgumentException.class, () -> new Rankings(2, 0, new int[0]));
        assertThrows(IllegalArgumentException.class, () -> Rankings.empty(2, 3).cutAt(4));
    }

    private RankedItems read(String text) throws IOException {
        return RankingReader.read(Loading.file(folder, "rankings", text), USERS, ITEMS, RankedItems.Order.AUTO);
    }

    private void refused(String message, String text) {
        String where =
                "(" + folder.resolve("rankings") + (message.startsWith(":") ? message.substring(0, 2) : "") + ")";
        String what = message.startsWith(":") ? message.substring(3) : message;
        DataException e = assertThrows(DataException.class, () -> read(text));
        assertEquals(what.replace("WHERE", where), e.getMessage());
    }

    /** Ann has y before z before x, Bob x before y, however it is written; | ends a line. */
    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            SCORE # ann,y,3.5|ann,z,3|bob,x,-1|bob,y,-2|ann,x,0.5|
            RANK  # ann,y,0|ann,z,1|bob,x,0|bob,y,1|ann,x,2|
            RANK  # ann,x,3|ann,z,2|ann,y,1|bob,y,2|bob,x,1|
            SCORE # ann,y,5|ann,z,4|bob,x,1|bob,y,0|ann,x,3|
            SCORE # ann y 5|ann z 4|bob x 9|bob y 8|ann x 3|
            RANK  # ann,y|ann,z|bob,x|bob,y|ann,x|
            RANK  # user,item,rank|ann,y,10|bob,x,3|bob,y,4|ann,z,20|ann,x,30|
            RANK  # position,item,user|1,y,ann|1,x,bob|7,y,bob|2,z,ann|3,x,ann|
            SCORE # item,user,score|y,ann,9|x,bob,3|y,bob,2|z,ann,8|x,ann,7|
            SCORE # user,item,rank,score|ann,y,3,9|ann,z,2,8|ann,x,1,7|bob,x,5,2|bob,y,5,1|
            SCORE # ann,y,9,1|ann,z,8,2|ann,x,7,3|bob,x,5,1|bob,y,4,2|
            RANK  # u,i,rank|ann,y,10|ann,z,20|ann,x,30|bob,x,1|bob,y,3|
            RANK  # user,item|ann,y|ann,z|bob,x|bob,y|ann,x|
            SCORE # user,item,what|ann,y,9|ann,z,7|ann,x,5|bob,x,5|bob,y,4|
            SCORE # user,item,time,what|ann,y,1,9|ann,z,1,7|ann,x,1,5|bob,x,1,5|bob,y,1,4|
            RANK  # {"user":"ann","items":["y","z","x"]}|{"user":"bob","items":["x","y"]}|
            RANK  # {"user":"bob","item":"y","rank":9}||{"user":"ann","items":[{"item":"y"},{"item":"z"},{"item":"x"}]}|{"user":"bob","item":"x","rank":2}|
            SCORE # {"user":"ann","item":"y","score":9}|{"user":"ann","items":[{"item":"x","score":1},{"item":"z","score":2}]}|{"user":"bob","items":[{"item":"x","score":1},{"item":"y","score":0}]}|
            """)
    void ordersByWhatTheNumbersAre(RankedItems.Order order, String lines) throws IOException {
        RankedItems read = read(lines.replace('|', '\n'));
        assertEquals("[[1, 2, 0], [0, 1]]", Arrays.deepToString(read.rows()));
        assertEquals(order, read.order());
        assertEquals(0, read.unknownUsers());
        assertEquals(0, read.unknownItems());
        assertEquals(null, read.firstUnknown());
    }

    @Test
    void equalScoresStayInTheOrderOfTheFile() throws IOException {
        assertEquals(
                "[[2, 0, 1], []]",
                Arrays.deepToString(read("ann,z,1\nann,x,1\nann,y,1\n").rows()));
    }

    /** More than there is room for at first. */
    @Test
    void longRankingsAreReadWhole() throws IOException {
        int count = 5000;
        IdMap items = new IdMap(IntStream.range(0, count).mapToObj(i -> "i" + i).toList());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("ann,i")
                    .append(i)
                    .append(',')
                    .append(i % 2 == 0 ? i : -i)
                    .append('\n');
        }
        Path file = Loading.file(folder, "long", text.toString());
        int[] row =
                RankingReader.read(file, USERS, items, RankedItems.Order.AUTO).rows()[0];
        assertEquals(count, row.length);
        assertEquals(count - 2, row[0]);
        assertEquals(count - 1, row[count - 1]);
    }

    /** A single place says nothing of ranks; a place of an unknown item counts among the ranks. */
    @Test
    void whatIsUnknownIsCountedAndLeftOut() throws IOException {
        assertEquals(RankedItems.Order.SCORE, read("ann,z,1\n").order());
        RankedItems gap = read("ann,z,1\nann,what,2\nann,x,3\nwho,x,1\nwho,y,2\nwho,z,3\nbob,ever,1\n");
        assertEquals(RankedItems.Order.RANK, gap.order());
        assertEquals("[[2, 0], []]", Arrays.deepToString(gap.rows()));
        assertEquals(3, gap.unknownUsers());
        assertEquals(2, gap.unknownItems());
        assertEquals("item \"what\" (" + folder.resolve("rankings") + ":2)", gap.firstUnknown());
        assertEquals(
                "user \"who\" (" + folder.resolve("rankings") + ":1)",
                read("who,x,1\nann,what,2\nann,x,3\n").firstUnknown());
    }

    @Test
    void whatCannotBeUsedIsRefused() {
        refused(
                "user \"ann\" has item \"y\" twice WHERE: give each item one place in a user's ranking",
                "ann,y,3\nann,x,2\nann,y,1\n");
        refused(":2 \"high\" is no score or rank WHERE: give a number after user and item", "ann,y,3\nann,x,high\n");
        refused(":2 \"NaN\" is no score or rank WHERE: give a number after user and item", "ann,y,3\nann,x,NaN\n");
        refused(":2 no user WHERE: give both on every line", "ann,y,3\n,x,2\n");
        refused(":2 no item WHERE: give both on every line", "ann,y,3\nann,,2\n");
        refused(
                ":3 number of fields 2, not 3 as on the first line WHERE: give every line the same fields",
                "ann,y,3\nann,x,2\nann,z\n");
        refused(
                "no user and item of the rankings is in the data, the first is user \"who\" of "
                        + folder.resolve("rankings")
                        + ":1 WHERE: give rankings of the data's users and items, in its own ids",
                "who,y,3\nann,what,2\n");
        refused(
                ":2 the line is no JSON object of user and item, or user and items WHERE: write it like"
                        + " {\"user\": \"u1\", \"items\": [\"i7\", \"i3\"]}",
                "{\"user\":\"ann\",\"items\":[]}\n{\"user\":1\n");
    }

    @Test
    void anIdIsAnIntegerInItsPlainestForm() {
        for (String id : new String[] {"0", "10", "2147483647"}) {
            assertEquals(true, IdFile.isId(id), id);
        }
        for (String id : new String[] {"", "01", "-1", "+1", "1.0", "2147483648", "9999999999"}) {
            assertEquals(false, IdFile.isId(id), id);
        }
    }

    @Test
    void rowsOfAModelAreNumberedFromNone() throws IOException {
        IdMap read = IdMap.read(Loading.file(folder, "users.tsv", "1\tbob\n0\tann\n"));
        assertEquals(List.of("ann", "bob"), read.tokens());
        assertEquals("bob", read.token(1));
        assertEquals(1, read.dense("bob").orElseThrow());
        assertEquals(false, read.dense("who").isPresent());
        assertEquals(0, IdMap.read(Loading.file(folder, "none.tsv", "")).size());
        for (String rows : new String[] {"1\tbob\n2\tann\n", "0\tann\n2\tbob\n"}) {
            Path file = Loading.file(folder, "gap.tsv", rows);
            DataException e = assertThrows(DataException.class, () -> IdMap.read(file));
            assertEquals("give every row from 0 on a line", e.advice());
            assertEquals("2 rows, numbered from " + rows.charAt(0) + " to 2", e.what());
            assertEquals(file.toString(), e.where());
        }
        assertThrows(IllegalArgumentException.class, () -> new IdMap(List.of("ann", "ann")));
    }
}

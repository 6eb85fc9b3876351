package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.RankedItems;
import org.hetcomp.data.RankingReader;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SparkRankingsTest {
    private static final SparkSession SPARK = Sessions.SPARK;

    @TempDir
    Path folder;

    private String parquet(String name, Dataset<Row> frame) {
        String path = folder.resolve(name).toString();
        frame.write().parquet(path);
        return path;
    }

    private String run(String... words) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RankingsProgram program = new RankingsProgram();
        program.run(
                SPARK, Program.parsed(program.options(), words), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static IdMap ids(String prefix, int size) {
        return new IdMap(IntStream.range(0, size).mapToObj(j -> prefix + j).toList());
    }

    /** By score and by rank, in several parts, ids as no text file would like them; core reads what was meant. */
    @Test
    void coreReadsWhatWasWritten() throws IOException {
        String scored = parquet(
                "scored",
                SPARK.range(0, 40, 1, 4)
                        .selectExpr("id as user", "explode(sequence(0, 6)) as item")
                        .selectExpr(
                                "concat('u\\t\"', user) as user",
                                "concat('i,', item) as item",
                                "cast((item * 3 + user) % 7 as float) as score"));
        String ranked = parquet(
                "ranked",
                SPARK.sql(
                        "select * from values ('u\\t\"1', 'i,2', 9, 1.0), ('u\\t\"1', 'i,3', 2, 5.0), ('u\\t\"1', 'i,1', 2, 5.0)"
                                + " as t(user, item, place, score)"));
        String out = folder.resolve("out").toString();
        String said = run("--rankings", scored, ranked, "--columns", "rank=place", "--top", "5", "--out", out);
        assertTrue(
                said.endsWith("a teacher of them: hetcomp zoo import --name NAME --data DATA --rankings " + out
                        + "/snapshot-01.jsonl.gz " + out + "/snapshot-02.jsonl.gz\n"),
                said);
        IdMap users = ids("u\t\"", 40);
        IdMap items = ids("i,", 7);
        RankedItems first =
                RankingReader.read(Path.of(out, "snapshot-01.jsonl.gz"), users, items, RankedItems.Order.AUTO);
        assertEquals(RankedItems.Order.RANK, first.order());
        for (int u = 0; u < 40; u++) {
            int user = u;
            int[] expected = IntStream.range(0, 7)
                    .boxed()
                    .sorted((a, b) -> (b * 3 + user) % 7 - (a * 3 + user) % 7)
                    .mapToInt(i -> i)
                    .limit(5)
                    .toArray();
            assertArrayEquals(expected, first.rows()[u]);
        }
        RankedItems second =
                RankingReader.read(Path.of(out, "snapshot-02.jsonl.gz"), users, items, RankedItems.Order.AUTO);
        assertArrayEquals(new int[] {1, 3, 2}, second.rows()[1]);
        try (Stream<Path> inside = Files.list(Path.of(out))) {
            assertEquals(
                    2, inside.filter(file -> !file.toString().endsWith(".crc")).count());
        }
    }

    /** What one snapshot of several lacks leaves nothing behind. */
    @Test
    void whatIsNoRankingIsRefused() throws IOException {
        String sound = parquet("sound", SPARK.sql("select 'u' as user, 'i' as item, 1 as rank"));
        String bad = parquet("bad", SPARK.sql("select explode(array('u', 'u')) as user, 'i' as item, 1 as rank"));
        String out = folder.resolve("out").toString();
        assertFails(
                "user \"u\" has an item twice (" + bad + "): give each item one place in a user's ranking",
                () -> run("--rankings", sound, bad, "--out", out));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("bad", "sound"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertRefused(
                "1 of 1 rows have no user, no item or no number",
                "select 'u' as user, 'i' as item, double('nan') as score");
        assertRefused("1 of 1 rows have no user", "select cast(null as string) as user, 'i' as item, 1 as score");
        assertRefused("no rankings", "select 'u' as user, 'i' as item, 1 as rank where false");
        assertRefused("no column \"score\" among [user, item]", "select 'u' as user, 'i' as item");
        assertRefused("column \"rank\" is of type string, not numbers", "select 'u' as user, 'i' as item, 'a' as rank");
    }

    private void assertRefused(String begins, String query) {
        Frame frame = Frame.of(SPARK.sql(query), "there");
        assertFails(begins, () -> SparkRankings.write(frame, 10, new org.apache.hadoop.fs.Path(folder + "/one")));
        assertFalse(Files.exists(folder.resolve("one")));
    }

    private static void assertFails(String begins, Executable work) {
        String message = assertThrows(DataException.class, work).getMessage();
        assertTrue(message.startsWith(begins), message);
    }
}

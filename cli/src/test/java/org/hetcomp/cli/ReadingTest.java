package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and databases as people have them, by the options of the command. */
class ReadingTest {
    @TempDir
    private Path folder;

    private Path events;

    @BeforeEach
    void data() {
        // Who is how long in the shop, and what was done there; every third event is a purchase.
        StringBuilder lines = new StringBuilder("when,what,who,did,stars\n");
        for (int n = 0; n < 450; n++) {
            lines.append("2020-01-01 00:00:" + 10 * (n % 6) + ",i" + n * 7 % 31 + ",u" + n % 29 + ","
                    + (n % 3 == 0 ? "buy" : "view") + "," + (1 + n % 5) + "\n");
        }
        lines.append("broken\n");
        events = Program.write(folder.resolve("events.csv"), lines.toString());
    }

    /** Users with too little are no lines left out, and are told apart from those. */
    @Test
    void whoHasTooLittleIsTold() {
        StringBuilder lines = new StringBuilder("user,item\n");
        for (int n = 0; n < 200; n++) {
            lines.append("u" + n / 10 + ",i" + n * 7 % 31 + "\n");
        }
        lines.append("new,i1\nnew,only\n");
        Path file = Program.write(folder.resolve("few.csv"), lines.toString());
        Program program = Program.run("data", "stats", "--data", file.toString());
        List<String> log = program.err().lines().map(line -> line.substring(9)).toList();
        assertEquals(file + " read as csv: user = user, item = item; no line left out", log.get(0), program.err());
        assertEquals(
                "left out, with fewer than 5 items or 1 users: 1 users, 1 items, 2 of 202 pairs",
                log.get(1),
                program.err());
    }

    private static final String[] COLUMNS = {
        "--columns",
        "user=who,item=what,weight=stars,time=when",
        "--skip-bad",
        "1",
        "--where",
        "did=buy",
        "--min-weight",
        "2"
    };

    private static String[] words(List<String> first, String... more) {
        List<String> words = new ArrayList<>(first);
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void optionsSayWhichLinesCountAndWhatTheyAre() {
        Program program = Program.run(words(List.of("data", "stats", "--data", events.toString()), COLUMNS));
        assertEquals(0, program.code(), program.err());
        assertTrue(
                program.err()
                        .contains(events + " read as csv: user = who, item = what, weight = stars; not used: when, did;"
                                + " left out: 1 bad lines (the first: number of fields 1, not 5 as on the first line ("
                                + events + ":452)), 300 lines that are not did=buy, 30 lines below --min-weight 2"),
                program.err());
    }

    @Test
    void aRunKeepsThemAndItsModelIsAskedWithoutThem() throws IOException {
        Path out = folder.resolve("run");
        Program run = Program.run(words(
                List.of("teachers", "--data", events.toString(), "--families", "mf", "--epochs", "1", "--dim", "4"),
                words(List.of(COLUMNS), "--out", out.toString())));
        assertEquals(0, run.code(), run.err());
        JsonObject data = JsonParser.parseString(Files.readString(out.resolve("run.json")))
                .getAsJsonObject()
                .getAsJsonObject("data");
        assertEquals(
                "{\"user\":\"who\",\"item\":\"what\",\"weight\":\"stars\",\"time\":\"when\"}",
                data.get("columns").toString());
        assertEquals(
                "{\"column\":\"did\",\"values\":[\"buy\"]}", data.get("where").toString());
        assertEquals(2, data.get("minWeight").getAsDouble());
        assertEquals(1, data.get("skipBad").getAsInt());
        assertFalse(data.has("query"));
        Program asked = Program.run("evaluate", "--model", out.toString(), "--json");
        assertEquals(0, asked.code(), asked.err());
        Program resumed =
                Program.run(words(List.of("evaluate", "--model", out.toString(), "--min-weight", "1"), "--json"));
        assertEquals(2, resumed.code(), "another weight makes other data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--columns | user:1 | \"user:1\" names no column (--columns): give user=NAME",
                "--where | event | \"event\" is no condition (--where): give COLUMN=VALUE",
                "--min-weight | four | \"four\" is no number (--min-weight): give one, such as 4 or 3.5",
                "--skip-bad | -1 | \"-1\" is no integer from 0 to 1000000000 (--skip-bad): give one",
                "--query | select | a file is not asked by a query (--query of ",
                "--min-weight | 9 | no weight is 9 or more, the greatest is 5 (--min-weight): lower it",
            })
    void whatCannotBeIsRefused(String option, String value, String line) {
        Program program = Program.run(
                "data", "stats", "--data", events.toString(), "--columns=user=3,item=2,weight=5", option, value);
        if (option.equals("--columns")) {
            program = Program.run("data", "stats", "--data", events.toString(), option, value);
        } else if (option.equals("--min-weight")) {
            program = Program.run(
                    "data",
                    "stats",
                    "--data",
                    events.toString(),
                    "--columns=user=3,item=2,weight=5",
                    "--skip-bad",
                    "1",
                    option,
                    value);
        }
        assertEquals(2, program.code(), program.err());
        assertTrue(program.err().startsWith("hetcomp: " + line), program.err());
        assertEquals(1, program.err().lines().count(), program.err());
    }

    @Test
    void aDatabaseIsReadAndWrittenAndItsPasswordIsNowhere() throws IOException, SQLException {
        String url = "jdbc:duckdb:" + folder.resolve("shop.db");
        execute(url, "create table events as select * from read_csv('" + events + "', ignore_errors = true)");
        // DuckDB takes settings as parameters; this one stands for a secret, which is what any of them may be.
        String secret = url + "?user=ann&password=s3cret";
        Path out = folder.resolve("run");
        Program run = Program.run(
                "teachers",
                "--data",
                url,
                "--query",
                "select who as user_id, what as item_id from events",
                "--families",
                "mf",
                "--epochs",
                "1",
                "--dim",
                "4",
                "--out",
                out.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(
                run.err().contains("jdbc:duckdb:shop.db read as a table: user = user_id, item = item_id"), run.err());
        Program again = Program.run("evaluate", "--model", out.toString());
        assertEquals(0, again.code(), again.err());
        String model = out.toString();
        Program top = Program.run("recommend", "--model", model, "--top", "3", "--out", url, "--table", "top");
        assertEquals(0, top.code(), top.err());
        assertTrue(top.err().contains("written to top of " + url), top.err());
        assertEquals(29 * 3, count(url, "select count(*) from top where rank between 1 and 3 and user_id like 'u%'"));
        Program twice = Program.run("recommend", "--model", model, "--top", "1", "--out", url, "--table", "top");
        assertEquals(2, twice.code());
        assertTrue(twice.err().contains("the table top has rows (--out " + url + "): name another, or add --replace"));
        Program replaced =
                Program.run("recommend", "--model", model, "--top", "1", "--out", url, "--table", "top", "--replace");
        assertEquals(0, replaced.code(), replaced.err());
        assertEquals(29, count(url, "select count(*) from top"));
        execute(url, "create table ranks as select who as user_id, what as item_id, stars as score from events");
        Program imported = Program.run(
                "zoo",
                "import",
                "--name",
                "shop",
                "--data",
                url,
                "--query",
                "select who as user_id, what as item_id from events where did = 'buy'",
                "--rankings",
                url,
                "--rank-query",
                "select user_id, item_id, max(score) as score from ranks group by all",
                "--out",
                folder.resolve("imported").toString());
        assertEquals(0, imported.code(), imported.err());
        assertTrue(imported.out().contains("--query 'select who as user_id, what as item_id from events where did ="));
        Program failed = Program.run("data", "stats", "--data", secret, "--query", "select 1, 2");
        assertEquals(2, failed.code(), failed.err());
        for (String text : List.of(failed.err(), failed.out())) {
            assertFalse(text.contains("s3cret") || text.contains("ann"), text);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith("json")).toList()) {
                assertFalse(Files.readString(file).contains("s3cret"), file.toString());
            }
        }
    }

    private static void execute(String url, String command) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static long count(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

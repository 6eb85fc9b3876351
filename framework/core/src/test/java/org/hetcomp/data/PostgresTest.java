package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hetcomp.io.DataException;
import org.hetcomp.table.TableWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A shop's own tables, in a real PostgreSQL; skipped where none is installed. */
class PostgresTest {
    private static final Layouts LAYOUTS = new Layouts();

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        Optional<Path> programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "no PostgreSQL in /usr/lib/postgresql: apt-get install postgresql");
        server = PostgresServer.start(programs.get());
        StringBuilder values = new StringBuilder();
        LAYOUTS.ratings()
                .forEach(r -> values.append(values.length() == 0 ? "" : ",")
                        .append("('u" + r.user() + "'," + r.item() + "," + r.stars() + ",'" + r.iso() + "','" + r.iso()
                                + "')"));
        execute(
                "create table ratings (\"user\" text, item bigint, rating numeric(3, 1), at timestamptz, local timestamp)",
                "insert into ratings values " + values,
                "create table many as select g % 5000 as user_id, g % 977 as item_id from generate_series(1, 300000) g");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static void execute(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.urlWithLogin());
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static DataSpec ask(String query) {
        return new DataSpec(server.urlWithLogin(), Reading.DEFAULT.withQuery(query), Division.DEFAULT);
    }

    private static History read(String query) {
        return new DataQuery(ask(query).name(), Reading.DEFAULT.withQuery(query))
                .read(true)
                .history();
    }

    @Test
    void timesAreTheSameWithAZoneAndWithout() {
        for (String time : List.of("at", "local", "extract(epoch from at)")) {
            History history = read("select \"user\", item, rating, " + time + " as time from ratings");
            assertEquals(
                    LAYOUTS.expected(r -> "u" + r.user(), r -> "" + r.item()),
                    new TreeSet<>(Loading.pairs(history)),
                    time);
        }
    }

    /** More rows than are fetched at once. */
    @Test
    void longAnswersComeInParts() {
        assertEquals(
                300_000,
                read("select user_id, item_id from many").interactions().size());
    }

    @Test
    void itsWordUserIsExplained() {
        DataException failure = assertThrows(
                DataException.class, () -> ask("select user, item from ratings").load());
        assertEquals(
                "one user only (" + server.url()
                        + "): give interactions of several users; to PostgreSQL the word user is"
                        + " who asks: write \"user\" for a column",
                failure.getMessage());
    }

    @Test
    void noSecretIsInWhatComesOut() {
        Dataset data = ask("select \"user\", item from ratings").load();
        assertEquals(server.url(), data.spec().name());
        assertFalse(data.spec().toString().contains(PostgresServer.PASSWORD));
        DataException failure = assertThrows(
                DataException.class,
                () -> DataSpec.of(server.url() + "?user=nobody&password=wr0ng-one")
                        .with(Reading.DEFAULT.withQuery("select 1, 2"))
                        .load());
        assertTrue(failure.getMessage().startsWith("no connection, "), failure.getMessage());
        assertFalse(failure.getMessage().contains("wr0ng-one"), failure.getMessage());
        assertFalse(failure.getMessage().contains("nobody"), failure.getMessage());
        assertEquals(null, failure.getCause());
    }

    /** Reading is asked to change nothing. */
    @Test
    void aQueryThatWritesIsRefused() {
        DataException failure =
                assertThrows(DataException.class, () -> read("delete from many returning user_id, item_id"));
        assertTrue(failure.getMessage().contains("read-only"), failure.getMessage());
    }

    @Test
    void aTableIsWrittenWholeOrNotAtAll() throws SQLException {
        List<TableWriter.Column> columns = List.of(
                new TableWriter.Column("user_id", "varchar(255)"),
                new TableWriter.Column("item_id", "varchar(255)"),
                new TableWriter.Column("score", "double precision"),
                new TableWriter.Column("rank", "integer"));
        execute("create schema shop");
        String url = server.urlWithLogin();
        try (TableWriter out = TableWriter.open(url, "shop.Top", columns, false)) {
            out.add("u1", "i1", 0.5, 1);
        }
        try (TableWriter out = TableWriter.open(url, "shop.Top", columns, false)) {
            out.add("u1", "i1", 0.5, 1);
            out.add("u1", "i2", 0.25, 2);
            out.commit();
        }
        assertEquals(
                List.of("u1 i1", "u1 i2"), Loading.pairs(read("select user_id, item_id, score, rank from shop.top")));
        Loading.refused(
                "the table shop.Top has rows (--out " + server.url() + "): name another, or add --replace",
                () -> TableWriter.open(url, "shop.Top", columns, false));
        DataException failure = assertThrows(DataException.class, () -> {
            try (TableWriter out = TableWriter.open(url, "shop.Top", columns, true)) {
                out.add("u2", null, 0.5, 1);
                out.commit();
            }
        });
        assertTrue(failure.getMessage().endsWith("(table shop.Top of " + server.url() + "): nothing was written"));
        assertEquals(
                2, read("select user_id, item_id from shop.top").interactions().size());
    }
}

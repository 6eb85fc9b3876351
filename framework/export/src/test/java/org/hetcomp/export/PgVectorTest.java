package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hetcomp.data.PostgresServer;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports loaded by psql into a real PostgreSQL with pgvector, and asked there. */
class PgVectorTest {
    private static final int USERS = 120;
    private static final int ITEMS = 3000;
    private static final String WITHOUT_NOTHING = "{}";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static Student student;

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        Optional<Path> programs = PostgresServer.programs();
        assumeTrue(programs.isPresent(), "no PostgreSQL in /usr/lib/postgresql: install Debian's package postgresql");
        server = PostgresServer.start(programs.get());
        try (Connection connection = connect();
                ResultSet there = connection
                        .createStatement()
                        .executeQuery("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")) {
            assumeTrue(there.next(), "no pgvector for that PostgreSQL: .ci/run says how it is installed");
        }
        student = Students.of(folder.resolve("student"), USERS, ITEMS);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    /** Runs a file of SQL as a person does, in the folder of the export. */
    private static String psql(Path export, String file) throws IOException, InterruptedException {
        Path told = Files.createTempFile(folder, "psql", "out");
        ProcessBuilder psql = new ProcessBuilder(
                        "psql",
                        "-X",
                        "-A",
                        "-t",
                        "-v",
                        "ON_ERROR_STOP=1",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        PostgresServer.USER,
                        "-f",
                        file,
                        "postgres")
                .directory(export.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        psql.environment().put("PGPASSWORD", PostgresServer.PASSWORD);
        psql.environment().put("PGCLIENTENCODING", "LATIN1");
        Process process = psql.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        String text = Files.readString(told);
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    /** The statement that query.sql prepares under a name, for a program to send. */
    private static String statement(Path export, String name) throws IOException {
        Matcher statement = Pattern.compile("PREPARE " + name + "\\([^)]*\\) AS\n(.*?);", Pattern.DOTALL)
                .matcher(Files.readString(export.resolve("query.sql")));
        assertTrue(statement.find());
        return statement.group(1);
    }

    private static List<Recommendation> ask(Connection connection, String sql, String user, String[] without, int top)
            throws SQLException {
        List<Integer> order = new ArrayList<>();
        Matcher parameter = Pattern.compile("\\$(\\d)").matcher(sql);
        while (parameter.find()) {
            order.add(Integer.valueOf(parameter.group(1)));
        }
        List<Recommendation> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql.replaceAll("\\$\\d", "?"))) {
            Array left = connection.createArrayOf("text", without);
            for (int n = 0; n < order.size(); n++) {
                switch (order.get(n)) {
                    case 1 -> query.setString(n + 1, user);
                    case 2 -> query.setArray(n + 1, left);
                    default -> query.setInt(n + 1, top);
                }
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Recommendation(rows.getString(1), rows.getFloat(2)));
                }
            }
        }
        return found;
    }

    @Test
    void givesTheSameTenItems() throws Exception {
        Path export = folder.resolve("export");
        Exported exported = Export.of(student, Target.PGVECTOR).name("same").write(export);
        assertEquals(1, exported.agreement().share());
        psql(export, "load.sql");
        String sql = statement(export, "same_exact");
        try (Connection connection = connect()) {
            for (int user = 0; user < 100; user++) {
                String id = student.userIds().get(user);
                List<Recommendation> best = student.recommend(id, 12);
                String[] without = {best.get(0).item(), best.get(1).item()};
                Query query = Query.of(id).without(List.of(without));
                Answers.assertSame(student.recommend(query), ask(connection, sql, id, without, 10));
            }
            for (String prepared : List.of(sql, statement(export, "same_nearly"))) {
                assertEquals(List.of(), ask(connection, prepared, "nobody", new String[0], 10));
                assertEquals(
                        10,
                        ask(connection, prepared, "plain", new String[0], 10).size());
            }
            assertEquals(
                    WITHOUT_NOTHING,
                    connection.createArrayOf("text", new String[0]).toString());
            for (int row = 0; row < Students.AWKWARD.size(); row++) {
                assertEquals(Students.AWKWARD.get(row), idAt(connection, "same_items", row));
                assertEquals(Students.AWKWARD.get(row), idAt(connection, "same_users", row));
            }
        }
    }

    private static String idAt(Connection connection, String table, int row) throws SQLException {
        return first(connection, "SELECT id FROM " + table + " WHERE position = " + row);
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (ResultSet found = connection.createStatement().executeQuery(sql)) {
            assertTrue(found.next());
            return found.getString(1);
        }
    }

    @Test
    void queryAnswersWhatIsExpected() throws Exception {
        for (int first = 0; first < Students.AWKWARD.size(); first += 5) {
            List<String> ids = new ArrayList<>(Students.AWKWARD.subList(first, Students.AWKWARD.size()));
            Student awkward = Students.of(folder.resolve("awkward" + first), ids, ids, 1);
            Path export = folder.resolve("asked" + first);
            Export.of(awkward, Target.PGVECTOR).name("asked" + first).write(export);
            psql(export, "load.sql");
            String told = psql(export, "query.sql");
            Content.Example expected =
                    Texts.GSON.fromJson(Files.readString(export.resolve("expected.json")), Content.Example.class);
            assertEquals(Math.min(10, ids.size() - 1), expected.items().size());
            String answer = told.substring(told.indexOf("PREPARE\nPREPARE\n") + 16);
            StringBuilder items = new StringBuilder();
            for (Content.Scored one : expected.items()) {
                items.append(one.item()).append('\n');
            }
            // Lines of item|score; an item may have any of these characters itself.
            assertEquals(items.toString(), answer.replaceAll("\\|-?[0-9.e-]+\n", "\n"));
        }
    }

    @Test
    void halvesAreWhatTheyWereSaidToBe() throws Exception {
        Path export = folder.resolve("halves");
        Export half = Export.of(student, Target.PGVECTOR).name("halves").bits(16);
        Exported exported = half.write(export);
        psql(export, "load.sql");
        String sql = statement(export, "halves_exact");
        Rounded rounded = half.rounded();
        try (Connection connection = connect()) {
            assertEquals("halfvec", first(connection, "SELECT pg_typeof(vector) FROM halves_items"));
            assertEquals("halfvec", first(connection, "SELECT pg_typeof(vector) FROM halves_users"));
            for (int user = 0; user < 20; user++) {
                List<Recommendation> expected = new ArrayList<>();
                for (int row : rounded.best(user, 10, new java.util.BitSet())) {
                    expected.add(new Recommendation(student.itemIds().get(row), rounded.score(user, row)));
                }
                String id = student.userIds().get(user);
                Answers.assertSame(expected, ask(connection, sql, id, new String[0], 10));
            }
        }
        assertTrue(exported.agreement().share() > 0.99, exported.toString());
        assertEquals(USERS, exported.agreement().users());
    }

    @Test
    void indexFindsMostOfThem() throws Exception {
        Path export = folder.resolve("indexed");
        Export.of(student, Target.PGVECTOR).name("indexed").write(export);
        psql(export, "load.sql");
        psql(export, "index.sql");
        String sql = statement(export, "indexed_nearly");
        int shared = 0;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            String asked = sql.replace("$1", "'plain'").replace("$2", "'{}'").replace("$3", "10");
            String plan = first(connection, "EXPLAIN (FORMAT JSON) " + asked);
            assertTrue(plan.contains("\"indexed_items_vector\""), plan);
            for (int user = 0; user < 100; user++) {
                String id = student.userIds().get(user);
                List<String> best = student.recommend(id, 10).stream()
                        .map(Recommendation::item)
                        .toList();
                shared += (int) ask(connection, sql, id, new String[0], 10).stream()
                        .filter(one -> best.contains(one.item()))
                        .count();
            }
        }
        assertTrue(shared > 900, shared + " of 1000");
    }
}

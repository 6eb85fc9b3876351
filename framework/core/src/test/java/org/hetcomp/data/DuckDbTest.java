package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hetcomp.io.DataException;
import org.hetcomp.table.TableWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data where it lies: a database in a file, and Parquet, both by DuckDB. */
class DuckDbTest {
    private static final List<TableWriter.Column> COLUMNS =
            List.of(new TableWriter.Column("user_id", "varchar(255)"), new TableWriter.Column("rank", "integer"));

    @TempDir
    private Path folder;

    private final Layouts layouts = new Layouts();
    private String url;

    @BeforeEach
    void database() throws SQLException {
        url = "jdbc:duckdb:" + folder.resolve("shop.db");
        StringBuilder values = new StringBuilder();
        layouts.ratings()
                .forEach(r -> values.append(values.length() == 0 ? "" : ",")
                        .append("('u" + r.user() + "'," + r.item() + "," + r.stars() + ",timestamp '" + r.isoWithBlank()
                                + "')"));
        execute(
                "create table ratings (user_id varchar, item_id integer, rating double, time timestamp)",
                "insert into ratings values " + values,
                "copy (select user_id, item_id, rating, epoch(time)::bigint as timestamp from ratings) to '"
                        + folder.resolve("ratings.parquet") + "' (format parquet)");
    }

    private void execute(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static Intake ask(String url, String query) {
        return new DataQuery(url, Reading.DEFAULT.withQuery(query)).read(true);
    }

    private static Set<String> pairs(Intake intake) {
        return new TreeSet<>(Loading.pairs(intake.history()));
    }

    @Test
    void tablesAreReadByTheLabelsOfTheirColumns() {
        Intake intake = ask(url, "select time, rating, item_id, user_id from ratings order by random()");
        assertEquals(layouts.expected(r -> "u" + r.user(), r -> "" + r.item()), pairs(intake));
        assertEquals(
                "jdbc:duckdb:shop.db read as a table: user = user_id, item = item_id, time = time; not used: rating;"
                        + " no line left out",
                intake.line());
    }

    @Test
    void otherLabelsAreTakenByPlace() {
        Intake intake = ask(url, "select user_id as a, item_id as b, rating as c, time as d from ratings");
        assertEquals(layouts.expected(r -> "u" + r.user(), r -> "" + r.item()), pairs(intake));
    }

    @Test
    void parquetIsReadInPlace() {
        String query = "from '" + folder.resolve("ratings.parquet") + "'";
        assertEquals(layouts.expected(r -> "u" + r.user(), r -> "" + r.item()), pairs(ask("jdbc:duckdb:", query)));
    }

    @Test
    void theOrderOfRowsDecidesNothing() {
        DataSpec spec = DataSpec.of(url).withLeast(1, 1).withSplit(SplitKind.TEMPORAL);
        Dataset one = spec.with(Reading.DEFAULT.withQuery("from ratings order by time"))
                .load();
        Dataset other = spec.with(Reading.DEFAULT.withQuery("from ratings order by hash(time)"))
                .load();
        assertEquals(one.splitSha256(), other.splitSha256());
        assertEquals(one.sha256(), other.sha256());
        assertEquals(url, one.spec().name());
    }

    @Test
    void conditionsAndWeightsHoldForRowsToo() throws SQLException {
        Reading liked = Reading.DEFAULT.withQuery("from ratings").withMinWeight(4.0);
        Intake intake = new DataQuery(url, liked).read(false);
        long expected = layouts.ratings().stream().filter(r -> r.stars() >= 4).count();
        assertEquals(expected, intake.history().interactions().size());
        execute("insert into ratings values (null, 5, 5, now())");
        int row = layouts.ratings().size() + 1;
        Loading.refused(
                "no user (row " + row + " of the query): give a user and an item, or leave such lines out by --skip-bad"
                        + " N",
                () -> new DataQuery(url, liked).read(false));
        assertEquals(1, new DataQuery(url, liked.withSkipBad(1)).read(false).bad());
    }

    @Test
    void whatCannotBeAskedIsSaidInOneLine() {
        Loading.refused(
                "no query for the database (--query): give what it is asked, as in --query \"select user_id, item_id"
                        + " from orders\"",
                () -> DataSpec.of(url).load());
        Loading.refused(
                "no driver for databases of the kind \"postgres\" (jdbc:postgres://host/shop): put the driver's jar on"
                        + " HETCOMP_CLASS_PATH",
                () -> ask("jdbc:postgres://ann:s3cret@host/shop?password=s3cret", "select 1, 2"));
        Loading.refused(
                "one field where a user and an item are expected (row 1 of the query): let the query answer with both",
                () -> ask(url, "select 1 from ratings"));
        String message = assertThrows(DataException.class, () -> ask(url, "select x from nothing"))
                .getMessage();
        assertTrue(message.contains("nothing") && message.contains("(--query of " + url + "): correct"), message);
        Loading.refused(
                "a file is not asked by a query (--query of " + folder.resolve("ratings.parquet")
                        + "): give --data jdbc:..., or leave it out",
                () -> DataSpec.file(folder.resolve("ratings.parquet"))
                        .with(Reading.DEFAULT.withQuery("from x"))
                        .load());
    }

    @Test
    void aSpecificationHoldsNoSecret() {
        DataSpec spec = new DataSpec(
                "jdbc:postgresql://ann:s3cret@host:5/shop?password=s3cret",
                Reading.DEFAULT.withQuery("select 1"),
                Division.DEFAULT);
        for (DataSpec written : List.of(spec, spec.settled(), spec.bare(), DataSpec.of(spec.name()))) {
            assertFalse((written + "" + written.options()).contains("s3cret"), written.toString());
        }
        assertEquals("jdbc:postgresql://host:5/shop", spec.settled().name());
        assertEquals("jdbc:postgresql:shop", spec.bare().name());
        assertEquals("select 1", spec.options().get("query"));
    }

    @Test
    void rankingsComeTheSameWay() {
        IdMap users = new IdMap(List.of("u0", "u1"));
        IdMap items = new IdMap(List.of("7", "8", "9"));
        RankedItems ranked = RankingReader.query(
                "jdbc:duckdb:",
                "from (values ('u0', 7, 0.1), ('u0', 9, 0.5), ('u1', 8, 2.0), ('who', 8, 2.0)) t(user_id, item_id, score)",
                users,
                items,
                RankedItems.Order.AUTO);
        assertEquals(List.of(2, 0), List.of(ranked.rows()[0][0], ranked.rows()[0][1]));
        assertEquals(1, ranked.rows()[1][0]);
        assertEquals("user \"who\" (row 4 of the query)", ranked.firstUnknown());
    }

    private List<String> written() {
        return Loading.pairs(
                        ask(url, "select user_id, rank, 1 as rating from top").history())
                .stream()
                .sorted()
                .toList();
    }

    @Test
    void aTableIsWrittenWholeOrNotAtAll() throws SQLException {
        try (TableWriter out = TableWriter.open(url, "top", COLUMNS, false)) {
            out.add("u\"1'", 1);
        }
        execute("create table top (user_id varchar, rank integer)");
        try (TableWriter out = TableWriter.open(url, "top", COLUMNS, false)) {
            for (int n = 0; n < 12_000; n++) {
                out.add("u\"1'", n);
            }
            out.commit();
        }
        assertEquals(12_000, written().size());
        Loading.refused(
                "the table top has rows (--out " + url + "): name another, or add --replace",
                () -> TableWriter.open(url, "top", COLUMNS, false));
        try (TableWriter out = TableWriter.open(url, "top", COLUMNS, true)) {
            out.add("u2", 1);
        }
        assertEquals(12_000, written().size(), "without commit the old rows are there");
        try (TableWriter out = TableWriter.open(url, "top", COLUMNS, true)) {
            out.add("u2", 1);
            out.commit();
        }
        assertEquals(List.of("u2 1"), written());
    }

    @Test
    void tablesHavePlainNames() {
        for (String name : List.of("", "a b", "a;drop table ratings", "a\"b", "a.b.c.d", "1a", ".a")) {
            Loading.refused(
                    DataException.quote(name)
                            + " is no name of a table (--table): take letters, digits and underscores, with a schema and"
                            + " a dot before it if need be",
                    () -> TableWriter.open(url, name, COLUMNS, true));
        }
    }
}

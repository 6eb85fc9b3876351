package org.hetcomp.table;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hetcomp.io.DataException;

/**
 * Writes a table of a database in one transaction: it is there whole or as it was before. A table that is there already is
 * filled if it is empty, or emptied if that is asked for; else it is refused.
 */
public final class TableWriter implements AutoCloseable {
    private static final int BATCH = 5_000;
    private static final int MOST_NAMES = 3;

    private final Database database;
    private final String table;
    private PreparedStatement insert;
    private int waiting;

    private TableWriter(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    /** A column: its name, of lower-case letters and underscores, and its type in standard SQL. */
    public record Column(String name, String type) {}

    /**
     * Begins the transaction.
     *
     * @param url the database's address
     * @param table its name, of letters, digits and underscores, maybe with a schema and a dot before it
     * @param replace whether the rows that are there go
     * @throws DataException if the table has rows and may not be replaced, or the database refuses
     */
    public static TableWriter open(String url, String table, List<Column> columns, boolean replace) {
        requireName(table);
        Database database = Database.open(url);
        TableWriter writer = new TableWriter(database, table);
        try {
            writer.begin(columns, replace);
            return writer;
        } catch (SQLException e) {
            database.close();
            throw writer.unusable(e);
        } catch (DataException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Checks a table's name.
     *
     * @throws DataException if it is none that every database takes
     */
    public static void requireName(String table) {
        String[] parts = table.split("\\.", -1);
        if (parts.length > MOST_NAMES
                || !Arrays.stream(parts).allMatch(p -> p.matches("[A-Za-z_][A-Za-z0-9_]{0,62}"))) {
            throw new DataException(
                    DataException.quote(table) + " is no name of a table",
                    "--table",
                    "take letters, digits and underscores, with a schema and a dot before it if need be");
        }
    }

    private void begin(List<Column> columns, boolean replace) throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        String quoted = Arrays.stream(table.split("\\.")).map(this::quoted).collect(Collectors.joining("."));
        String names = columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            if (!isThere(connection.getMetaData())) {
                statement.executeUpdate("create table " + quoted + " ("
                        + columns.stream()
                                .map(c -> quoted(c.name()) + " " + c.type() + " not null")
                                .collect(Collectors.joining(", "))
                        + ")");
            } else if (replace) {
                statement.executeUpdate("delete from " + quoted);
            } else {
                requireEmpty(statement, quoted);
            }
        }
        insert = connection.prepareStatement("insert into " + quoted + " (" + names + ") values ("
                + columns.stream().map(c -> "?").collect(Collectors.joining(", ")) + ")");
    }

    private void requireEmpty(Statement statement, String quoted) throws SQLException {
        statement.setMaxRows(1);
        try (ResultSet rows = statement.executeQuery("select 1 from " + quoted)) {
            if (rows.next()) {
                throw new DataException(
                        "the table " + table + " has rows",
                        "--out " + database.name(),
                        "name another, or add --replace");
            }
        }
    }

    private boolean isThere(DatabaseMetaData known) throws SQLException {
        String[] parts = Arrays.stream(table.split("\\.")).map(this::cased).toArray(String[]::new);
        String name = parts[parts.length - 1];
        String schema = parts.length > 1
                ? parts[parts.length - 2]
                : database.connection().getSchema();
        String catalogue = parts.length > 2 ? parts[0] : database.connection().getCatalog();
        // An underscore stands for any character there; what is found is compared again.
        try (ResultSet tables = known.getTables(catalogue, schema, name, null)) {
            while (tables.next()) {
                if (name.equals(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
        }
        return false;
    }

    // Names are quoted because words such as rank mean something to some databases, and written as each would have
    // them.
    private String quoted(String name) {
        try {
            String quote = database.connection()
                    .getMetaData()
                    .getIdentifierQuoteString()
                    .strip();
            return quote + cased(name) + quote;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private String cased(String name) {
        try {
            DatabaseMetaData known = database.connection().getMetaData();
            return known.storesUpperCaseIdentifiers()
                    ? name.toUpperCase(Locale.ROOT)
                    : known.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Adds a row, a value for each column. */
    public void add(Object... values) {
        try {
            for (int c = 0; c < values.length; c++) {
                insert.setObject(c + 1, values[c]);
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                insert.executeBatch();
                waiting = 0;
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Ends the transaction: from here on the table is there. */
    public void commit() {
        try {
            if (waiting > 0) {
                insert.executeBatch();
            }
            database.connection().commit();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private DataException unusable(SQLException e) {
        SQLException told = e.getNextException() == null ? e : e.getNextException();
        return database.unusable(told, "table " + table + " of " + database.name(), "nothing was written");
    }

    /** Ends the connection; without {@link #commit} nothing was written. */
    @Override
    public void close() {
        database.close();
    }
}

package org.hetcomp.table;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.hetcomp.io.DataException;

/** A database's answer to a query, a row at a time: the driver is asked to hold some thousand rows at most. */
public final class QueryTable implements Table {
    private static final int FETCHED = 10_000;
    private static final String OPTION = "--query";

    private final Database database;
    private final ResultSet rows;
    private final List<String> names = new ArrayList<>();
    private final boolean[] dated;
    private final Row row = new Row();
    private long number;

    private QueryTable(Database database, ResultSet rows) throws SQLException {
        this.database = database;
        this.rows = rows;
        ResultSetMetaData columns = rows.getMetaData();
        dated = new boolean[columns.getColumnCount()];
        for (int c = 0; c < dated.length; c++) {
            names.add(columns.getColumnLabel(c + 1));
            int type = columns.getColumnType(c + 1);
            dated[c] = type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
        }
    }

    /** What is done with the answer. */
    public interface Use<T> {
        T apply(QueryTable table) throws IOException;
    }

    /**
     * Asks, and reads the answer.
     *
     * @param url the database's address
     * @param query in the database's SQL; read as it is
     * @throws DataException if the database cannot be reached or does not answer
     */
    public static <T> T read(String url, String query, Use<T> use) throws IOException {
        try (Database database = Database.open(url)) {
            try (Statement statement = statement(database);
                    ResultSet rows = statement.executeQuery(query)) {
                return use.apply(new QueryTable(database, rows));
            } catch (SQLException e) {
                throw database.unusable(e, OPTION + " of " + database.name(), "correct the query");
            }
        }
    }

    private static Statement statement(Database database) throws SQLException {
        Connection connection = database.connection();
        try {
            connection.setReadOnly(true);
        } catch (SQLException e) {
            // A wish: some databases know no such connections.
        }
        // PostgreSQL sends an answer in parts only within a transaction.
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        // MySQL's driver takes this number, and no other, for the wish to have rows one by one.
        statement.setFetchSize(database.kind().equals("mysql") ? Integer.MIN_VALUE : FETCHED);
        return statement;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Row next() {
        try {
            if (!rows.next()) {
                return null;
            }
            row.begin(++number);
            for (int c = 0; c < dated.length; c++) {
                String field = rows.getString(c + 1);
                row.add(field == null ? "" : dated[c] ? date(field, c + 1) : field);
            }
            return row;
        } catch (SQLException e) {
            throw database.unusable(e, "row " + (number + 1) + " of the query", "correct the query");
        }
    }

    // Drivers write times in ways of their own; what is no date of ISO 8601 is taken by the instant, in UTC.
    private String date(String field, int column) throws SQLException {
        if (!Double.isNaN(Times.of(field))) {
            return field;
        }
        Timestamp time = rows.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT));
        return time == null ? "" : time.toInstant().toString();
    }
}

package org.hetcomp.table;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hetcomp.io.DataException;

/**
 * A connection to a database, by whichever driver is on the class path. Who asks is in the address, which is then kept in this
 * process' memory only, or in the variables {@code HETCOMP_JDBC_USER} and {@code HETCOMP_JDBC_PASSWORD}.
 */
public final class Database implements AutoCloseable {
    /** Addresses as they were given, by what may be written down of them. */
    private static final Map<String, String> WHOLE = new ConcurrentHashMap<>();

    // Who asks, by the names that most drivers give it.
    private static final Pattern CALLER =
            Pattern.compile("(?i)(?<=//)[^/@]*@|[?;&:](user(name)?|uid|password|passwd|pwd)=[^;&]*");

    private static final String USER = "HETCOMP_JDBC_USER";
    private static final String PASSWORD = "HETCOMP_JDBC_PASSWORD";

    private final String url;
    private final String password;
    private final Connection connection;

    private Database(String url, String password, Connection connection) {
        this.url = url;
        this.password = password;
        this.connection = connection;
    }

    /**
     * What may be written down of an address; with it the database can be opened again in this process, by the user and the
     * password that came last.
     *
     * @throws DataException if an address with other parameters is remembered by the same: one would be taken for the other
     */
    public static String remember(String url) {
        String clean = JdbcUrl.clean(url);
        if (!clean.equals(url)) {
            WHOLE.merge(clean, url, (known, now) -> {
                if (!withoutCaller(known).equals(withoutCaller(now))) {
                    throw new DataException(
                            "an address with other parameters is in use", clean, "read one of them in this process");
                }
                return now;
            });
        }
        return clean;
    }

    private static String withoutCaller(String url) {
        return CALLER.matcher(url).replaceAll("");
    }

    /**
     * Opens a database.
     *
     * @param url its address, or what may be written down of one that is remembered
     * @throws DataException if there is no driver for it, or it cannot be reached
     */
    public static Database open(String url) {
        return open(url, System::getenv);
    }

    static Database open(String given, UnaryOperator<String> environment) {
        String url = WHOLE.getOrDefault(given, given);
        String clean = JdbcUrl.clean(url);
        Properties properties = new Properties();
        put(properties, "user", environment.apply(USER));
        String password = environment.apply(PASSWORD);
        put(properties, "password", password);
        if (JdbcUrl.kind(url).equals("duckdb")) {
            // Without it DuckDB has the whole answer in memory before its first row.
            properties.put("jdbc_stream_results", "true");
        }
        Driver driver;
        try {
            driver = DriverManager.getDriver(url);
        } catch (SQLException e) {
            // The exception is not kept: its message may hold the address with its secrets.
            throw new DataException(
                    "no driver for databases of the kind " + DataException.quote(JdbcUrl.kind(url)),
                    clean,
                    "put the driver's jar on HETCOMP_CLASS_PATH");
        }
        try {
            Connection connection = driver.connect(url, properties);
            if (connection != null) {
                return new Database(url, password, connection);
            }
            throw new DataException("the driver does not take the address", clean, "check it");
        } catch (SQLException e) {
            throw new DataException(
                    "no connection, " + JdbcUrl.covered(String.valueOf(e.getMessage()), url, password),
                    clean,
                    "check the address, and user and password, which " + USER + " and " + PASSWORD + " may hold");
        }
    }

    private static void put(Properties properties, String key, String value) {
        if (value != null && !value.isEmpty()) {
            properties.put(key, value);
        }
    }

    Connection connection() {
        return connection;
    }

    /** The kind of database, such as {@code postgresql}. */
    String kind() {
        return JdbcUrl.kind(url);
    }

    /** Its address as it may be written down. */
    String name() {
        return JdbcUrl.clean(url);
    }

    /** Says what a failure means, without the secrets. */
    DataException unusable(SQLException e, String where, String advice) {
        return new DataException(JdbcUrl.covered(String.valueOf(e.getMessage()), url, password), where, advice);
    }

    /** Ends the connection; what was not committed is as if it had not been. */
    @Override
    public void close() {
        try (connection) {
            // Some databases do not let go within a transaction.
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // Nothing hangs on it any more: what counts was read or committed.
        }
    }
}

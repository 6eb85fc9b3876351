package org.hetcomp.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hetcomp.io.DataException;
import org.hetcomp.table.JdbcUrl;
import org.hetcomp.table.QueryTable;

/** Interactions that a database answers with, and how they are read. */
final class DataQuery {
    private final String url;
    private final Reading reading;
    private final Intake intake;

    /** Of a database's address; nothing is asked yet. */
    DataQuery(String url, Reading reading) {
        if (reading.query() == null) {
            throw new DataException(
                    "no query for the database",
                    "--query",
                    "give what it is asked, as in --query \"select user_id, item_id from orders\"");
        }
        if (reading.format() != null) {
            throw new DataException("a database has no format", "--format", "leave it out");
        }
        this.url = url;
        this.reading = reading;
        this.intake = new Intake(JdbcUrl.bare(url), null);
    }

    /** Where rows come from, as messages say it. */
    static Source source(String url) {
        return new Source() {
            @Override
            public String name() {
                return "the query of " + JdbcUrl.bare(url);
            }

            @Override
            public String at(long line) {
                return "row " + line + " of the query";
            }
        };
    }

    /**
     * Asks, and reads the answer.
     *
     * @param timed whether the division goes by time
     * @throws DataException if it cannot be used
     */
    Intake read(boolean timed) {
        try {
            return QueryTable.read(
                    url, reading.query(), table -> PairReader.read(table, reading, source(url), timed, intake));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The failure with what may have led to it. */
    DataException explain(DataException failure) {
        boolean who =
                failure.what().equals("one user only") && JdbcUrl.kind(url).equals("postgresql");
        return who
                ? new DataException(
                        failure.what(),
                        failure.where(),
                        failure.advice() + "; to PostgreSQL the word user is who asks: write \"user\" for a column",
                        failure)
                : intake.explain(failure, false);
    }
}

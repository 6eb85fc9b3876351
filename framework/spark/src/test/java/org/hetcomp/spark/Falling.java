package org.hetcomp.spark;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Gives rows on as they are, and ends the executor, as a fault would, at the first that is asked for by name; once. */
final class Falling implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final String user;
    private final String marker;

    /**
     * One that ends an executor.
     *
     * @param user whose row is its last
     * @param marker a file that says that it has fallen
     */
    Falling(String user, Path marker) {
        this.user = user;
        this.marker = marker.toString();
    }

    @Override
    public Row call(Row row) throws IOException {
        if (row.getString(0).equals(user)) {
            try {
                Files.createFile(Path.of(marker));
                Runtime.getRuntime().halt(137);
            } catch (FileAlreadyExistsException e) {
                return row;
            }
        }
        return row;
    }
}

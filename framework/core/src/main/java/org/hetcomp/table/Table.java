package org.hetcomp.table;

import java.io.IOException;
import java.util.List;

/** Rows of fields, read once from the first to the last. */
public interface Table {
    /** The columns' names where the source always has some; null where only its first line may say. */
    List<String> names();

    /**
     * The next row, or null after the last; of a file's lines those in which all fields are empty are passed over.
     *
     * @throws org.hetcomp.io.DataException if nothing after this can be read either
     */
    Row next() throws IOException;
}

package org.hetcomp.export;

import java.util.List;

/**
 * What was written.
 *
 * @param files all files of the folder, by name
 * @param notes what has to be known of it, a line each
 * @param agreement what rounding has cost
 */
public record Exported(List<File> files, List<String> notes, Agreement agreement) {
    /** Copies the lists. */
    public Exported {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /**
     * A file.
     *
     * @param name its path in the folder
     * @param bytes its size
     */
    public record File(String name, long bytes) {}
}

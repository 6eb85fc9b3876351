package org.hetcomp.data;

import java.nio.file.Path;

/** Where rows come from, as messages say it. */
interface Source {
    /** The whole of it. */
    String name();

    /** A line, or a row, of it. */
    String at(long line);

    /** A file. */
    static Source of(Path file) {
        return new Source() {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public String at(long line) {
                return file + ":" + line;
            }
        };
    }
}

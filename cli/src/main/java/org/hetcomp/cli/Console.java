package org.hetcomp.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out data
 * @param err log, progress and errors
 * @param status the line of progress at the end of {@code err}
 */
record Console(PrintStream out, PrintStream err, StatusLine status) {
    /** One that writes to those streams; a line of progress is drawn only if {@code terminal}. */
    static Console of(PrintStream out, PrintStream err, boolean terminal) {
        StatusLine status = new StatusLine(err, terminal);
        return new Console(out, status.stream(), status);
    }

    /** The process' own, in UTF-8. The launcher says whether stderr is a terminal, which Java 17 cannot tell. */
    static Console system() {
        boolean terminal = Boolean.parseBoolean(
                System.getProperty("hetcomp.terminal", Boolean.toString(System.console() != null)));
        boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
        return of(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminal && !plain);
    }
}

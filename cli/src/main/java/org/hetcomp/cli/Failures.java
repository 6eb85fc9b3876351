package org.hetcomp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hetcomp.io.DataException;
import org.hetcomp.serve.ServeException;
import org.hetcomp.student.StudentException;

/** What a failed command tells the user: one line, and the code that the process ends with. */
record Failures(int code, String line) {
    static Failures of(Throwable failure, String command) {
        if (failure instanceof CommandException e) {
            return of(e.code(), e.getMessage());
        }
        if (failure instanceof ServeException e) {
            return of(Main.USAGE, e.getMessage());
        }
        if (failure instanceof StudentException e) {
            return of(Main.USAGE, e.getMessage());
        }
        if (failure instanceof DataException e) {
            return of(Main.USAGE, e.getMessage());
        }
        if (failure instanceof UncheckedIOException e) {
            return of(e.getCause(), command);
        }
        if (failure instanceof IOException) {
            return of(Main.FAILED, message(failure) + " (" + command + "): check permissions and free space");
        }
        if (failure instanceof OutOfMemoryError) {
            return of(
                    Main.FAILED,
                    "out of memory, " + message(failure) + " (" + command
                            + "): give more, as in HETCOMP_JAVA_OPTS=-Xmx4g");
        }
        return of(Main.FAILED, message(failure) + " (" + command + "): add --verbose to see where");
    }

    private static Failures of(int code, String line) {
        return new Failures(code, "hetcomp: " + line.strip().replaceAll("\\p{Cntrl}+", " "));
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        boolean telling = message != null && !message.isBlank() && message.contains(" ");
        return telling ? message : failure.toString();
    }
}

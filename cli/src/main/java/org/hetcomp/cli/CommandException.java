package org.hetcomp.cli;

/**
 * A command that cannot be done. The message is the one line that is shown, {@code <what> (<where>): <what to do>}.
 */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    private CommandException(int code, String what, String where, String advice, Throwable cause) {
        super(what + " (" + where + "): " + advice, cause);
        this.code = code;
    }

    /** Wrong usage or unusable input: exit code 2. */
    static CommandException usage(String what, String where, String advice) {
        return new CommandException(Main.USAGE, what, where, advice, null);
    }

    /** Right usage that failed: exit code 1. */
    static CommandException failure(String what, String where, String advice, Throwable cause) {
        return new CommandException(Main.FAILED, what, where, advice, cause);
    }

    /** Stopped on request after saving: exit code 130. */
    static CommandException interrupted(String what, String where, String advice) {
        return new CommandException(Main.INTERRUPTED, what, where, advice, null);
    }

    /** The code that the process ends with. */
    int code() {
        return code;
    }
}

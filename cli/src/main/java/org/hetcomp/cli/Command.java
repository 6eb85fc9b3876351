package org.hetcomp.cli;

import java.util.List;
import org.apache.commons.cli.Options;

/** One command of the command line. */
interface Command {
    /** The word that calls it. */
    String name();

    /** What it does, in a line. */
    String summary();

    /** What follows the name, such as {@code [options]}. */
    default String usage() {
        return "[options]";
    }

    /** The words of which the first operand must be one; empty if there are no operands. */
    default List<String> operands() {
        return List.of();
    }

    /** What the one operand is, if it is none of known words, such as {@code RUN}; empty if there is no such operand. */
    default String operand() {
        return "";
    }

    /** Two calls to learn from, without the program's name. */
    List<String> examples();

    /** The options of this command alone, in the order in which help shows them. */
    Options options();

    /**
     * Whether it runs on one backend, which the options of every command name; else it has options of its own for
     * several.
     */
    default boolean isOnOneBackend() {
        return true;
    }

    /**
     * Does it.
     *
     * @throws CommandException if it cannot; other exceptions are told to the user by {@link Failures}
     */
    void run(Call call) throws Exception;
}

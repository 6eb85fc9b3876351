/**
 * The command line, and the only room that knows all modules.
 *
 * <p>Read {@link org.hetcomp.cli.Main} first, which finds a {@code Command} and turns whatever fails into one line and
 * an exit code; then {@code DistillCommand} and the stages it is made of. Data goes to stdout, all else through
 * {@code Console} to stderr. The contract with users and scripts is docs/cli.md.
 *
 * <p>To add a command, write a class that implements {@code Command} and add it to the list in Main: help and the
 * lists in error messages follow. Values of options are read through {@code Arguments}, which names the option in what
 * it says about a bad one.
 */
package org.hetcomp.cli;

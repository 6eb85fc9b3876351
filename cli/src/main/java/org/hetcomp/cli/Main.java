package org.hetcomp.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The command line: finds the command, runs it, and turns whatever fails into one line and an exit code. */
public final class Main {
    /** Exit code: done. */
    static final int DONE = 0;
    /** Exit code: failed. */
    static final int FAILED = 1;
    /** Exit code: wrong usage or unusable input. */
    static final int USAGE = 2;
    /** Exit code: interrupted after saving a checkpoint. */
    static final int INTERRUPTED = 130;

    private static final List<Command> COMMANDS = List.of(
            new DistillCommand(),
            new TeachersCommand(),
            new EvaluateCommand(),
            new RecommendCommand(),
            new ServeCommand(),
            new ExportCommand(),
            new ZooCommand(),
            new CompareCommand(),
            new TuneCommand(),
            new BenchCommand(),
            new ReportCommand(),
            new DataCommand(),
            new DoctorCommand());

    private Main() {}

    /** Runs a command and ends the process. */
    public static void main(String[] words) {
        Interrupt interrupt = Interrupt.install();
        int code;
        try {
            code = run(words, Console.system(), interrupt);
        } finally {
            interrupt.finished();
        }
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param interrupted asked now and then whether to save and stop
     * @return the exit code
     */
    static int run(String[] words, Console console, BooleanSupplier interrupted) {
        prepare();
        String name = words.length == 0 ? "" : words[0];
        boolean verbose = Arrays.asList(words).contains("--verbose");
        try {
            run(name, words, console, interrupted);
            console.out().flush();
            return DONE;
        } catch (Exception | OutOfMemoryError | LinkageError e) {
            console.out().flush();
            Failures failure = Failures.of(e, name);
            console.status().mute();
            console.err().println(failure.line());
            if (verbose && failure.code() != INTERRUPTED) {
                e.printStackTrace(console.err());
            }
            return failure.code();
        }
    }

    private static void run(String name, String[] words, Console console, BooleanSupplier interrupted)
            throws Exception {
        if (name.equals("--help") || name.equals("help")) {
            console.out().print(Help.of(COMMANDS));
            return;
        }
        if (name.equals("--version")) {
            console.out().print(EngineVersions.text());
            return;
        }
        Command command = find(name);
        Arguments arguments = Arguments.parse(command, Arrays.copyOfRange(words, 1, words.length));
        if (arguments.has("help")) {
            console.out().print(Help.of(command));
            return;
        }
        if (arguments.has("version")) {
            console.out().print(EngineVersions.text());
            return;
        }
        CommonOptions common = CommonOptions.of(arguments);
        if (common.quiet()) {
            console.status().mute();
        }
        Logging.to(console.err(), common);
        // Read once, when Java's own pool first has work.
        System.setProperty(
                "java.util.concurrent.ForkJoinPool.common.parallelism",
                Integer.toString(Math.max(1, common.threads() - 1)));
        command.run(new Call(arguments, common, console, new ConsoleEvents(console.status(), interrupted)));
    }

    private static Command find(String name) {
        List<String> names = COMMANDS.stream().map(Command::name).toList();
        if (name.isEmpty() || name.startsWith("-")) {
            throw CommandException.usage(
                    name.isEmpty() ? "no command" : "unknown option " + Arguments.quote(name),
                    "command line",
                    "begin with one of " + String.join(", ", names) + ", or --help");
        }
        Arguments.one("command", "command line", name, names);
        return COMMANDS.get(names.indexOf(name));
    }

    /** All commands. */
    static List<Command> commands() {
        return COMMANDS;
    }

    /** How the user called the program. */
    static String program() {
        return System.getProperty("hetcomp.program", "hetcomp");
    }

    private static void prepare() {
        // DJL would tell its makers about each engine that it loads on their cloud.
        System.setProperty("OPT_OUT_TRACKING", "true");
        // A checkpoint is saved on the way out, which is worth a log line.
        System.setProperty("log4j.shutdownHookEnabled", "false");
    }
}

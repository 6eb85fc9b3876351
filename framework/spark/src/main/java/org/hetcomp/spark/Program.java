package org.hetcomp.spark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.io.DataException;
import org.hetcomp.student.StudentException;

/**
 * What {@code spark-submit} is given: options, and work in a session. What cannot be done is one line on stderr, and exit code 2;
 * what went wrong on the cluster is another, and 1, the rest being in Spark's log.
 */
interface Program {
    /** The main's class. */
    Class<?> named();

    /** What it does, in a line. */
    String about();

    Options options();

    /**
     * Does it.
     *
     * @param out for what a person or a script reads of it
     */
    void run(SparkSession spark, Words words, PrintStream out) throws IOException;

    /** Does it as a process, which ends where it fails. */
    static void main(Program program, String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code;
        try {
            code = run(program, words, out);
        } catch (DataException | StudentException e) {
            code = failed(program, e.getMessage(), 2);
        } catch (IOException | RuntimeException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            code = failed(
                    program,
                    e.getClass().getSimpleName() + ", " + first + " (Spark): see the log for what led to it",
                    1);
        }
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int failed(Program program, String line, int code) {
        System.err.println(program.named().getSimpleName() + ": " + line);
        return code;
    }

    private static int run(Program program, String[] words, PrintStream out) throws IOException {
        Options options = program.options()
                .addOption(Option.builder().longOpt("help").desc("show this").get());
        Words parsed = parsed(options, words);
        if (parsed.has("help")) {
            help(program, options, out);
            return 0;
        }
        try (SparkSession spark = SparkSession.builder()
                .appName("hetcomp " + program.named().getSimpleName())
                .getOrCreate()) {
            program.run(spark, parsed, out);
        }
        return 0;
    }

    /** Reads what was given. */
    static Words parsed(Options options, String... words) {
        try {
            Words parsed = new Words(DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options, words));
            parsed.requireNoOperands();
            return parsed;
        } catch (ParseException e) {
            throw new DataException(e.getMessage(), "command line", "see --help");
        }
    }

    private static void help(Program program, Options options, PrintStream out) {
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(new TextHelpAppendable(out))
                    .setShowSince(false)
                    .get()
                    .printHelp(
                            "spark-submit --class " + program.named().getName()
                                    + " --jars hetcomp-student.jar,hetcomp-core.jar hetcomp-spark.jar [options]",
                            program.about(),
                            options,
                            "",
                            false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

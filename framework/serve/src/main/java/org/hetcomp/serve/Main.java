package org.hetcomp.serve;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.hetcomp.student.StudentException;

/** The server of a student by itself, without engines: {@code java -jar hetcomp-serve-server.jar MODEL --port N}. */
public final class Main {
    private static final int USAGE = 2;
    private static final int FAILED = 1;

    private Main() {}

    /** Starts it, says so on stdout, and answers until the process is asked to end. */
    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            ModelServer server = start(words, out);
            if (server != null) {
                CountDownLatch forever = new CountDownLatch(1);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
                out.println(server.ready());
                forever.await();
            }
        } catch (ServeException | StudentException e) {
            end(USAGE, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            end(FAILED, Text.oneLine(e.toString()) + " (serve): look whether it has the memory and the jars it needs");
        }
    }

    private static void end(int code, String line) {
        System.err.println("hetcomp-serve: " + line);
        System.exit(code);
    }

    private static void help(Options options, PrintStream out) {
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(new TextHelpAppendable(out))
                    .setShowSince(false)
                    .get()
                    .printHelp(
                            "java -jar hetcomp-serve-server.jar MODEL [options]",
                            "Answers over HTTP from a student: its folder, that of a run, or an archive.",
                            options,
                            "",
                            false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelServer start(String[] words, PrintStream out) {
        Options options = ServeOptions.addTo(new Options())
                .addOption(Option.builder()
                        .longOpt(ServeOptions.KEEP_SEEN)
                        .desc("recommend what users had too")
                        .get())
                .addOption(Option.builder().longOpt("help").desc("show this").get());
        CommandLine line;
        try {
            line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options, words);
        } catch (ParseException e) {
            throw new ServeException(e.getMessage(), "command line", "see --help");
        }
        if (line.hasOption("help")) {
            help(options, out);
            return null;
        }
        List<String> operands = line.getArgList();
        if (operands.size() != 1) {
            throw new ServeException(
                    operands.isEmpty() ? "no MODEL given" : "unexpected word " + Text.quote(operands.get(1)),
                    "command line",
                    "name a student's folder or archive, or the folder of a run");
        }
        Settings settings = ServeOptions.settings(line::getOptionValue, System::getenv);
        return ModelServer.start(
                new StudentOrigin(Path.of(operands.get(0)), line.hasOption(ServeOptions.KEEP_SEEN)), settings);
    }
}

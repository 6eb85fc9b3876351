package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.io.Place;
import org.hetcomp.report.Reports;

/** {@code report}: the page of a run, or of a benchmark, made anew. */
final class ReportCommand implements Command {
    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "write the page of a run: charts, figures, how it was made";
    }

    @Override
    public String usage() {
        return "RUN [options]";
    }

    @Override
    public String operand() {
        return "RUN";
    }

    @Override
    public List<String> examples() {
        return List.of("report runs/mine", "report runs/mine --alone runs/none --out mine.html");
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(CommonOptions.option(
                        "alone",
                        "DIR",
                        "a run of --method none on the same data, to show what "
                                + "the student gained by its teachers"))
                .addOption(CommonOptions.option("out", "FILE", "the file to write (default RUN/" + Reports.PAGE + ")"));
    }

    @Override
    public void run(Call call) throws IOException {
        Path run = path(call.arguments().operands().get(0), name());
        String alone = call.arguments().text("alone", null);
        String out = call.arguments().text("out", null);
        Path html = out == null ? Reports.beside(run) : path(out, "--out");
        if (Files.isDirectory(html)) {
            throw CommandException.usage(html + " is a folder", "--out", "name a file in it, such as " + Reports.PAGE);
        }
        if (out != null) {
            Place.requireFile(html, "--out");
        }
        Reports.write(run, alone == null ? null : path(alone, "--alone"), html);
        if (!call.answer(new Answer(html.toString()))) {
            call.console().out().println(html);
        }
    }

    /** What it answers to scripts. */
    private record Answer(String report) {}

    private static Path path(String given, String where) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw CommandException.usage(Arguments.quote(given) + " is no path", where, "name a file or a folder");
        }
    }
}

package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** What {@code --help} shows. */
final class Help {
    private static final int WIDTH = 80;

    private Help() {}

    /** Of the program. */
    static String of(List<Command> commands) {
        StringBuilder text = new StringBuilder("""
                hetcomp makes one small recommender that ranks nearly as well as an ensemble of
                large ones, on DJL with PyTorch or MXNet.

                Usage: hetcomp COMMAND [options]

                """);
        for (Command command : commands) {
            row(text, command.name(), command.summary());
        }
        text.append("\nFor every command\n");
        rows(text, CommonOptions.options());
        text.append("\nTo begin with, on a small generated data set:\n  hetcomp distill\n");
        return text.append("Options of a command: hetcomp COMMAND --help\n").toString();
    }

    /** Of a command. */
    static String of(Command command) {
        StringBuilder text = new StringBuilder("hetcomp " + command.name() + ": " + command.summary() + "\n\n");
        text.append("Usage: hetcomp " + command.name() + " " + command.usage() + "\n");
        OptionGroups.of(command.options()).forEach((title, options) -> {
            text.append("\n").append(title).append("\n");
            rows(text, options);
        });
        text.append("\nFor every command\n");
        rows(text, CommonOptions.options(command));
        text.append("\nExamples\n");
        command.examples().forEach(e -> text.append("  hetcomp " + e + "\n"));
        return text.toString();
    }

    private static void rows(StringBuilder text, Options options) {
        for (Option option : options.getOptions()) {
            String value = option.hasOptionalArg() ? " [" + option.getArgName() + "]" : " " + option.getArgName();
            row(text, "--" + option.getLongOpt() + (option.hasArg() ? value : ""), option.getDescription());
        }
    }

    private static void row(StringBuilder text, String name, String description) {
        int column = 22;
        List<String> lines = wrap(description, WIDTH - column);
        text.append(String.format("  %-" + (column - 3) + "s %s%n", name, lines.get(0)));
        for (String line : lines.subList(1, lines.size())) {
            text.append(" ".repeat(column)).append(line).append('\n');
        }
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

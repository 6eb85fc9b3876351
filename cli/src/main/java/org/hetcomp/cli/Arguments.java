package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.hetcomp.table.JdbcUrl;
import org.hetcomp.table.Numbers;

/** What was given to a command; every value is checked where it is read, by the name of its option. */
final class Arguments {
    private final Command command;
    private final List<String> words;
    private final CommandLine line;

    private Arguments(Command command, String[] words, CommandLine line) {
        this.command = command;
        this.words = List.of(words);
        this.line = line;
    }

    /**
     * Reads what follows a command's name.
     *
     * @throws CommandException if there is an option or a word that the command does not know
     */
    static Arguments parse(Command command, String[] words) {
        Options options = new Options();
        command.options().getOptions().forEach(options::addOption);
        CommonOptions.options(command).getOptions().forEach(options::addOption);
        try {
            Arguments arguments = new Arguments(command, words, line(options, words));
            arguments.requireOnce();
            if (arguments.has(ConfigFile.OPTION)) {
                arguments = new Arguments(command, words, line(options, arguments.configured(options)));
            }
            CommandLine line = arguments.line;
            if (!line.hasOption("help") && !line.hasOption("version")) {
                arguments.requireOperand();
            }
            return arguments;
        } catch (UnrecognizedOptionException e) {
            TreeSet<String> known = new TreeSet<>();
            options.getOptions().forEach(o -> known.add("--" + o.getLongOpt()));
            String given = e.getOption().replaceAll("=.*", "");
            throw CommandException.usage(
                    "unknown option " + quote(given), command.name(), Nearest.advice(given, known));
        } catch (MissingArgumentException e) {
            Option option = e.getOption();
            throw CommandException.usage(
                    "no value given", "--" + option.getLongOpt(), "give one: " + option.getDescription());
        } catch (ParseException e) {
            throw CommandException.usage(e.getMessage(), command.name(), "see hetcomp " + command.name() + " --help");
        }
    }

    private static CommandLine line(Options options, String[] words) throws ParseException {
        return DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get()
                .parse(options, words);
    }

    /** The words that were given, and those that the file of {@code --config} adds. */
    private String[] configured(Options options) {
        List<String> all = new ArrayList<>(words);
        all.addAll(ConfigFile.words(
                text(ConfigFile.OPTION, null),
                options,
                given(),
                line.getOptionValue("teachers"),
                line.getOptionValue("method")));
        return all.toArray(String[]::new);
    }

    private void requireOnce() {
        TreeSet<String> seen = new TreeSet<>();
        for (Option option : line.getOptions()) {
            if (!option.hasArgs() && !seen.add(option.getLongOpt())) {
                throw CommandException.usage("given twice", "--" + option.getLongOpt(), "give it once");
            }
        }
    }

    private void requireOperand() {
        List<String> operands = line.getArgList();
        List<String> known = command.operands();
        int most = command.operand().isEmpty() ? 0 : 1;
        if (known.isEmpty() && operands.size() > most) {
            throw CommandException.usage(
                    "unexpected word " + quote(operands.get(most)), command.name(), "leave it out, or name its option");
        }
        if (operands.size() < most) {
            throw CommandException.usage("no " + command.operand() + " given", command.name(), "name one");
        }
        if (!known.isEmpty()) {
            if (operands.isEmpty()) {
                throw CommandException.usage(
                        "no action given", command.name(), "take one of " + String.join(", ", known));
            }
            one("action", command.name(), operands.get(0), known);
        }
    }

    /** All that was given, but users and passwords of databases. */
    List<String> words() {
        return words.stream().map(Arguments::withoutSecret).toList();
    }

    private static String withoutSecret(String word) {
        int url = word.indexOf("jdbc:");
        return url < 0 ? word : word.substring(0, url) + JdbcUrl.clean(word.substring(url));
    }

    /** The words that are no options. */
    List<String> operands() {
        return line.getArgList();
    }

    /** Names of all options that were given. */
    Set<String> given() {
        return Arrays.stream(line.getOptions()).map(Option::getLongOpt).collect(Collectors.toSet());
    }

    /** Whether the option was given. */
    boolean has(String name) {
        return line.hasOption(name);
    }

    /** The option's value, which is not blank, or the default. */
    String text(String name, String otherwise) {
        String value = line.getOptionValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value.isBlank()) {
            throw CommandException.usage("an empty value", "--" + name, "give one, or leave the option out");
        }
        return value;
    }

    /** All values of an option that takes several; none if it was not given. */
    List<String> texts(String name) {
        text(name, null);
        String[] values = line.getOptionValues(name);
        return values == null ? List.of() : List.of(values);
    }

    /** The parts of the option's value between commas, each once, or those of the default. */
    List<String> list(String name, String otherwise) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : text(name, otherwise).split(",", -1)) {
            if (!parts.add(part.strip())) {
                throw CommandException.usage(quote(part) + " is there twice", "--" + name, "name each once");
            }
        }
        return List.copyOf(parts);
    }

    /** Whether the command runs on one backend, which the options name. */
    boolean isOnOneBackend() {
        return command.isOnOneBackend();
    }

    /** The option's value, which is one of those known, or the default. */
    String one(String name, Collection<String> known, String otherwise) {
        String value = text(name, otherwise);
        return value == null ? null : one(name, "--" + name, value, known);
    }

    /** Checks that a value is one of those known. */
    static String one(String kind, String where, String value, Collection<String> known) {
        if (!known.contains(value)) {
            throw CommandException.usage("unknown " + kind + " " + quote(value), where, Nearest.advice(value, known));
        }
        return value;
    }

    /** The option's value as an integer in a range, or the default. */
    int integer(String name, int least, int most, int otherwise) {
        return Math.toIntExact(integer(name, (long) least, most, otherwise));
    }

    /** The option's value as an integer in a range, or the default. */
    long integer(String name, long least, long most, long otherwise) {
        String value = text(name, null);
        return value == null ? otherwise : integer(value, "--" + name, least, most);
    }

    /** A value as an integer in a range. */
    static long integer(String value, String where, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw CommandException.usage(
                quote(value) + " is no integer from " + least + " to " + most, where, "give one in that range");
    }

    /** The option's value as a number, or the default, which may be null. */
    Double number(String name, Double otherwise) {
        String value = text(name, null);
        if (value == null) {
            return otherwise;
        }
        double number = Numbers.of(value.strip());
        if (Double.isNaN(number)) {
            throw CommandException.usage(quote(value) + " is no number", "--" + name, "give one, such as 4 or 3.5");
        }
        return number;
    }

    /** A value as it is shown in a message: on one line, cut at 60 characters. */
    static String quote(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return '"' + (plain.length() > 60 ? plain.substring(0, 60) + "..." : plain) + '"';
    }
}

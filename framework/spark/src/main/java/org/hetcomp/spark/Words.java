package org.hetcomp.spark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Numbers;

/** What a main was given. */
record Words(CommandLine line) {
    static final String COLUMNS = "columns";

    /** An option with a value. */
    static Option option(String name, String value, String about) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(about)
                .get();
    }

    /** An option without one. */
    static Option flag(String name, String about) {
        return Option.builder().longOpt(name).desc(about).get();
    }

    /** How columns are called in what is read. */
    static Option columns() {
        return option(
                COLUMNS, "OURS=THEIRS,...", "what columns are called in the Parquet that is read, such as user=uid");
    }

    void requireNoOperands() {
        if (!line.getArgList().isEmpty()) {
            throw new DataException(
                    "unexpected word " + DataException.quote(line.getArgList().get(0)), "command line", "see --help");
        }
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    /** What an option was given; null if it was not. */
    String get(String option) {
        return line.getOptionValue(option);
    }

    /** All that an option was given. */
    List<String> all(String option) {
        String[] values = line.getOptionValues(option);
        return values == null ? List.of() : Arrays.asList(values);
    }

    String required(String option) {
        String value = get(option);
        if (value == null) {
            throw new DataException("--" + option + " is missing", "command line", "give it; --help shows the options");
        }
        return value;
    }

    /** A whole number from 1 to a million. */
    int count(String option, int otherwise) {
        return count(option, otherwise, 1);
    }

    /** A whole number from {@code least}, 0 or 1, to a million. */
    int count(String option, int otherwise, int least) {
        String value = get(option);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,5}|1000000|" + least)) {
            throw new DataException(
                    DataException.quote(value) + " is no number from " + least + " to 1000000",
                    "--" + option,
                    "give a whole number");
        }
        return Integer.parseInt(value);
    }

    double number(String option, double otherwise) {
        return has(option) ? number(get(option), option) : otherwise;
    }

    static double number(String value, String option) {
        double number = Numbers.of(value);
        if (Double.isNaN(number)) {
            throw new DataException(DataException.quote(value) + " is no number", "--" + option, "give one");
        }
        return number;
    }

    /** Theirs by ours, of {@link #columns}. */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        String given = get(COLUMNS);
        for (String pair : given == null ? List.<String>of() : List.of(given.split(","))) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new DataException(
                        DataException.quote(pair) + " is no OURS=THEIRS", "--" + COLUMNS, "write it like user=uid");
            }
            names.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return names;
    }
}

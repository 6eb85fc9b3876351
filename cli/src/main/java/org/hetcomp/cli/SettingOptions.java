package org.hetcomp.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.cli.Option;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Setting;
import org.hetcomp.pipeline.MethodSettings;
import org.hetcomp.table.Numbers;

/** {@code --set}: what can be set of a method besides its steps. */
final class SettingOptions {
    static final String SET = "set";

    private SettingOptions() {}

    /** How it is declared where there is one method. */
    static Option ofOne() {
        return CommonOptions.option(
                SET, "LIST", "settings of the method, NAME=X with commas between, such as list=50 (default: its own)");
    }

    /** How it is declared where there are several. */
    static Option ofSeveral() {
        return CommonOptions.option(
                SET,
                "LIST",
                "settings of methods, METHOD.NAME=X with commas between, such as rrd.weight=0.1; lr and weight-decay too");
    }

    /** Those of one method, by id; null if none is given. */
    static Map<String, Double> read(Arguments arguments, Method method) {
        Map<String, Double> settings = numbers(arguments);
        if (settings != null) {
            check(() -> Setting.apply(DistillerOptions.of(method), settings));
        }
        return settings;
    }

    /** Those of several methods, as {@code METHOD.ID}; null if none is given. */
    static Map<String, Double> read(Arguments arguments, List<Method> methods) {
        Map<String, Double> settings = numbers(arguments);
        Map<Method, Map<String, Double>> own = new EnumMap<>(Method.class);
        List<String> ids = methods.stream().map(Method::id).toList();
        (settings == null ? Map.<String, Double>of() : settings).forEach((name, value) -> {
            String[] words = name.split("\\.", 2);
            if (words.length < 2) {
                throw CommandException.usage(
                        "no method named for " + Arguments.quote(name), "--" + SET, "write METHOD." + name + "=X");
            }
            Method method = Method.named(Arguments.one("method", "--" + SET, words[0], ids));
            own.computeIfAbsent(method, none -> new TreeMap<>()).put(words[1], value);
        });
        own.forEach((method, of) -> check(() -> MethodSettings.of(of).check(method)));
        return settings;
    }

    private static void check(Runnable look) {
        try {
            look.run();
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage(), "--" + SET, "see docs/cli.md for what can be set");
        }
    }

    private static Map<String, Double> numbers(Arguments arguments) {
        if (!arguments.has(SET)) {
            return null;
        }
        Map<String, Double> numbers = new TreeMap<>();
        for (String part : arguments.list(SET, "")) {
            String[] words = part.split("=", 2);
            double number = words.length < 2 ? Double.NaN : Numbers.of(words[1].strip());
            if (Double.isNaN(number)) {
                throw CommandException.usage(
                        Arguments.quote(part) + " is no NAME=X", "--" + SET, "give one such as list=50");
            }
            if (numbers.put(words[0].strip(), number) != null) {
                throw CommandException.usage(words[0].strip() + " is there twice", "--" + SET, "name each once");
            }
        }
        return numbers;
    }
}

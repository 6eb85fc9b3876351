package org.hetcomp.cli;

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
            settings.forEach(
                    (name, value) -> check(() -> Setting.apply(DistillerOptions.of(method), Map.of(name, value))));
        }
        return settings;
    }

    /** Those of several methods, as {@code METHOD.ID}; null if none is given. */
    static Map<String, Double> read(Arguments arguments, List<Method> methods) {
        Map<String, Double> settings = numbers(arguments);
        if (settings != null) {
            List<String> ids = methods.stream().map(Method::id).toList();
            settings.forEach((name, value) -> {
                String[] words = name.split("\\.", 2);
                if (words.length < 2) {
                    throw CommandException.usage(
                            "no method named for " + Arguments.quote(name), "--" + SET, "write METHOD." + name + "=X");
                }
                Method method = Method.named(Arguments.one("method", "--" + SET, words[0], ids));
                check(() -> MethodSettings.of(Map.of(words[1], value)).check(method));
            });
        }
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

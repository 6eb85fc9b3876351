package org.hetcomp.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.cli.Options;
import org.hetcomp.table.Numbers;
import org.hetcomp.teacher.TeacherFamilies;

/** The options that say by which steps the student and the teachers are trained. */
final class StepOptions {
    static final String LR = "lr";
    static final String DECAY = "weight-decay";
    static final String TEACHER_LR = "teacher-lr";
    static final String TEACHER_DECAY = "teacher-weight-decay";
    private static final double MOST = 1000;

    private StepOptions() {}

    /** How those of the student are declared. */
    static Options student(Options options) {
        return options.addOption(
                        CommonOptions.option(LR, "X", "the student's step size (default: what its method takes)"))
                .addOption(CommonOptions.option(
                        DECAY, "X", "weight of the student's squared parameters (default: what its method takes)"));
    }

    /** How those of teachers are declared. */
    static Options teachers(Options options) {
        return options.addOption(
                        CommonOptions.option(
                                TEACHER_LR,
                                "LIST",
                                "step sizes of teachers, ID=X with commas between, or X for all (default: what each family takes)"))
                .addOption(CommonOptions.option(
                        TEACHER_DECAY, "LIST", "weights of their regularisation, written likewise"));
    }

    /** A number that is given, or null. */
    static Double number(Arguments arguments, String option) {
        String given = arguments.text(option, null);
        return given == null ? null : number(given, option);
    }

    /** Numbers of the families that are trained, by id; null without the option. */
    static Map<String, Double> families(Arguments arguments, String option, List<String> trained) {
        String given = arguments.text(option, null);
        if (given == null) {
            return null;
        }
        Map<String, Double> numbers = new TreeMap<>();
        for (String part : given.split(",", -1)) {
            int equals = part.indexOf('=');
            double number = number(part.substring(equals + 1).strip(), option);
            if (equals < 0) {
                requireNone(numbers, option);
                trained.forEach(id -> numbers.put(id, number));
                continue;
            }
            String id = Arguments.one(
                    "family", "--" + option, part.substring(0, equals).strip(), TeacherFamilies.ids());
            if (!trained.contains(id)) {
                throw CommandException.usage(
                        id + " is not trained", "--" + option, "leave it out, or add it to --families");
            }
            if (numbers.put(id, number) != null) {
                throw CommandException.usage(id + " is there twice", "--" + option, "name each family once");
            }
        }
        return numbers;
    }

    private static void requireNone(Map<String, Double> numbers, String option) {
        if (!numbers.isEmpty()) {
            throw CommandException.usage(
                    "a number for all beside others", "--" + option, "give either, or ID=X for each");
        }
    }

    private static double number(String given, String option) {
        boolean step = option.equals(LR) || option.equals(TEACHER_LR);
        double number = Numbers.of(given);
        if (number <= MOST && (step ? number > 0 : number >= 0)) {
            return number;
        }
        throw CommandException.usage(
                Arguments.quote(given) + " is no number " + (step ? "above 0" : "from 0") + " to " + (int) MOST,
                "--" + option,
                "give one such as " + (step ? "0.01" : "1e-4"));
    }
}

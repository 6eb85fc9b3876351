package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.cli.Options;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Setting;
import org.hetcomp.pipeline.Range;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.TuneSpec;
import org.hetcomp.table.Numbers;
import org.hetcomp.teacher.TeacherFamilies;

/** The options of {@code tune}. */
final class TuneOptions {
    private static final int TRIALS = 27;
    private static final Map<String, String> NAMES =
            Map.of(StepOptions.LR, TuneSpec.LR, StepOptions.DECAY, TuneSpec.DECAY);

    private TuneOptions() {}

    /** How they are declared. */
    static Options all() {
        Options options = StepOptions.student(DistillOptions.shared())
                .addOption(DistillOptions.method())
                .addOption(SettingOptions.ofOne())
                .addOption(CommonOptions.option(
                        "of",
                        "NAME",
                        "whose settings: " + TuneSpec.STUDENT + " (default), or a family of teachers, "
                                + String.join(", ", TeacherFamilies.ids())))
                .addOption(
                        CommonOptions.option(
                                "search",
                                "LIST",
                                "what is searched, NAME or NAME=LOW..HIGH with commas between, NAME being lr, weight-decay or a "
                                        + "setting of the method (default the first two, from a tenth to ten times the default)"))
                .addOption(CommonOptions.option(
                        "trials",
                        "N",
                        "settings to try, the default ones among them, 2 to " + TuneSpec.MOST_TRIALS + " (default "
                                + TRIALS + ")"))
                .addOption(CommonOptions.option(
                        "epochs",
                        "N",
                        "the most epochs of the longest trials (default: what distill or the family takes)"))
                .addOption(CommonOptions.option(
                        "minutes",
                        "N",
                        "end with the best so far after so long (default: when the search is through)"));
        return RunOptions.addTo(options);
    }

    /** Reads them. */
    static TuneSpec spec(Call call) {
        Arguments arguments = call.arguments();
        List<String> targets = new ArrayList<>(List.of(TuneSpec.STUDENT));
        targets.addAll(TeacherFamilies.ids());
        String of = arguments.one("of", targets, TuneSpec.STUDENT);
        if (arguments.has(RunOptions.NO_SEEN)) {
            throw CommandException.usage(
                    "no trial keeps what users have seen", "--" + RunOptions.NO_SEEN, "leave it out");
        }
        RunSpec common = of.equals(TuneSpec.STUDENT) ? DistillOptions.spec(call) : family(call, of);
        return new TuneSpec(
                common,
                of,
                search(arguments, common, of),
                arguments.integer("trials", 2, TuneSpec.MOST_TRIALS, TRIALS));
    }

    /** A family is trained by itself: what is said of the student and its teachers has no place. */
    private static RunSpec family(Call call, String of) {
        Arguments arguments = call.arguments();
        for (String other : List.of(
                "teachers",
                "families",
                "teacher-epochs",
                "method",
                "dim",
                "partition",
                "repository",
                "trust",
                "limits",
                SettingOptions.SET,
                StepOptions.LR,
                StepOptions.DECAY)) {
            if (arguments.has(other)) {
                throw CommandException.usage("a teacher's settings are searched", "--" + other, "leave it out");
            }
        }
        List<String> families = List.of(of);
        return RunSpec.of(DataOptions.of(arguments).settled(), call.common().engine(), Method.NONE)
                .withTeachers("", "", families)
                .withTeacherSteps(
                        StepOptions.families(arguments, StepOptions.TEACHER_LR, families),
                        StepOptions.families(arguments, StepOptions.TEACHER_DECAY, families))
                .withEpochs(arguments.integer(
                        "epochs",
                        1,
                        RunSpec.MOST_EPOCHS,
                        TeacherFamilies.of(of).defaults().epochs()))
                .withJudging(JudgingOptions.of(arguments))
                .withSeed(call.common().seed());
    }

    private static Map<String, Range> search(Arguments arguments, RunSpec common, String of) {
        Map<String, Range> search = new TreeMap<>();
        for (String part : arguments.list("search", defaults(arguments, of))) {
            String[] words = part.split("=", 2);
            String option = Arguments.one("setting", "--search", key(words[0].strip()), names(common, of));
            requireSearched(arguments, common, option, of);
            String name = NAMES.getOrDefault(option, option);
            if (search.put(name, words.length > 1 ? range(words[1]) : TuneSpec.range(common, of, name)) != null) {
                throw CommandException.usage(option + " is there twice", "--search", "name each once");
            }
        }
        return search;
    }

    /** All that is not fixed. */
    private static String defaults(Arguments arguments, String of) {
        List<String> left = names(of).stream()
                .filter(option -> !arguments.has(fixed(option, of)))
                .toList();
        if (left.isEmpty()) {
            throw CommandException.usage("everything is said already", "--search", "leave something to be searched");
        }
        return String.join(",", left);
    }

    // As run.json has it.
    private static String key(String word) {
        return word.equals(TuneSpec.DECAY) ? StepOptions.DECAY : word;
    }

    /** What there is to search; of a family that does not learn by steps no step size. */
    private static List<String> names(RunSpec common, String of) {
        List<String> names = new ArrayList<>(names(of));
        if (of.equals(TuneSpec.STUDENT)) {
            Setting.of(common.method()).forEach(setting -> names.add(setting.id()));
        }
        return names;
    }

    private static List<String> names(String of) {
        boolean stepped = of.equals(TuneSpec.STUDENT) || TeacherFamilies.of(of).isStepped();
        return NAMES.keySet().stream()
                .sorted()
                .filter(name -> stepped || !name.equals(StepOptions.LR))
                .toList();
    }

    private static void requireSearched(Arguments arguments, RunSpec common, String option, String of) {
        if (common.set() != null && common.set().containsKey(option)) {
            throw CommandException.usage(
                    option + " is said and searched at once", "--search", "leave it out of --" + SettingOptions.SET);
        }
        if (arguments.has(fixed(option, of))) {
            throw CommandException.usage(
                    option + " is said and searched at once", "--search", "leave out --" + fixed(option, of));
        }
    }

    private static String fixed(String option, String of) {
        return of.equals(TuneSpec.STUDENT) ? option : "teacher-" + option;
    }

    private static Range range(String text) {
        try {
            return Range.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage(), "--search", "give one such as lr=0.001..0.1");
        }
    }

    /** The most minutes; without end if nothing is said. */
    static double minutes(Arguments arguments) {
        String given = arguments.text("minutes", null);
        if (given == null) {
            return Double.POSITIVE_INFINITY;
        }
        double minutes = Numbers.of(given);
        if (minutes > 0 && minutes <= 1e6) {
            return minutes;
        }
        throw CommandException.usage(
                Arguments.quote(given) + " is no number of minutes above 0", "--minutes", "give one such as 30");
    }
}

package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.distill.Method;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.SetSpec;

/** Data sets with who teaches on each: one for most commands, several for {@code compare}, which are read and divided alike. */
final class SetOptions {
    private static final String DATA = "data";
    private static final String TEACHERS = "teachers";

    private SetOptions() {}

    /** Lets {@code --data} and {@code --teachers} be given again and again. */
    static Options several(Options options) {
        for (String name : List.of(DATA, TEACHERS)) {
            Option one = options.getOption("--" + name);
            options.addOption(Option.builder()
                    .longOpt(name)
                    .hasArgs()
                    .argName(one.getArgName() + "...")
                    .desc(one.getDescription() + "; "
                            + (name.equals(DATA)
                                    ? "again for each further set"
                                    : "of several sets train, or once for each, in their order"))
                    .get());
        }
        return options;
    }

    /** Reads them; the families that are trained are the same everywhere. */
    static List<SetSpec> of(Arguments arguments, Method method) {
        DataSpec first = DataOptions.of(arguments);
        List<String> names = arguments.texts(DATA).size() < 2 ? List.of(first.name()) : arguments.texts(DATA);
        List<String> teachers = arguments.texts(TEACHERS);
        boolean isForAll = teachers.size() < 2 && (names.size() == 1 || teachers.equals(List.of(RunSpec.TRAIN)));
        if (!teachers.isEmpty() && !isForAll && teachers.size() != names.size()) {
            throw CommandException.usage(
                    "data sets " + names.size() + ", teachers " + teachers.size(),
                    "--" + TEACHERS,
                    "give it once for each --data, in their order, or --teachers train for all");
        }
        List<SetSpec> sets = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            DataSpec data = first.withName(names.get(k)).settled();
            String given = teachers.isEmpty() ? null : teachers.get(isForAll ? 0 : k);
            String words = DistillOptions.teachers(arguments, given, data, method);
            // A student by itself needs no teachers; those of a folder are shown beside it.
            boolean trains = TeacherSources.train(words) && method.isTaught();
            sets.add(new SetSpec(data, words, trains ? Families.of(arguments) : List.of()));
        }
        requireTrained(arguments, families(sets));
        requireOnce(sets);
        return sets;
    }

    /** The families that are trained on some set; none if none is. */
    static List<String> families(List<SetSpec> sets) {
        return sets.stream()
                .map(SetSpec::families)
                .filter(families -> !families.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static void requireTrained(Arguments arguments, List<String> families) {
        Optional<String> how =
                DistillOptions.HOW.stream().filter(arguments::has).findFirst();
        if (families.isEmpty() && how.isPresent()) {
            throw CommandException.usage(
                    "no teacher is trained with these options",
                    "--" + how.get(),
                    "leave it out, or have train among --teachers and a method that has teachers");
        }
    }

    private static void requireOnce(List<SetSpec> sets) {
        Stream<DataSpec> all = sets.stream().map(SetSpec::data);
        if (all.distinct().count() < sets.size()) {
            throw CommandException.usage("a data set is there twice", "--" + DATA, "name each once");
        }
    }
}

package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Options;
import org.hetcomp.distill.Method;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.SetSpec;
import org.hetcomp.pipeline.SurveySpec;

/**
 * What {@code compare} is asked for.
 *
 * @param one the comparison on the first data set, of the first dimension
 * @param sets on which it is made
 * @param dims in which it is made
 */
record CompareOptions(CompareSpec one, List<SetSpec> sets, List<Integer> dims) {
    private static final String METHODS = String.join(",", DistillOptions.COMMON);
    private static final String SEEDS = "0,1,2";
    private static final int MOST_SEEDS = 1000;

    /** How they are declared. */
    static Options all() {
        Options options = new Options();
        SetOptions.several(DistillOptions.shared()).getOptions().forEach(options::addOption);
        return RunOptions.addTo(options.addOption(
                        CommonOptions.option("methods", "LIST", "methods of distill (default " + METHODS + ")"))
                .addOption(SettingOptions.ofSeveral())
                .addOption(CommonOptions.option(
                        "dims", "LIST", "dimensions of the students, a comparison each; in place of --dim"))
                .addOption(CommonOptions.option(
                        "seeds",
                        "LIST",
                        "of the students; --seed is that of teachers " + "that are trained (default " + SEEDS + ")"))
                .addOption(CommonOptions.option(
                        "epochs",
                        "N",
                        "epochs of every student (default: what its method takes; at most 300 where "
                                + "that stops by itself)")));
    }

    /** Reads them. */
    static CompareOptions of(Call call) {
        return of(call, METHODS);
    }

    /** Reads what is given beside a run that goes on, whose methods are meant where none are named. */
    static CompareOptions beside(RunFolder folder, Call call) {
        CompareSpec there = folder.record().isSurvey()
                ? folder.record().surveySpec(folder.folder()).first()
                : folder.record().compareSpec(folder.folder());
        return of(call, there.methods().stream().map(Method::id).collect(Collectors.joining(",")));
    }

    private static CompareOptions of(Call call, String otherwise) {
        Arguments arguments = call.arguments();
        List<Method> methods = arguments.list("methods", otherwise).stream()
                .map(id -> Arguments.one("method", "--methods", id, DistillOptions.methods()))
                .map(Method::named)
                .toList();
        // One that says most: a partition is of those that have one, teachers of those that are taught.
        Method most = methods.stream()
                .filter(Method::isPartitioned)
                .findFirst()
                .orElse(methods.stream().filter(Method::isTaught).findFirst().orElse(Method.NONE));
        List<SetSpec> sets = SetOptions.of(arguments, most);
        RunSpec common =
                DistillOptions.spec(call, most, sets).withSettingsOfMethods(SettingOptions.read(arguments, methods));
        List<Integer> dims = dims(arguments, common.dim());
        if (sets.size() * (long) dims.size() > SurveySpec.MOST) {
            throw CommandException.usage(
                    "over " + SurveySpec.MOST + " comparisons", "--dims", "name fewer dimensions or data sets");
        }
        CompareSpec one = new CompareSpec(
                common.withDim(dims.get(0)), methods, seeds(arguments), arguments.has("epochs") ? common.epochs() : 0);
        return new CompareOptions(one, sets, dims);
    }

    /** Whether it is made on several data sets or in several dimensions. */
    boolean isSurvey() {
        return sets.size() > 1 || dims.size() > 1;
    }

    /** All of it as one. */
    SurveySpec survey() {
        return new SurveySpec(one, sets, dims);
    }

    private static List<Integer> dims(Arguments arguments, int otherwise) {
        if (!arguments.has("dims")) {
            return List.of(otherwise);
        }
        if (arguments.has("dim")) {
            throw CommandException.usage("given beside --dims", "--dim", "leave one of them out");
        }
        List<Integer> dims = new ArrayList<>();
        for (String dim : arguments.list("dims", "")) {
            dims.add(Math.toIntExact(Arguments.integer(dim, "--dims", 1, RunSpec.MOST_DIM)));
        }
        if (dims.stream().distinct().count() < dims.size()) {
            throw CommandException.usage("a dimension is there twice", "--dims", "name each once");
        }
        return List.copyOf(dims);
    }

    private static List<Long> seeds(Arguments arguments) {
        List<Long> seeds = new ArrayList<>();
        for (String seed : arguments.list("seeds", SEEDS)) {
            seeds.add(Arguments.integer(seed, "--seeds", Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (seeds.size() > MOST_SEEDS || seeds.stream().distinct().count() < seeds.size()) {
            throw CommandException.usage(
                    "a seed is there twice, or there are over " + MOST_SEEDS, "--seeds", "name each once");
        }
        return List.copyOf(seeds);
    }
}

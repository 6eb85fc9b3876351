package org.hetcomp.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.distill.Method;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.report.Reports;

/** {@code compare}: methods and seeds on one data set, and whether what they come to differs by more than chance. */
final class CompareCommand implements Command {
    private static final String METHODS = String.join(",", DistillOptions.COMMON);
    private static final String SEEDS = "0,1,2";
    private static final int MOST_SEEDS = 1000;

    @Override
    public String name() {
        return CompareSpec.COMMAND;
    }

    @Override
    public String summary() {
        return "hold methods against one another, over several seeds";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "compare --methods hetcomp,none",
                "compare --data interactions.tsv --seeds 0,1,2,3,4 --out runs/compared");
    }

    @Override
    public Options options() {
        Options options = new Options();
        DistillOptions.shared().getOptions().forEach(options::addOption);
        return RunOptions.addTo(options.addOption(
                        CommonOptions.option("methods", "LIST", "methods of distill (default " + METHODS + ")"))
                .addOption(SettingOptions.ofSeveral())
                .addOption(CommonOptions.option(
                        "seeds",
                        "LIST",
                        "of the students; --seed is that of teachers " + "that are trained (default " + SEEDS + ")"))
                .addOption(CommonOptions.option(
                        "epochs",
                        "N",
                        "the most epochs of every student (default 300, which few need: they stop by themselves)")));
    }

    @Override
    public void run(Call call) throws IOException {
        boolean resumes = RunOptions.resumes(call);
        RunFolder folder = resumes ? RunOptions.resumed(call, name()) : null;
        CompareSpec spec = spec(call);
        if (resumes) {
            RunOptions.requireNothingElse(call, folder.record().compareSpec(folder.folder()), spec);
            spec = folder.record().compareSpec(folder.folder());
        } else {
            folder = RunOptions.begun(call, spec.common().data().name());
        }
        try (Backend backend = Engines.open(resumes ? RunOptions.common(call, folder.record()) : call.common())) {
            RunSpec common = spec.common();
            CompareAnswer answer = Hetcomp.compare(
                            common.data().load(), spec, TeacherSources.of(common, ZooOptions.access(call.arguments())))
                    .into(folder)
                    .listen(call.events())
                    .run(backend);
            if (!call.answer(answer)) {
                call.console().out().println(CompareTable.of(answer));
                call.console().out().println("The students lie in  " + folder.folder());
                call.console()
                        .out()
                        .println("Side by side         " + folder.folder().resolve(Reports.PAGE));
            }
        } catch (StoppedException e) {
            throw RunOptions.stopped(e, folder, name());
        }
    }

    private static CompareSpec spec(Call call) {
        Arguments arguments = call.arguments();
        List<Method> methods = arguments.list("methods", METHODS).stream()
                .map(id -> Arguments.one("method", "--methods", id, DistillOptions.methods()))
                .map(Method::named)
                .toList();
        // One that says most: a partition is of those that have one, teachers of those that are taught.
        Method most = methods.stream()
                .filter(Method::isPartitioned)
                .findFirst()
                .orElse(methods.stream().filter(Method::isTaught).findFirst().orElse(Method.NONE));
        RunSpec common = DistillOptions.spec(call, most).withSettingsOfMethods(SettingOptions.read(arguments, methods));
        return new CompareSpec(common, methods, seeds(arguments), arguments.has("epochs") ? common.epochs() : 0);
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

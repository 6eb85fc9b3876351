package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.model.ModelFolder;

/** {@code compare}: methods and seeds on one data set, and whether what they come to differs by more than chance. */
final class CompareCommand implements Command {
    @Override
    public String name() {
        return "compare";
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
        String methods = String.join(",", DistillOptions.methods());
        Options options = new Options();
        DistillOptions.shared().getOptions().forEach(options::addOption);
        return options.addOption(CommonOptions.option("methods", "LIST", "methods of distill (default " + methods + ")"))
                .addOption(CommonOptions.option("seeds", "LIST", "of the students; --seed is that of teachers "
                        + "that are trained (default 0,1,2)"))
                .addOption(CommonOptions.option("epochs", "N", "the most epochs of every student (default: what its "
                        + "method takes)"))
                .addOption(CommonOptions.option("out", "DIR", "the folder, new or empty, or that of a comparison to go "
                        + "on with (default runs/<data>-<engine>-<time>)"));
    }

    @Override
    public void run(Call call) throws IOException {
        long begin = System.nanoTime();
        CompareSettings settings = CompareSettings.of(call.arguments(), call.common());
        Settings common = settings.common();
        RunFolder run = Runs.planned(call.arguments(), name(), common.data().name(), common.engine());
        try (Backend backend = Engines.open(call.common())) {
            Dataset data = common.data().load();
            List<ModelFolder> given = DistillCommand.given(common, data);
            if (run.record() == null) {
                run.begin(RunRecord.first(
                        name(), Cards.made(backend, common.seed()), common.data(), data, settings.json(), given));
            } else {
                requireSame(run, settings.json());
                run.record().requireSame(run.folder(), data, given);
            }
            Engines.tell(backend);
            new Comparison(call, backend, data, settings, run, given, begin).run();
        }
    }

    private static void requireSame(RunFolder run, JsonObject settings) {
        for (String name : settings.keySet()) {
            if (!settings.get(name).equals(run.record().settings().get(name))) {
                throw CommandException.usage(
                        "the comparison in " + run.folder() + " has other " + name + " than asked for",
                        "--out",
                        "give the options that it was begun with, or name another folder");
            }
        }
    }
}

package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;

/** {@code distill}: data in, one small model out. */
final class DistillCommand implements Command {
    @Override
    public String name() {
        return "distill";
    }

    @Override
    public String summary() {
        return "train teachers and distil them into one small student";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "distill --data interactions.tsv --engine mxnet --out runs/mine",
                "distill --data citeulike-t --teachers runs/teachers,mine/als --dim 32");
    }

    @Override
    public Options options() {
        return DistillOptions.all();
    }

    @Override
    public void run(Call call) throws IOException {
        long begin = System.nanoTime();
        Arguments arguments = call.arguments();
        boolean resumes = arguments.has("resume");
        RunFolder run = resumes ? resumed(arguments) : null;
        Settings settings = resumes ? resumed(run, call) : Settings.of(arguments, call.common());
        if (run == null) {
            run = Runs.planned(arguments, name(), settings.data().name(), settings.engine());
        }
        try (Backend backend = Engines.open(resumes ? resumed(run.record(), call) : call.common())) {
            Dataset data = settings.data().load();
            List<ModelFolder> given = given(settings, data);
            if (resumes) {
                run.record().requireSame(run.folder(), data, given);
            } else {
                run.begin(RunRecord.first(
                        name(), Cards.made(backend, settings.seed()), settings.data(), data, settings.json(), given));
            }
            Engines.tell(backend);
            new Distillation(call, backend, data, settings, run, given, begin).run();
        }
    }

    private static RunFolder resumed(Arguments arguments) {
        String given = arguments.text("resume", null);
        String out = arguments.text("out", given);
        if (out == null || (given != null && !Path.of(given).equals(Path.of(out)))) {
            throw CommandException.usage(
                    out == null ? "no folder named" : "another folder than --out",
                    "--resume",
                    "name the folder of the run to go on with");
        }
        return Runs.unfinished(out, "--resume");
    }

    private Settings resumed(RunFolder run, Call call) {
        if (!run.record().command().equals(name())) {
            throw CommandException.usage("that is no run of " + name(), "--resume", "name one that is");
        }
        Settings settings = Json.GSON.fromJson(run.record().settings(), Settings.class);
        settings.requireNothingElse(Settings.of(call.arguments(), call.common()), call.arguments());
        return settings;
    }

    /** The engine, device and threads that the run had: sums in another order would end a little elsewhere. */
    private static CommonOptions resumed(RunRecord record, Call call) {
        CommonOptions given = call.common();
        String device = call.arguments().has("device") ? given.device() : record.made().device();
        int threads = call.arguments().has("threads") ? given.threads() : record.made().threads();
        return given.on(record.made().engine(), device, threads);
    }

    /** Teachers that were trained before, checked before anything is written. */
    static List<ModelFolder> given(Settings settings, Dataset data) {
        String repositories = settings.repository() == null ? "" : settings.repository();
        List<ModelFolder> given =
                TeacherSources.open(settings.teachers(), ZooOptions.zoo(repositories), "--teachers");
        given.forEach(teacher -> teacher.requireMadeFrom(data));
        return given;
    }
}

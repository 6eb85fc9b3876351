package org.hetcomp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.model.Card;
import org.hetcomp.pipeline.DistillAnswer;
import org.hetcomp.pipeline.DistillResult;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.report.Reports;

/** {@code distill}: data in, one small model out. */
final class DistillCommand implements Command {
    @Override
    public String name() {
        return RunSpec.COMMAND;
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
        boolean resumes = RunOptions.resumes(call);
        RunFolder folder = resumes ? RunOptions.resumed(call, name()) : null;
        RunSpec spec = resumes ? resumed(folder, call) : DistillOptions.spec(call);
        if (folder == null) {
            folder = RunOptions.begun(call, spec.data().name());
        }
        try (Backend backend = Engines.open(resumes ? RunOptions.common(call, folder.record()) : call.common())) {
            Dataset data = spec.data().load();
            DistillResult result = Hetcomp.distill(data)
                    .spec(spec, TeacherSources.of(spec, ZooOptions.access(call.arguments())))
                    .into(folder)
                    .listen(call.events())
                    .run(backend);
            if (!call.answer(result.answer())) {
                tell(call.console().out(), result, folder.folder());
            }
        } catch (StoppedException e) {
            throw RunOptions.stopped(e, folder, name());
        }
    }

    private static RunSpec resumed(RunFolder folder, Call call) {
        RunSpec spec = folder.record().runSpec(folder.folder());
        RunOptions.requireNothingElse(call, spec, DistillOptions.spec(call));
        return spec;
    }

    private static void tell(PrintStream out, DistillResult result, Path folder) {
        DistillAnswer answer = result.answer();
        ResultTable table = new ResultTable();
        for (Card card : result.teachers()) {
            table.row(card.id(), card.title(), answer.teachers().get(card.id()));
        }
        if (answer.ensemble() != null) {
            table.row("ensemble of " + result.teachers().size(), answer.ensemble());
        }
        Baselines.addTo(table, answer.baselines());
        table.row(
                "student, dimension " + answer.student().dim(), answer.student().worth());
        out.println(table);
        if (answer.keep() != null) {
            out.println(KeptTable.of(answer.keep()));
        }
        out.println(Gain.of(answer));
        Path student = RunFolder.inUse(folder);
        out.println();
        out.println("It lies in   " + student);
        if (answer.refit() != null) {
            out.println("             trained once more on train, valid and test, "
                    + answer.refit().epochs() + " epochs; the measures above are");
            out.println("             of the one that learned from train alone, " + RunFolder.student(folder));
        }
        out.println("How it went  " + folder.resolve(Reports.PAGE));
        out.println("Use it with  " + Main.program() + " recommend --model " + student + " --top 10");
    }
}

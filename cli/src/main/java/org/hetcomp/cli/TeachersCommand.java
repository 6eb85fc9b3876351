package org.hetcomp.cli;

import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.DataSpec;
import org.hetcomp.model.Card;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.pipeline.TeacherSpec;
import org.hetcomp.pipeline.TeacherTraining;
import org.hetcomp.pipeline.Teachers;
import org.hetcomp.pipeline.TeachersResult;
import org.hetcomp.teacher.SnapshotPolicy;

/** {@code teachers}: trains teachers and remembers them along their training, for any number of students. */
final class TeachersCommand implements Command {
    private static final String SNAPSHOTS = "snapshots";

    @Override
    public String name() {
        return TeacherSpec.COMMAND;
    }

    @Override
    public String summary() {
        return "train teachers only, for any number of students";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "teachers --data interactions.tsv --out runs/teachers", "teachers --families mf,gnn,ae --epochs 20");
    }

    @Override
    public Options options() {
        return RunOptions.addTo(JudgingOptions.addTo(StepOptions.teachers(DataOptions.addTo(new Options()))
                .addOption(Families.option())
                .addOption(CommonOptions.option("epochs", "N", "the most epochs (default: what each family takes)"))
                .addOption(CommonOptions.option("dim", "N", "dimension (default: what each family takes)"))
                .addOption(CommonOptions.option(
                        SNAPSHOTS,
                        "POLICY",
                        "what its four snapshots are spread evenly over: " + String.join(", ", SnapshotPolicy.ids())
                                + " (default epochs)"))));
    }

    @Override
    public void run(Call call) throws IOException {
        boolean resumes = RunOptions.resumes(call);
        RunFolder folder = resumes ? RunOptions.resumed(call, name()) : null;
        TeacherSpec spec = spec(call);
        DataSpec source = DataOptions.of(call.arguments()).settled();
        if (resumes) {
            RunOptions.requireNothingElse(call, folder.record().teacherSpec(folder.folder()), spec);
            RunOptions.requireSameData(call, folder.record(), source);
            spec = folder.record().teacherSpec(folder.folder());
            source = folder.record().data();
        } else {
            folder = RunOptions.begun(call, source.name());
        }
        try (Backend backend = Engines.open(resumes ? RunOptions.common(call, folder.record()) : call.common())) {
            TeacherTraining training = Hetcomp.teachers(source.load());
            TeachersResult result = (spec.noSeen() == null ? training : training.withoutSeen())
                    .families(Teachers.train(spec.families().toArray(String[]::new)))
                    .epochs(spec.epochs())
                    .dim(spec.dim())
                    .steps(spec.teacherLr(), spec.teacherWeightDecay())
                    .snapshots(spec.snapshots())
                    .judging(spec.judging())
                    .seed(spec.seed())
                    .into(folder)
                    .listen(call.events())
                    .run(backend);
            if (!call.answer(result.answer())) {
                tell(call, result, source, folder);
            }
        } catch (StoppedException e) {
            throw RunOptions.stopped(e, folder, name());
        }
    }

    private static TeacherSpec spec(Call call) {
        Arguments arguments = call.arguments();
        List<String> families = Families.of(arguments);
        return new TeacherSpec(
                        families,
                        arguments.integer("epochs", 1, RunSpec.MOST_EPOCHS, 0),
                        arguments.integer("dim", 1, RunSpec.MOST_DIM, 0),
                        call.common().seed())
                .withSteps(
                        StepOptions.families(arguments, StepOptions.TEACHER_LR, families),
                        StepOptions.families(arguments, StepOptions.TEACHER_DECAY, families))
                .withSeen(!arguments.has(RunOptions.NO_SEEN))
                .withSnapshots(
                        SnapshotPolicy.of(arguments.one(SNAPSHOTS, SnapshotPolicy.ids(), SnapshotPolicy.EPOCHS.id())))
                .withJudging(JudgingOptions.of(arguments));
    }

    private static void tell(Call call, TeachersResult result, DataSpec data, RunFolder folder) {
        ResultTable table = new ResultTable();
        List<Card> cards = result.teachers().cards();
        cards.forEach(card -> table.row(
                card.id(),
                card.title(),
                result.answer().teachers().get(card.id()).worth()));
        table.row("ensemble of " + cards.size(), result.answer().ensemble());
        Baselines.addTo(table, result.answer().baselines());
        call.console().out().println(table);
        call.console().out().println("They lie in         " + folder.folder().resolve("teachers"));
        call.console()
                .out()
                .println("Distil them with    " + Main.program() + " distill" + DataOptions.words(data) + " --teachers "
                        + folder.folder());
    }
}

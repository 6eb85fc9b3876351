package org.hetcomp.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/** {@code teachers}: trains teachers and remembers them along their training, for any number of students. */
final class TeachersCommand implements Command {
    private static final int MOST_DIM = 4096;
    private static final int MOST_EPOCHS = 1_000_000;

    @Override
    public String name() {
        return "teachers";
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
        return DataOptions.addTo(new Options())
                .addOption(Families.option())
                .addOption(CommonOptions.option("epochs", "N", "the most epochs (default: what each family takes)"))
                .addOption(CommonOptions.option("dim", "N", "dimension (default: what each family takes)"))
                .addOption(CommonOptions.option("out", "DIR", "folder to write, new or empty (default "
                        + "runs/<data>-<engine>-<time>)"));
    }

    @Override
    public void run(Call call) throws IOException {
        long begin = System.nanoTime();
        Arguments arguments = call.arguments();
        DataSpec source = DataOptions.of(arguments).settled();
        TeacherStage.Plan plan = new TeacherStage.Plan(
                Families.of(arguments),
                arguments.integer("epochs", 1, MOST_EPOCHS, 0),
                arguments.integer("dim", 1, MOST_DIM, 0),
                call.common().seed());
        RunFolder run = Runs.planned(arguments, name(), source.name(), call.common().engine());
        try (Backend backend = Engines.open(call.common())) {
            Dataset data = source.load();
            run.begin(RunRecord.first(
                    name(),
                    Cards.made(backend, plan.seed()),
                    source,
                    data,
                    Json.GSON.toJsonTree(plan).getAsJsonObject(),
                    List.of()));
            Engines.tell(backend);
            train(call, new TeacherStage(call, backend, data, source, run.teachers()), plan, run, data, begin);
        } catch (TeacherStage.Stopped e) {
            run.abandon();
            throw CommandException.interrupted(
                    "interrupted, what was done is saved",
                    run.folder().toString(),
                    "the same command with --out " + run.folder() + " goes on");
        } catch (IOException | RuntimeException e) {
            run.abandon();
            throw e;
        }
    }

    private static void train(
            Call call, TeacherStage stage, TeacherStage.Plan plan, RunFolder run, Dataset data, long begin)
            throws IOException {
        TeacherSet teachers = TeacherSet.of(stage.train(plan));
        TeacherSet.Worth ensemble = teachers.worth(data);
        JsonObject answer = answer(teachers, ensemble, new Evaluator(data.split()));
        run.complete(run.record().completed((System.nanoTime() - begin) / 1e9, Cards.now(), answer));
        call.console().status().erase();
        if (call.answer(answer)) {
            return;
        }
        ResultTable table = new ResultTable();
        teachers.cards().forEach(card -> table.row(card.id(), card.title(), card.test(), card.parameters()));
        table.row("ensemble of " + ensemble.teachers(), ensemble.test(), ensemble.parameters());
        call.console().out().println(table);
        call.console().out().println("They lie in         " + run.teachers());
        call.console().out().println("Distil them with    " + Main.program() + " distill"
                + DataOptions.repeated(call.arguments()) + " --teachers " + run.folder());
    }

    private static JsonObject answer(TeacherSet teachers, TeacherSet.Worth ensemble, Evaluator evaluator) {
        JsonObject each = new JsonObject();
        for (int x = 0; x < teachers.folders().size(); x++) {
            Card card = teachers.cards().get(x);
            JsonObject one = TeacherStage.json(card);
            one.addProperty("epochs", card.epochs());
            one.addProperty("seconds", card.seconds());
            one.add("snapshots", snapshots(teachers.trajectories().get(x), evaluator));
            each.add(card.id(), one);
        }
        JsonObject json = new JsonObject();
        json.add("teachers", each);
        json.add("ensemble", ensemble.json());
        return json;
    }

    private static JsonArray snapshots(Trajectory trajectory, Evaluator evaluator) {
        JsonArray list = new JsonArray();
        for (Snapshot snapshot : trajectory.snapshots()) {
            JsonObject one = new JsonObject();
            one.addProperty("epoch", snapshot.epoch());
            one.add("valid", Json.GSON.toJsonTree(evaluator.valid(snapshot.ranking())));
            list.add(one);
        }
        return list;
    }
}

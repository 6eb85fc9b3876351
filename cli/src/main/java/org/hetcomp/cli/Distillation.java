package org.hetcomp.cli;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Devices;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Method;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Resources;
import org.hetcomp.trajectory.Trajectory;

/** A run of {@code distill} in its folder: teachers, ensemble, student, and what the user is told. */
final class Distillation {
    private final Call call;
    private final Backend backend;
    private final Dataset data;
    private final Settings settings;
    private final RunFolder run;
    private final List<ModelFolder> given;
    private final long begin;

    Distillation(
            Call call,
            Backend backend,
            Dataset data,
            Settings settings,
            RunFolder run,
            List<ModelFolder> given,
            long begin) {
        this.call = call;
        this.backend = backend;
        this.data = data;
        this.settings = settings;
        this.run = run;
        this.given = given;
        this.begin = begin;
    }

    /** What a finished run came to. */
    record Result(TeacherSet teachers, TeacherSet.Worth ensemble, StudentStage.Distilled student, JsonObject answer) {}

    /** Runs to the end and tells the user. */
    void run() throws IOException {
        try {
            Result result = finish();
            call.console().status().erase();
            if (!call.answer(result.answer())) {
                tell(call.console().out(), result);
            }
        } catch (TeacherStage.Stopped e) {
            throw CommandException.interrupted(
                    "interrupted, what was done is saved",
                    run.folder().toString(),
                    "go on with " + Main.program() + " distill --resume " + run.folder());
        }
    }

    /**
     * Runs to the end.
     *
     * @throws TeacherStage.Stopped if the user has asked to stop; what was done is saved
     */
    Result finish() throws IOException {
        try {
            long teaching = System.nanoTime();
            TeacherStage stage = new TeacherStage(call, backend, data, settings.data(), run.teachers());
            TeacherSet teachers = TeacherSet.of(stage.all(settings, given));
            TeacherSet.Worth ensemble = teachers.folders().isEmpty() ? null : teachers.worth(data);
            double read = (System.nanoTime() - teaching) / 1e9;
            int own = settings.families().size();
            double trained = own == 0
                    ? read
                    : teachers.cards().stream().limit(own).mapToDouble(Card::seconds).sum();
            StudentStage.Distilled student =
                    new StudentStage(call, backend, data, settings, run).distill(taught(teachers));
            if (student == null) {
                throw new TeacherStage.Stopped();
            }
            JsonObject answer = answer(teachers, ensemble, student, trained);
            run.complete(run.record().completed(spent(), Cards.now(), answer));
            run.report();
            return new Result(teachers, ensemble, student, answer);
        } catch (TeacherStage.Stopped e) {
            run.record(run.record().spent(spent()));
            throw e;
        } catch (IOException | RuntimeException e) {
            run.abandon(spent());
            throw e;
        }
    }

    private double spent() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private List<Trajectory> taught(TeacherSet teachers) {
        return Method.named(settings.method()).isTaught() ? teachers.taught(data.split().train()) : List.of();
    }

    /** Sizes of the data, for scripts. */
    static JsonObject counts(Dataset data) {
        JsonObject counts = new JsonObject();
        counts.addProperty("users", data.split().users());
        counts.addProperty("items", data.split().items());
        counts.addProperty("train", data.split().train().size());
        return counts;
    }

    private JsonObject answer(
            TeacherSet teachers, TeacherSet.Worth ensemble, StudentStage.Distilled student, double teaching) {
        JsonObject json = new JsonObject();
        json.addProperty("engine", backend.name());
        json.addProperty("device", Devices.name(backend.device()));
        json.add("data", counts(data));
        JsonObject each = new JsonObject();
        teachers.cards().forEach(card -> each.add(card.id(), TeacherStage.json(card)));
        json.add("teachers", each);
        json.add("ensemble", ensemble == null ? JsonNull.INSTANCE : ensemble.json());
        JsonObject one = new JsonObject();
        one.addProperty("dim", settings.dim());
        one.addProperty("parameters", student.card().parameters());
        one.add("valid", Json.GSON.toJsonTree(student.card().valid()));
        one.add("test", Json.GSON.toJsonTree(student.card().test()));
        json.add("student", one);
        json.addProperty("epochs", student.outcome().epochs());
        json.addProperty("bestEpoch", student.outcome().bestEpoch());
        JsonObject seconds = new JsonObject();
        seconds.addProperty("teachers", teaching);
        seconds.addProperty("curriculum", student.outcome().seconds().curriculum());
        seconds.addProperty("distill", student.outcome().seconds().distill());
        seconds.addProperty("evaluate", student.outcome().seconds().evaluate());
        seconds.addProperty("total", run.record().seconds() + spent());
        json.add("seconds", seconds);
        json.addProperty("peakMemoryMb", Resources.peakMegabytes());
        json.addProperty("out", run.folder().toString());
        return json;
    }

    private void tell(PrintStream out, Result result) {
        TeacherSet.Worth ensemble = result.ensemble();
        Card student = result.student().card();
        ResultTable table = new ResultTable();
        for (Card card : result.teachers().cards()) {
            table.row(card.id(), card.title(), card.test(), card.parameters());
        }
        if (ensemble != null) {
            table.row("ensemble of " + ensemble.teachers(), ensemble.test(), ensemble.parameters());
        }
        Measures test = student.test();
        table.row("student, dimension " + settings.dim(), test, student.parameters());
        out.println(table);
        if (ensemble != null) {
            out.println(ResultTable.gain(test, student.parameters(), ensemble));
        } else {
            out.println("A student by itself, without teachers: one model of "
                    + ResultTable.size(student.parameters()) + ".");
        }
        out.println();
        out.println("It lies in   " + run.student());
        out.println("How it went  " + run.page());
        out.println("Use it with  " + Main.program() + " recommend --model " + run.student() + " --top 10");
    }
}

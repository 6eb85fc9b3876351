package org.hetcomp.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.distill.Method;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Judging;
import org.hetcomp.pipeline.MethodSettings;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.pipeline.Teachers;
import org.hetcomp.pipeline.TuneAnswer;
import org.hetcomp.pipeline.TuneSpec;
import org.hetcomp.report.Reports;

/** {@code tune}: searches settings of the student or of a teacher on valid. */
final class TuneCommand implements Command {
    @Override
    public String name() {
        return TuneSpec.COMMAND;
    }

    @Override
    public String summary() {
        return "search step sizes and weight decays on valid";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "tune --data interactions.tsv --minutes 30 --out runs/tuned",
                "tune --of mf --search lr=0.001..0.1 --trials 9");
    }

    @Override
    public Options options() {
        return TuneOptions.all();
    }

    @Override
    public void run(Call call) throws IOException {
        boolean resumes = RunOptions.resumes(call);
        RunFolder folder = resumes ? RunOptions.resumed(call, name()) : null;
        TuneSpec spec = TuneOptions.spec(call);
        double minutes = TuneOptions.minutes(call.arguments());
        if (resumes) {
            RunOptions.requireNothingElse(call, folder.record().tuneSpec(folder.folder()), spec);
            spec = folder.record().tuneSpec(folder.folder());
        } else {
            folder = RunOptions.begun(call, spec.common().data().name());
        }
        try (Backend backend = Engines.open(resumes ? RunOptions.common(call, folder.record()) : call.common())) {
            RunSpec common = spec.common();
            TuneAnswer answer = Hetcomp.tune(
                            common.data().load(), spec, TeacherSources.of(common, ZooOptions.access(call.arguments())))
                    .into(folder)
                    .listen(call.events())
                    .within(minutes)
                    .run(backend);
            if (!call.answer(answer)) {
                tell(call, answer, spec, folder);
            }
        } catch (StoppedException e) {
            throw RunOptions.stopped(e, folder, name());
        }
    }

    private static void tell(Call call, TuneAnswer answer, TuneSpec spec, RunFolder folder) {
        RunSpec common = spec.common();
        String where = spec.isOfStudent()
                ? setting(
                        common,
                        Teachers.atHand(common.teachers(), folder.teachers().toString()))
                : DataOptions.words(common.data());
        call.console().out().println(TuneTable.of(answer));
        call.console().out().println("What was tried    " + folder.folder().resolve(Reports.PAGE));
        call.console()
                .out()
                .println("Use what won by   " + Main.program() + " distill --config " + answer.config() + where);
        if (spec.isOfStudent()) {
            call.console()
                    .out()
                    .println("Hold it against   " + Main.program() + " compare " + beside(answer, spec) + where);
        }
    }

    /** How the method that was tuned, as it won, is held against what {@code distill} does by itself. */
    private static String beside(TuneAnswer answer, TuneSpec spec) {
        Method tuned = spec.common().method();
        Method other = tuned == Method.DEFAULT ? Method.NONE : Method.DEFAULT;
        Map<String, Double> won =
                spec.settings(answer.trials().get(answer.winner()).settings()).named();
        return "--methods " + tuned.id() + "," + other.id() + " --set " + MethodSettings.words(tuned.id(), won)
                + " --dim " + spec.common().dim();
    }

    /** What the search went by besides the settings of its method, to give again. */
    private static String setting(RunSpec common, String teachers) {
        RunSpec plain = RunSpec.of(common.data(), common.engine(), common.method());
        Judging judging = common.judging();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("engine", common.engine());
        options.put("teachers", common.method().isTaught() ? teachers : null);
        options.put("epochs", common.epochs() == plain.epochs() ? null : Integer.toString(common.epochs()));
        options.put(
                "partition",
                common.partition().equals(plain.partition())
                        ? null
                        : common.partition().toString());
        options.put(
                "validate-by",
                judging.validateBy().equals(plain.judging().validateBy())
                        ? null
                        : judging.validateBy().word());
        options.put(
                "eval-users",
                judging.evalUsers() == null ? null : judging.evalUsers().toString());
        options.put("repository", common.repository().isEmpty() ? null : common.repository());
        StringBuilder words = new StringBuilder();
        options.forEach((name, value) -> {
            if (value != null) {
                words.append(" --").append(name).append(' ').append(DataOptions.word(value));
            }
        });
        return words
                + (Boolean.TRUE.equals(common.equalWeights()) ? " --equal-weights" : "")
                + DataOptions.words(common.data());
    }
}

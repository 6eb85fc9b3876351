package org.hetcomp.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.CompareSpec;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunPlace;
import org.hetcomp.pipeline.RunSpec;
import org.hetcomp.pipeline.StoppedException;
import org.hetcomp.pipeline.SurveyAnswer;
import org.hetcomp.pipeline.SurveySet;
import org.hetcomp.pipeline.SurveySpec;
import org.hetcomp.report.Reports;
import org.hetcomp.zoo.Access;

/**
 * {@code compare}: methods and seeds, on one data set and in one dimension or in several, and whether what they come to differs by
 * more than chance.
 */
final class CompareCommand implements Command {
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
                "compare --methods hetcomp,none", "compare --data ours.tsv --data lastfm --dims 6,16 --out runs/all");
    }

    @Override
    public Options options() {
        return CompareOptions.all();
    }

    @Override
    public void run(Call call) throws IOException {
        boolean resumes = RunOptions.resumes(call);
        RunFolder folder = resumes ? RunOptions.resumed(call, name()) : null;
        CompareOptions asked = resumes ? CompareOptions.beside(folder, call) : CompareOptions.of(call);
        boolean isSurvey = resumes ? folder.record().isSurvey() : asked.isSurvey();
        if (resumes) {
            RunOptions.requireNothingElse(
                    call,
                    isSurvey
                            ? folder.record().surveySpec(folder.folder())
                            : folder.record().compareSpec(folder.folder()),
                    isSurvey || asked.isSurvey() ? asked.survey() : asked.one());
        } else {
            folder = RunOptions.begun(
                    call, isSurvey ? RunPlace.joined(asked.survey().names()) : data(asked.one()));
        }
        try (Backend backend = Engines.open(resumes ? RunOptions.common(call, folder.record()) : call.common())) {
            if (isSurvey) {
                survey(call, resumes ? folder.record().surveySpec(folder.folder()) : asked.survey(), folder, backend);
            } else {
                compare(call, resumes ? folder.record().compareSpec(folder.folder()) : asked.one(), folder, backend);
            }
        } catch (StoppedException e) {
            throw RunOptions.stopped(e, folder, name());
        }
    }

    private static String data(CompareSpec spec) {
        return spec.common().data().name();
    }

    private static void compare(Call call, CompareSpec spec, RunFolder folder, Backend backend) throws IOException {
        RunSpec common = spec.common();
        CompareAnswer answer = Hetcomp.compare(
                        common.data().load(), spec, TeacherSources.of(common, ZooOptions.access(call.arguments())))
                .into(folder)
                .listen(call.events())
                .run(backend);
        if (!call.answer(answer)) {
            call.console().out().println(CompareTable.of(answer));
            tellPlaces(call.console().out(), folder);
        }
    }

    private static void survey(Call call, SurveySpec spec, RunFolder folder, Backend backend) throws IOException {
        Access access = ZooOptions.access(call.arguments());
        String repository = spec.first().common().repository();
        List<SurveySet> sets = spec.sets().stream()
                .map(set -> new SurveySet(() -> set.data().load(), TeacherSources.of(set, repository, access)))
                .toList();
        SurveyAnswer answer =
                Hetcomp.survey(spec, sets).into(folder).listen(call.events()).run(backend);
        if (!call.answer(answer)) {
            call.console().out().println(SurveyTable.of(answer));
            tellPlaces(call.console().out(), folder);
        }
    }

    private static void tellPlaces(PrintStream out, RunFolder folder) {
        out.println("The students lie in  " + folder.folder());
        out.println("Side by side         " + folder.folder().resolve(Reports.PAGE));
    }
}

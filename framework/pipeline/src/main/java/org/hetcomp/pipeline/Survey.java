package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Methods held against one another on several data sets and in several dimensions: a {@link Comparison} for each of them, one
 * after the other, in a folder each. One set is in memory at a time, with its teachers' trajectories; what is finished is taken as
 * it is. Begun by {@link Hetcomp#survey}.
 */
public final class Survey {
    private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

    private final SurveySpec spec;
    private final List<SurveySet> sets;
    private RunFolder folder;
    private Events events = Events.NONE;

    Survey(SurveySpec spec, List<SurveySet> sets) {
        this.spec = spec;
        this.sets = List.copyOf(sets);
        if (sets.size() != spec.sets().size()) {
            throw new IllegalArgumentException(sets.size() + " data sets where the specification has "
                    + spec.sets().size());
        }
    }

    /**
     * Where everything is kept: a folder that is new or empty, or that of an unfinished survey of the same specification, which
     * goes on.
     *
     * @throws DataException if it holds anything else
     */
    public Survey into(Path place) {
        return into(RunFolder.of(place, "into"));
    }

    /** The same with a folder that was looked at before. */
    public Survey into(RunFolder place) {
        folder = place;
        return this;
    }

    /** Who watches, and may stop it. */
    public Survey listen(Events watcher) {
        events = watcher;
        return this;
    }

    /**
     * Compares. Every set is read once before any work is done, so that one that cannot be used is told then.
     *
     * @throws DataException if data, teachers or folder cannot be used; one line that says what to do
     * @throws StoppedException if {@link Events#stopRequested} asked for it; what was done is saved
     * @throws IOException if something cannot be written
     */
    public SurveyAnswer run(Backend backend) throws IOException {
        SurveySpec whole = spec.withEngine(backend.name());
        Map<String, Inputs> inputs = new LinkedHashMap<>();
        List<String> names = whole.names();
        for (int k = 0; k < sets.size(); k++) {
            Dataset data = sets.get(k).data().get();
            inputs.put(names.get(k), Inputs.of(data, sets.get(k).teachers().open(data)));
        }
        return new RunScope(backend, null, folder, events)
                .run(whole, whole.first().common().seed(), Inputs.of(inputs), run -> new Body(run, whole).run());
    }

    /** What happens once the folder is there. */
    private final class Body {
        private final Run run;
        private final SurveySpec whole;
        private final List<SurveyAnswer.Part> parts = new ArrayList<>();

        Body(Run run, SurveySpec whole) {
            this.run = run;
            this.whole = whole;
        }

        SurveyAnswer run() throws IOException {
            double trained = 0;
            for (int k = 0; k < sets.size(); k++) {
                trained += compare(k);
            }
            SurveyAnswer answer = SurveyAnswer.of(run, parts, whole.first().methods(), trained);
            run.folder().complete(answer);
            return answer;
        }

        /** All dimensions on one set. Seconds that training its teachers took. */
        private double compare(int k) throws IOException {
            String name = whole.names().get(k);
            SetSpec set = whole.sets().get(k);
            Dataset data = sets.get(k).data().get();
            Teachers atHand = sets.get(k).teachers();
            double seconds = 0;
            if (!atHand.families().isEmpty()) {
                Path place = run.folder().part("teachers-" + name);
                train(data, whole.first().common(), atHand, place);
                seconds = RunRecord.read(place).seconds();
                atHand = Teachers.of(Teachers.folder(place), new Teachers(List.of(), atHand.sources()));
            }
            Measured measured = null;
            for (int dim : whole.dims()) {
                LOG.info(
                        "comparison {}/{}: {}, dimension {}",
                        parts.size() + 1,
                        sets.size() * whole.dims().size(),
                        name,
                        dim);
                Path place = run.folder().part(name + "-d" + dim);
                CompareAnswer answer = isDone(place)
                        ? RunRecord.read(place).result(CompareAnswer.class, place)
                        : new Comparison(data, whole.comparison(set, dim, atHand.words()), atHand)
                                .measured(measured)
                                .into(RunFolder.of(place, CompareSpec.COMMAND))
                                .listen(run.events())
                                .run(run.backend());
                measured = new Measured(answer.baselines(), answer.weights());
                parts.add(new SurveyAnswer.Part(name, answer));
            }
            return seconds;
        }

        private void train(Dataset data, RunSpec common, Teachers families, Path place) throws IOException {
            if (isDone(place)) {
                return;
            }
            TeacherTraining training = new TeacherTraining(data)
                    .families(new Teachers(families.families(), List.of()))
                    .epochs(common.teacherEpochs())
                    .steps(common.teacherLr(), common.teacherWeightDecay())
                    .seed(common.seed())
                    .judging(common.judging())
                    .into(RunFolder.of(place, CompareSpec.COMMAND))
                    .listen(run.events());
            (common.noSeen() == null ? training : training.withoutSeen()).run(run.backend());
        }

        private boolean isDone(Path place) {
            return RunRecord.isIn(place) && RunRecord.read(place).isComplete();
        }
    }
}

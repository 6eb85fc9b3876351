package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.eval.Popularity;
import org.hetcomp.eval.Ranker;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Methods held against one another: teachers once, then a run of {@code distill} for each seed and method, in a folder
 * each. Those that are finished already are taken as they are. Begun by {@link Hetcomp#compare}.
 */
public final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    private final Dataset data;
    private final CompareSpec spec;
    private final Teachers teachers;
    private RunFolder folder;
    private Events events = Events.NONE;
    private Measured measured;

    Comparison(Dataset data, CompareSpec spec, Teachers teachers) {
        this.data = data;
        this.spec = spec;
        this.teachers = teachers;
    }

    /**
     * Where everything is kept: a folder that is new or empty, or that of an unfinished comparison of the same
     * specification, which goes on.
     *
     * @throws DataException if it holds anything else
     */
    public Comparison into(Path place) {
        return into(RunFolder.of(place, "into"));
    }

    /** The same with a folder that was looked at before. */
    public Comparison into(RunFolder place) {
        folder = place;
        return this;
    }

    /** Who watches, and may stop it. */
    public Comparison listen(Events watcher) {
        events = watcher;
        return this;
    }

    /** What was measured before, as part of a larger run: baselines, and weights of the same teachers. */
    Comparison measured(Measured before) {
        measured = before;
        return this;
    }

    /**
     * Compares.
     *
     * @throws DataException if data, teachers or folder cannot be used; one line that says what to do
     * @throws StoppedException if {@link Events#stopRequested} asked for it; what was done is saved
     * @throws IOException if something cannot be written
     */
    public CompareAnswer run(Backend backend) throws IOException {
        List<ModelFolder> given = teachers.open(data);
        if (measured == null) {
            MemoryNeed.of(data, given.size(), teachers.families().size()).tell();
        }
        CompareSpec whole =
                new CompareSpec(spec.common().withEngine(backend.name()), spec.methods(), spec.seeds(), spec.epochs());
        return new RunScope(backend, data, folder, events)
                .run(whole, whole.common().seed(), given, run -> new Body(run, whole, given).run());
    }

    /** What happens once the folder is there. */
    private final class Body {
        private final Run run;
        private final CompareSpec whole;
        private final List<ModelFolder> given;
        private final Evaluator evaluator;
        private final List<Measure> measures;
        private final Map<String, List<double[][]>> users = new LinkedHashMap<>();

        Body(Run run, CompareSpec whole, List<ModelFolder> given) {
            this.run = run;
            this.whole = whole;
            this.given = given;
            List<Measure> more = whole.common().judging().measures();
            this.evaluator = new Evaluator(run.data().split(), more);
            this.measures = Stream.concat(Measure.FOUR.stream(), more.stream()).toList();
        }

        CompareAnswer run() throws IOException {
            RunSpec common = whole.common();
            List<ModelFolder> all =
                    new ArrayList<>(new TeacherStage(run, common.teacherSpec(), teachers.families(), null).train());
            int own = all.size();
            all.addAll(given);
            TeacherSet set = TeacherSet.of(TeacherSet.distinct(all));
            Assessor assessor = new Assessor(
                    run.backend(), run.data().split(), common.judging().measures());
            Weights weights = measured == null
                    ? Weights.choose(set, run.data().split(), common.withSettingsOfMethods(null))
                    : measured.weights();
            EnsembleOptions ensemble = Weights.into(weights, EnsembleOptions.defaults(), set);
            DistillAnswer.Beside beside =
                    assessor.beside(set, weights, ensemble, measured == null ? null : measured.baselines());
            Rankings lists = set.size() == 0 ? null : assessor.lists(set, ensemble);
            Map<String, List<Trial>> trials =
                    trials(beside, rankings -> lists == null ? null : assessor.discrepancy(rankings, lists));
            Map<String, Trials> methods = new LinkedHashMap<>();
            long parameters = (long) common.dim()
                    * (run.data().split().users() + run.data().split().items());
            trials.forEach((method, runs) -> methods.put(
                    method,
                    Trials.of(
                            parameters,
                            MethodSettings.of(common, Method.named(method)).named(),
                            runs)));
            double students = methods.values().stream()
                    .flatMap(each -> each.runs().stream())
                    .mapToDouble(Trial::seconds)
                    .sum();
            double trained =
                    set.cards().stream().limit(own).mapToDouble(Card::seconds).sum();
            CompareAnswer answer = CompareAnswer.of(
                    run,
                    beside.warned(warnings(beside, methods, assessor)),
                    common.dim(),
                    methods,
                    PairedDifference.all(users(), measures),
                    new CompareAnswer.Seconds(trained, students, run.folder().seconds()));
            run.folder().complete(answer);
            return answer;
        }

        /** Every student, by method. Methods take turns, so that a drift of the machine meets all alike. */
        private Map<String, List<Trial>> trials(DistillAnswer.Beside beside, Function<Rankings, Double> discrepancy)
                throws IOException {
            Map<String, List<Trial>> trials = new LinkedHashMap<>();
            for (Method method : whole.methods()) {
                trials.put(method.id(), new ArrayList<>());
                users.put(method.id(), new ArrayList<>());
            }
            int all = whole.seeds().size() * whole.methods().size();
            int number = 0;
            for (long seed : whole.seeds()) {
                for (Method method : whole.methods()) {
                    LOG.info("student {}/{}: {}, seed {}", ++number, all, method.id(), seed);
                    Path part = run.folder().part(method.id() + "-" + seed);
                    RunSpec student = whole.student(method, seed, atHand());
                    if (!isDone(student, part)) {
                        distil(student, part, beside);
                    }
                    Rankings rankings = rankings(part);
                    users.get(method.id()).add(evaluator.testEach(rankings, measures));
                    trials.get(method.id()).add(trial(student, part, discrepancy.apply(rankings)));
                }
            }
            return trials;
        }

        /** Whether that student is there; another one would be held against those of now. */
        private static boolean isDone(RunSpec student, Path part) {
            if (!RunRecord.isIn(part) || !RunRecord.read(part).isComplete()) {
                return false;
            }
            List<SpecDifference> differences =
                    SpecDifference.between(RunRecord.read(part).runSpec(part).json(), student.json());
            if (!differences.isEmpty()) {
                SpecDifference first = differences.get(0);
                throw new DataException(
                        "the student there was made by another version: its " + first.name() + " is " + first.there()
                                + ", not " + first.asked(),
                        part.toString(),
                        "begin a new comparison");
            }
            return true;
        }

        private void distil(RunSpec student, Path part, DistillAnswer.Beside beside) throws IOException {
            List<TeacherSource> sources = new ArrayList<>();
            if (!teachers.families().isEmpty()) {
                sources.add(TeacherSource.folder(run.folder().teachers()));
            }
            sources.addAll(teachers.sources());
            new Distillation(run.data())
                    .spec(student, new Teachers(List.of(), sources))
                    .into(RunFolder.of(part, "compare"))
                    .measured(new Measured(beside.baselines(), beside.weights()))
                    .listen(run.events())
                    .run(run.backend())
                    .close();
        }

        private Trial trial(RunSpec student, Path part, Double discrepancy) {
            Card card = ModelFolder.open(RunFolder.student(part)).card();
            DistillAnswer result = RunRecord.read(part).result(DistillAnswer.class, part);
            TrainingOptions own = DistillerOptions.of(student.method()).training();
            boolean fell = own.isFalling() && student.epochs() >= own.epochs();
            return Trial.of(
                    student.seed(),
                    card,
                    result,
                    discrepancy,
                    part.getFileName().toString(),
                    fell);
        }

        /** What runs of {@code distill} are told of the teachers, so that each can be repeated by itself. */
        private String atHand() {
            String words = whole.common().teachers();
            if (teachers.families().isEmpty()) {
                return words;
            }
            String trained =
                    run.folder().teachers().toAbsolutePath().normalize().toString();
            return Teachers.atHand(words, trained);
        }

        /** What a person would want to know of the students of each method, by their means. */
        private List<String> warnings(DistillAnswer.Beside beside, Map<String, Trials> methods, Assessor assessor) {
            Map<String, Worth> models = new LinkedHashMap<>();
            methods.forEach(
                    (id, trials) -> models.put("a student of " + id, new Worth(trials.valid(), trials.mean(), 0L)));
            return Shortfalls.tell(models, beside.baselines().get(Popularity.ID), assessor.chance());
        }

        /** Test measures of each student's users, {@code [seeds][users][measures]} by method. */
        private Map<String, double[][][]> users() {
            Map<String, double[][][]> each = new LinkedHashMap<>();
            users.forEach((method, seeds) -> each.put(method, seeds.toArray(double[][][]::new)));
            return each;
        }

        private Rankings rankings(Path part) {
            ModelFolder student = ModelFolder.open(RunFolder.student(part));
            try (var scope = run.backend().manager().newSubManager()) {
                return new Ranker(run.backend())
                        .rank(
                                student.scorer(run.backend(), scope),
                                run.data().split().train(),
                                evaluator.depths(1));
            }
        }
    }
}

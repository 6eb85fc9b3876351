package org.hetcomp.pipeline;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.distill.CurriculumOptions;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Popularity;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Scorer;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out all that is told of the models of a run: teachers, their ensemble, baselines and students. */
final class Assessor {
    private static final Logger LOG = LoggerFactory.getLogger(Assessor.class);

    private final Backend backend;
    private final Split split;
    private final Evaluator evaluator;

    /**
     * Of a division of data.
     *
     * @param measures besides the four
     */
    Assessor(Backend backend, Split split, List<Measure> measures) {
        this.backend = backend;
        this.split = split;
        this.evaluator = new Evaluator(split, measures);
    }

    /**
     * All that a student is shown beside, with a warning for each teacher that is below popularity, for those not above an item neighbourhood, and for an ensemble that is below
     * one of its teachers.
     *
     * @param weights of the teachers; null where nothing was chosen
     * @param options how the ensemble is made
     * @param measured baselines that were measured, and teachers that were warned of, before; null if none were
     */
    DistillAnswer.Beside beside(TeacherSet set, Weights weights, EnsembleOptions options, Map<String, Worth> measured) {
        Map<String, Worth> teachers = teachers(set);
        Worth ensemble = ensemble(set, options);
        Map<String, Worth> baselines = measured == null ? baselines() : measured;
        Worth popularity = baselines.get(Popularity.ID);
        List<String> warnings = new ArrayList<>(Shortfalls.of(teachers, popularity, chance()));
        warnings.addAll(Shortfalls.ofUntrained(teachers, baselines));
        warnings.addAll(Shortfalls.of(ensemble, teachers));
        if (measured == null) {
            Shortfalls.tell(warnings);
        }
        return new DistillAnswer.Beside(teachers, ensemble, weights, baselines, warnings);
    }

    /** What popularity and an item neighbourhood are worth, by id. */
    Map<String, Worth> baselines() {
        long begin = System.nanoTime();
        Map<String, Worth> worths = new LinkedHashMap<>();
        List<String> found = new ArrayList<>();
        for (String id : Baseline.IDS) {
            Baseline baseline = Baseline.of(id, split.train());
            Worth worth = worth(baseline.rankings(evaluator.depths()), baseline.parameters());
            worths.put(id, worth);
            found.add(String.format(Locale.ROOT, "%s %.4f", id, worth.valid().r50()));
        }
        LOG.info(
                "baselines: valid Recall@50 {}, {}",
                String.join(", ", found),
                Durations.text((System.nanoTime() - begin) / 1e9));
        return worths;
    }

    /** What each teacher is worth, by id. */
    Map<String, Worth> teachers(TeacherSet set) {
        Map<String, Worth> worths = new LinkedHashMap<>();
        for (int x = 0; x < set.size(); x++) {
            ModelFolder folder = set.folders().get(x);
            Card card = folder.card();
            Assessment more = teacher(folder, set.trajectories().get(x));
            worths.put(card.id(), new Worth(card.valid(), card.test(), card.parameters(), more));
        }
        return worths;
    }

    /** By what is remembered of it, where that is long enough for all measures, or where there is nothing else. */
    private Assessment teacher(ModelFolder folder, Trajectory trajectory) {
        Rankings remembered = trajectory.converged();
        if (evaluator.reaches(remembered) || !folder.scores()) {
            return evaluator.assess(remembered);
        }
        try (NDManager scope = backend.manager().newSubManager()) {
            return evaluator.assess(rank(folder.scorer(backend, scope)));
        }
    }

    /** What teachers are worth as one; null if there are none. Its size is not known if that of a teacher is not. */
    Worth ensemble(TeacherSet set, EnsembleOptions options) {
        if (set.size() == 0) {
            return null;
        }
        Ensemble ensemble = new Ensemble(set.trajectories(), options);
        boolean sized = set.cards().stream().allMatch(card -> card.parameters() > 0);
        Long parameters =
                sized ? set.cards().stream().mapToLong(Card::parameters).sum() : null;
        return worth(ensemble.unobserved(ensemble.converged(), evaluator.depths()), parameters);
    }

    /** One measure of a model on valid. */
    double valid(Scorer scorer, Measure measure) {
        return evaluator.valid(rank(scorer), measure);
    }

    /** One measure on valid of what teachers rank as one. */
    double valid(TeacherSet set, EnsembleOptions options, Measure measure) {
        Ensemble ensemble = new Ensemble(set.trajectories(), options);
        return evaluator.valid(ensemble.unobserved(ensemble.converged(), evaluator.depths()), measure);
    }

    /** What teachers rank first as one, to the depth that discrepancies are measured to. */
    Rankings lists(TeacherSet set, EnsembleOptions options) {
        Ensemble ensemble = new Ensemble(set.trajectories(), options);
        return ensemble.unobserved(ensemble.converged(), Evaluator.DEPTH);
    }

    /**
     * How far a model's ranking of what a user does not have in train is from such lists: the mean of 1 - D@50 over the users that
     * are measured. Items of valid and of test are ranked among the others, as they are while a student is taught.
     *
     * @param rankings of the model, over unobserved items of all users
     * @param lists of the same users
     */
    double discrepancy(Rankings rankings, Rankings lists) {
        CurriculumOptions measured = CurriculumOptions.published();
        Discrepancy discrepancy =
                new Discrepancy(Evaluator.DEPTH, measured.lambda(), Discrepancy.Reading.RELEVANCE, false);
        return IntStream.of(evaluator.users())
                .mapToDouble(user -> discrepancy.between(rankings, lists, user))
                .average()
                .orElse(0);
    }

    /** All but the four measures of a model that scores. */
    Assessment assess(Scorer scorer) {
        return evaluator.assess(rank(scorer));
    }

    private Rankings rank(Scorer scorer) {
        return new Ranker(backend).rank(scorer, split.train(), evaluator.depths());
    }

    private Worth worth(Rankings rankings, Long parameters) {
        return new Worth(evaluator.valid(rankings), evaluator.test(rankings), parameters, evaluator.assess(rankings));
    }

    /** Recall@50 that guessing comes to. */
    double chance() {
        return evaluator.chance();
    }
}

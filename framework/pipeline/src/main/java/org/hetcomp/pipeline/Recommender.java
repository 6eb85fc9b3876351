package org.hetcomp.pipeline;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;

/**
 * A student, a teacher or an ensemble that is asked for the best new items of users, and measured. It can be used from
 * several threads at once, as long as its backend is open.
 */
public final class Recommender implements AutoCloseable {
    private final Models models;
    private final Known known;
    private final Backend backend;
    private final NDManager owner;
    private final Scorer scorer;
    private final Ensemble ensemble;
    private Dataset data;

    private Recommender(Models models, Known known, Dataset data, Backend backend) {
        this.models = models;
        this.known = known;
        this.data = data;
        this.backend = backend;
        if (models.goesByRankings()) {
            owner = null;
            scorer = null;
            ensemble = TeacherSet.of(models.folders()).ensemble();
        } else {
            owner = backend.manager().newSubManager();
            scorer = models.folders().get(0).scorer(backend, owner);
            ensemble = null;
        }
    }

    /**
     * Of models whose data is at hand.
     *
     * @param backend what scores; may be null for what {@link Models#goesByRankings goes by rankings}
     */
    public static Recommender of(Models models, Dataset data, Backend backend) {
        return new Recommender(models, Known.of(data), data, backend);
    }

    /**
     * Of models that are asked without the data that they were made from.
     *
     * @param known whom and what they know, and what users have seen
     * @param backend what scores; may be null for what {@link Models#goesByRankings goes by rankings}
     */
    public static Recommender of(Models models, Known known, Backend backend) {
        return new Recommender(models, known, null, backend);
    }

    /**
     * Of the models in a folder: that of a run (its student), of a student, a teacher, or teachers (their ensemble). What users
     * have seen travels with them; where it does not, the data is read from where it lay.
     *
     * @throws DataException if there is no model, or what users have seen is neither with it nor in its data
     */
    public static Recommender open(Path folder, Backend backend) {
        Models models = Models.in(folder, folder.toString());
        return Known.travels(models)
                ? of(models, Known.of(models), backend)
                : of(models, models.data(models.card().data()), backend);
    }

    /**
     * The best items of a user, of those that the user has not seen.
     *
     * @param user the user's own id
     * @param top how many; fewer come back if there are fewer
     * @throws DataException if the model does not know the user
     */
    public List<Recommendation> recommend(String user, int top) {
        OptionalInt dense = known.users().dense(user);
        if (dense.isEmpty()) {
            throw new DataException(
                    "the model does not know user " + DataException.quote(user),
                    models.folders().get(0).folder().toString(),
                    "ask for a user of the data that it was made from");
        }
        List<Recommendation> best = new ArrayList<>();
        try {
            recommend(new int[] {dense.getAsInt()}, top, (row, items, scores) -> {
                for (int r = 0; r < items.length; r++) {
                    best.add(new Recommendation(known.items().token(items[r]), scores[r]));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return best;
    }

    /**
     * The best items of some users, in their order, a block of users at a time.
     *
     * @param users dense ids
     * @param top how many, at least 1
     */
    public void recommend(int[] users, int top, Ranker.Sink sink) throws IOException {
        recommend(users, top, null, sink);
    }

    /**
     * The same among some items only.
     *
     * @param allowed dense ids, {@code int32 [n]}, ascending; null for all items
     */
    public void recommend(int[] users, int top, int[] allowed, Ranker.Sink sink) throws IOException {
        Interactions seen = known.seen();
        if (ensemble == null) {
            new Ranker(backend).best(scorer, users, seen, allowed, top, sink);
            return;
        }
        // At most the items that some teacher's remembered ranking has.
        byte[][] converged = ensemble.converged();
        int all = ensemble.teachers().stream()
                .mapToInt(teacher -> teacher.converged().cut())
                .sum();
        int depth = allowed == null ? Math.min(top, seen.items()) + seen.maxCount() : all;
        Rankings rankings = ensemble.unobserved(converged, Math.min(depth, all));
        for (int user : users) {
            int[] items = Arrays.stream(rankings.row(user))
                    .filter(item -> !seen.contains(user, item))
                    .filter(item -> allowed == null || Arrays.binarySearch(allowed, item) >= 0)
                    .limit(top)
                    .toArray();
            sink.take(user, items, ensemble.importances(converged, user, items));
        }
    }

    /**
     * Measures on valid and on test.
     *
     * @throws DataException if it has learned from those too, or its data is not there any more or has changed
     */
    public Worth measure() {
        return measure(List.of());
    }

    /** The same by other measures too. */
    public Worth measure(List<Measure> more) {
        models.folders().forEach(ModelFolder::requireMeasurable);
        Evaluator evaluator = new Evaluator(data().split(), more);
        Rankings rankings = ensemble != null
                ? ensemble.unobserved(ensemble.converged(), evaluator.depths())
                : new Ranker(backend).rank(scorer, data().split().train(), evaluator.depths());
        Measures valid = evaluator.valid(rankings);
        return new Worth(valid, evaluator.test(rankings), models.parameters(), evaluator.assess(rankings));
    }

    /** Whom and what it knows. */
    public Known known() {
        return known;
    }

    /**
     * The data that it was made from, read from where it lay unless it is at hand.
     *
     * @throws DataException if it is not there any more or has changed
     */
    public synchronized Dataset data() {
        data = data == null ? models.data(models.card().data()) : data;
        return data;
    }

    @Override
    public void close() {
        if (owner != null) {
            owner.close();
        }
    }
}

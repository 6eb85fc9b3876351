package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * Implicit ALS: a vector per user and per item, score = user . item, fitted to 1 where there is an interaction and weakly to
 * 0 everywhere ({@link RidgeRows} has the objective and its sources). An epoch is a sweep: all users, then all items. The
 * {@code l2} is lambda, a millionth at least, since without it a row that has nothing has no solution; step size, batch and
 * negatives mean nothing here.
 */
final class AlternatingLeastSquares implements Teacher {
    // How much more all items together weigh for a user than those that the user has, on average. It is best or near it
    // on valid of citeulike-t, lastfm and lab, where no one weight of an item is.
    private static final double REST = 7;
    private static final double LEAST = 1e-6;
    private static final double START = 0.1;

    private final Backend backend;
    private final Interactions byUser;
    private final Interactions byItem;
    private final RidgeRows ridge;
    private final Parameters parameters;

    AlternatingLeastSquares(Backend backend, Split split, TeacherOptions options, long seed) {
        this.backend = backend;
        byUser = split.train();
        byItem = byUser.transposed();
        ridge = new RidgeRows(
                backend, REST * byUser.size() / byUser.users() / byUser.items(), Math.max(LEAST, options.l2()));
        Random random = new Random(seed);
        int d = options.dim();
        try (Unfinished made = new Unfinished()) {
            parameters = made.hold(new Parameters(backend));
            parameters.addNormal("user", new Shape(split.users(), d), START / Math.sqrt(d), random);
            parameters.addNormal("item", new Shape(split.items(), d), START / Math.sqrt(d), random);
            made.finished();
        }
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    /** Returns the objective after the sweep, per train interaction. */
    @Override
    public double epoch(int epoch) {
        ridge.solve(byUser, parameters, "user", "item");
        ridge.solve(byItem, parameters, "item", "user");
        return ridge.objective(byUser, byItem, parameters, "user", "item") / byUser.size();
    }

    @Override
    public Map<String, Axis> axes() {
        return Map.of("user", Axis.USERS, "item", Axis.ITEMS);
    }

    @Override
    public Scorer scorer(NDManager owner) {
        parameters.lend(owner);
        return new DotScorer(backend, parameters.get("user"), parameters.get("item"), null);
    }
}

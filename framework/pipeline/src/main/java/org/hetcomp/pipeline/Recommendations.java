package org.hetcomp.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.eval.Scorer;
import org.hetcomp.eval.TopK;

/** The best new items of users with their scores, a block of users at a time. */
final class Recommendations {
    private static final int BLOCK_CELLS = 4 << 20;

    private final Interactions had;
    private final int top;

    /** Recommendations of at most {@code top} items that the user has neither in train, nor in valid, nor in test. */
    Recommendations(Split split, int top) {
        this.top = Math.min(top, split.items());
        int[][] rows = new int[split.users()][];
        for (int u = 0; u < rows.length; u++) {
            rows[u] = join(split.train().row(u), split.valid().row(u), split.test().row(u));
        }
        this.had = Interactions.of(split.items(), rows);
    }

    private static int[] join(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).distinct().toArray();
    }

    /** By a model's scores. */
    void by(Scorer scorer, Backend backend, int[] users, Recommender.Sink sink) throws IOException {
        int width = scorer.items();
        int block = Math.max(1, Math.min(512, BLOCK_CELLS / width));
        for (int from = 0; from < users.length; from += block) {
            int[] some = Arrays.copyOfRange(users, from, Math.min(users.length, from + block));
            try (NDManager step = backend.manager().newSubManager();
                    NDArray array = scorer.scores(step, some)) {
                FloatBuffer scores = backend.floats(array);
                int[][] items = IntStream.range(0, some.length)
                        .parallel()
                        .mapToObj(row -> best(scores, row * width, width, some[row]))
                        .toArray(int[][]::new);
                for (int row = 0; row < some.length; row++) {
                    float[] theirs = new float[items[row].length];
                    for (int r = 0; r < theirs.length; r++) {
                        theirs[r] = scores.get(row * width + items[row][r]);
                    }
                    sink.take(some[row], items[row], theirs);
                }
            }
        }
    }

    private int[] best(FloatBuffer scores, int from, int width, int user) {
        int[] out = new int[top];
        new TopK(top).select(scores, from, width, had.ids(), had.start(user), had.end(user), top, out, 0);
        return Arrays.stream(out).takeWhile(item -> item != Rankings.NONE).toArray();
    }

    /** By an ensemble's importances; at most the items that some teacher's remembered ranking has. */
    void by(Ensemble ensemble, int[] users, Recommender.Sink sink) throws IOException {
        int[][] converged = ensemble.converged();
        Rankings rankings = ensemble.unobserved(converged, top + had.maxCount());
        for (int user : users) {
            int[] items = Arrays.stream(rankings.row(user))
                    .filter(item -> !had.contains(user, item))
                    .limit(top)
                    .toArray();
            sink.take(user, items, ensemble.importances(converged, user, items));
        }
    }
}

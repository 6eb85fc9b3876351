package org.hetcomp.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * Ranks all items for blocks of users: scores on the device, selection in Java on all cores, where ties are broken the
 * same way for every engine. Holds one block of scores, never users x items.
 */
public final class Ranker {
    // 8 MB of scores, so that the selection finds them in the cache.
    private static final int BLOCK_CELLS = 2 << 20;

    private final Backend backend;

    public Ranker(Backend backend) {
        this.backend = backend;
    }

    /**
     * Ranks the items that each user does not have in {@code leftOut}.
     *
     * @param scorer the model
     * @param leftOut usually train; users x items as the scorer's
     * @param cut length of the rankings; at most the number of items is used
     */
    public Rankings rank(Scorer scorer, Interactions leftOut, int cut) {
        return rank(scorer, IntStream.range(0, scorer.users()).toArray(), leftOut, cut);
    }

    /**
     * Ranks for some users only.
     *
     * @return row j is the ranking of {@code users[j]}
     */
    public Rankings rank(Scorer scorer, int[] users, Interactions leftOut, int cut) {
        Rankings rankings = Rankings.empty(users.length, Math.min(scorer.items(), cut));
        int items = scorer.items();
        inBlocks(scorer, users, (scores, row, j) -> {
            TopK.Row all = new TopK.Row(scores, row * items, items);
            select(all, TopK.Skip.of(leftOut, users[j]), rankings, j);
        });
        return rankings;
    }

    /**
     * Ranks each user's items to a depth of the user's own.
     *
     * @param depths {@code [users]}; at most the number of items is used, and users of depth 0 are not scored at all
     */
    public Rankings rank(Scorer scorer, Interactions leftOut, int[] depths) {
        Rankings rankings = Rankings.empty(IntStream.of(depths)
                .map(depth -> Math.min(scorer.items(), depth))
                .toArray());
        int[] users = IntStream.range(0, scorer.users())
                .filter(u -> rankings.depth(u) > 0)
                .toArray();
        int items = scorer.items();
        inBlocks(scorer, users, (scores, row, j) -> {
            TopK.Row all = new TopK.Row(scores, row * items, items);
            select(all, TopK.Skip.of(leftOut, users[j]), rankings, users[j]);
        });
        return rankings;
    }

    private static void select(TopK.Row all, TopK.Skip leftOut, Rankings out, int to) {
        int depth = out.depth(to);
        new TopK(depth).select(all, leftOut, depth, out.ids(), out.start(to));
    }

    /**
     * Ranks each user's own items, best first, equal scores by smaller id.
     *
     * @param own users x items as the scorer's, usually train
     * @param cut length of the rankings
     */
    public Rankings rankOwn(Scorer scorer, Interactions own, int cut) {
        int[] users = IntStream.range(0, scorer.users()).toArray();
        Rankings rankings = Rankings.empty(users.length, cut);
        inBlocks(scorer, users, (scores, row, j) -> {
            int base = row * scorer.items();
            Integer[] items = Arrays.stream(own.row(j)).boxed().toArray(Integer[]::new);
            Arrays.sort(items, (a, b) -> {
                int order = Float.compare(scores.get(base + b), scores.get(base + a));
                return order != 0 ? order : Integer.compare(a, b);
            });
            for (int r = 0; r < Math.min(cut, items.length); r++) {
                rankings.ids()[rankings.start(j) + r] = items[r];
            }
        });
        return rankings;
    }

    /** Takes one user's items, best first. */
    public interface Sink {
        /**
         * Takes them.
         *
         * @param user dense id
         * @param items {@code [n]} dense ids
         * @param scores {@code [n]}
         */
        void take(int user, int[] items, float[] scores) throws IOException;
    }

    /**
     * Ranks the items that some users do not have in {@code leftOut}, with their scores; nothing is held but a block of
     * users.
     *
     * @param top how many of each, at least 1; at most the number of items is used
     * @param sink takes the users in their order
     */
    public void best(Scorer scorer, int[] users, Interactions leftOut, int top, Sink sink) throws IOException {
        best(scorer, users, leftOut, null, top, sink);
    }

    /**
     * The same among some items only.
     *
     * @param allowed {@code int32 [n]}, ascending; null for all items
     */
    public void best(Scorer scorer, int[] users, Interactions leftOut, int[] allowed, int top, Sink sink)
            throws IOException {
        int items = scorer.items();
        int most = Math.max(1, Math.min(allowed == null ? items : allowed.length, top));
        int block = block(scorer);
        for (int begin = 0; begin < users.length; begin += block) {
            int[] some = Arrays.copyOfRange(users, begin, Math.min(users.length, begin + block));
            int[][] best = new int[some.length][];
            float[][] scored = new float[some.length][];
            inBlocks(scorer, some, (scores, row, j) -> {
                int[] out = new int[most];
                TopK.Row all = new TopK.Row(scores, row * items, items);
                if (allowed == null) {
                    new TopK(most).select(all, TopK.Skip.of(leftOut, some[j]), most, out, 0);
                } else {
                    among(allowed, all, leftOut.row(some[j]), most, out);
                }
                best[j] = Arrays.stream(out)
                        .takeWhile(item -> item != Rankings.NONE)
                        .toArray();
                scored[j] = new float[best[j].length];
                for (int r = 0; r < best[j].length; r++) {
                    scored[j][r] = scores.get(row * items + best[j][r]);
                }
            });
            for (int j = 0; j < some.length; j++) {
                sink.take(some[j], best[j], scored[j]);
            }
        }
    }

    /** Places among the allowed in place of items: in their order too, so that equal scores end the same way. */
    private static void among(int[] allowed, TopK.Row all, int[] leftOut, int most, int[] out) {
        float[] scores = new float[allowed.length];
        for (int place = 0; place < allowed.length; place++) {
            scores[place] = all.scores().get(all.from() + allowed[place]);
        }
        int[] skipped = Arrays.stream(leftOut)
                .map(item -> Arrays.binarySearch(allowed, item))
                .filter(place -> place >= 0)
                .toArray();
        new TopK(most).select(TopK.Row.of(scores), TopK.Skip.of(skipped), most, out, 0);
        for (int r = 0; r < out.length && out[r] != Rankings.NONE; r++) {
            out[r] = allowed[out[r]];
        }
    }

    private static int block(Scorer scorer) {
        return Math.max(1, Math.min(512, BLOCK_CELLS / scorer.items()));
    }

    private interface Row {
        void take(FloatBuffer scores, int row, int j);
    }

    private void inBlocks(Scorer scorer, int[] users, Row rows) {
        int block = block(scorer);
        for (int begin = 0; begin < users.length; begin += block) {
            int from = begin;
            int size = Math.min(block, users.length - from);
            try (NDManager step = backend.manager().newSubManager();
                    NDArray array = scorer.scores(step, Arrays.copyOfRange(users, from, from + size))) {
                FloatBuffer scores = backend.floats(array);
                IntStream.range(0, size).parallel().forEach(row -> rows.take(scores, row, from + row));
            }
        }
    }
}

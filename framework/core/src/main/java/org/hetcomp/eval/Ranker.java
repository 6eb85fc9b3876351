package org.hetcomp.eval;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * Ranks all items for blocks of users ({@link ScoreBlocks}): scores on the device, selection in Java ({@link TopK}), where ties are
 * broken the same way for every engine. Holds a block of scores a thread, never users x items.
 */
public final class Ranker {
    // Users whose best items are made before they are given away, and how many of these there may be of all.
    private static final int AT_ONCE = 4096;
    private static final int KEPT = 2 << 20;

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
        rank(scorer, users, leftOut, rankings, j -> j);
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
        rank(scorer, users, leftOut, rankings, j -> users[j]);
        return rankings;
    }

    private void rank(Scorer scorer, int[] users, Interactions leftOut, Rankings out, IntUnaryOperator place) {
        select(
                scorer,
                users,
                leftOut,
                j -> out.depth(place.applyAsInt(j)),
                (j, best) -> best.end(out.ids(), null, out.start(place.applyAsInt(j))));
    }

    private interface Ranked {
        void end(int j, TopK best);
    }

    private void select(Scorer scorer, int[] users, Interactions leftOut, IntUnaryOperator depths, Ranked ranked) {
        TopK[] best = new TopK[users.length];
        int deepest = IntStream.range(0, users.length).map(depths).max().orElse(0);
        new ScoreBlocks(backend, scorer).inParts(users, 2 * deepest, (scores, j, from, first, items) -> {
            if (first == 0) {
                int depth = depths.applyAsInt(j);
                best[j] = new TopK(depth);
                best[j].begin(TopK.Skip.of(leftOut, users[j]), depth);
            }
            best[j].add(new TopK.Row(scores, from, items), first);
            if (first + items == scorer.items()) {
                ranked.end(j, best[j]);
                best[j] = null;
            }
        });
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
        new ScoreBlocks(backend, scorer).whole(users, (scores, j, base, first, all) -> {
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
        int most = Math.max(1, Math.min(allowed == null ? scorer.items() : allowed.length, top));
        ScoreBlocks blocks = new ScoreBlocks(backend, scorer);
        int some = Math.max(blocks.users(), Math.min(AT_ONCE, KEPT / most));
        for (int begin = 0; begin < users.length; begin += some) {
            int[] next = Arrays.copyOfRange(users, begin, Math.min(users.length, begin + some));
            Best best = new Best(next.length, most);
            if (allowed == null) {
                select(scorer, next, leftOut, j -> most, best::take);
            } else {
                blocks.whole(next, (scores, j, from, first, items) -> {
                    best.take(j, among(allowed, scores, from, leftOut.row(next[j]), most));
                    best.items[j] = IntStream.of(best.items[j])
                            .map(place -> allowed[place])
                            .toArray();
                });
            }
            for (int j = 0; j < next.length; j++) {
                sink.take(next[j], best.items[j], best.scores[j]);
            }
        }
    }

    /** Items of some users with their scores. */
    private static final class Best {
        private final int most;
        private final int[][] items;
        private final float[][] scores;

        Best(int users, int most) {
            this.most = most;
            this.items = new int[users][];
            this.scores = new float[users][];
        }

        void take(int j, TopK best) {
            int[] chosen = new int[most];
            float[] scored = new float[most];
            int count = best.end(chosen, scored, 0);
            items[j] = Arrays.copyOf(chosen, count);
            scores[j] = Arrays.copyOf(scored, count);
        }
    }

    /** Ranks places among the allowed in place of items: in their order too, so that equal scores end the same way. */
    private static TopK among(int[] allowed, FloatBuffer all, int from, int[] leftOut, int most) {
        float[] scores = new float[allowed.length];
        for (int place = 0; place < allowed.length; place++) {
            scores[place] = all.get(from + allowed[place]);
        }
        int[] skipped = Arrays.stream(leftOut)
                .map(item -> Arrays.binarySearch(allowed, item))
                .filter(place -> place >= 0)
                .toArray();
        TopK best = new TopK(most);
        best.begin(TopK.Skip.of(skipped), most);
        best.add(TopK.Row.of(scores), 0);
        return best;
    }
}

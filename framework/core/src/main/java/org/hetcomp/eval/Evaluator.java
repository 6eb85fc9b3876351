package org.hetcomp.eval;

import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;

/**
 * Recall@N and NDCG@N of full rankings (design: means over the users that have both a valid and a test item; train is
 * left out, and test while measuring valid, valid while measuring test).
 */
public final class Evaluator {
    /** The greatest N measured. */
    public static final int DEPTH = 50;

    private final Split split;
    private final int[] users;

    public Evaluator(Split split) {
        this.split = split;
        this.users = IntStream.range(0, split.users())
                .filter(u -> split.valid().count(u) > 0 && split.test().count(u) > 0)
                .toArray();
    }

    /** How long rankings over unobserved items must be so that {@link #DEPTH} items are left of each. */
    public int cut() {
        return DEPTH + Math.max(split.valid().maxCount(), split.test().maxCount());
    }

    /**
     * The same per user: most have few items in valid or test, and the cut follows the one who has most.
     *
     * @param least no depth is below this
     * @return {@code [users]}
     */
    public int[] depths(int least) {
        return IntStream.range(0, split.users())
                .map(u -> DEPTH + Math.max(split.valid().count(u), split.test().count(u)))
                .map(depth -> Math.max(least, depth))
                .toArray();
    }

    /** The users that are measured. */
    public int[] users() {
        return users.clone();
    }

    /** Measures on valid; rankings over unobserved items of all users. */
    public Measures valid(Rankings rankings) {
        return measure(rankings, split.valid(), split.test());
    }

    /** Measures on test; rankings over unobserved items of all users. */
    public Measures test(Rankings rankings) {
        return measure(rankings, split.test(), split.valid());
    }

    /** Measures on test of each of {@link #users}, in their order; rankings over unobserved items of all users. */
    public List<Measures> testEach(Rankings rankings) {
        return List.of(each(rankings, split.test(), split.valid()));
    }

    private Measures measure(Rankings rankings, Interactions relevant, Interactions leftOut) {
        return Measures.mean(List.of(each(rankings, relevant, leftOut)));
    }

    private Measures[] each(Rankings rankings, Interactions relevant, Interactions leftOut) {
        if (rankings.users() != split.users()) {
            throw new IllegalArgumentException(
                    "rankings are of " + rankings.users() + " users, the split of " + split.users());
        }
        return IntStream.of(users)
                .parallel()
                .mapToObj(u -> measure(u, rankings, relevant, leftOut))
                .toArray(Measures[]::new);
    }

    private static Measures measure(int user, Rankings rankings, Interactions relevant, Interactions leftOut) {
        int hits10 = 0;
        int hits50 = 0;
        double dcg10 = 0;
        double dcg50 = 0;
        int place = 0;
        for (int r = 0; r < rankings.cut() && place < DEPTH; r++) {
            int item = rankings.at(user, r);
            if (item == Rankings.NONE) {
                break;
            }
            if (leftOut.contains(user, item)) {
                continue;
            }
            if (relevant.contains(user, item)) {
                double gain = gain(place);
                hits50++;
                dcg50 += gain;
                if (place < 10) {
                    hits10++;
                    dcg10 += gain;
                }
            }
            place++;
        }
        int count = relevant.count(user);
        return new Measures(
                (double) hits10 / count, (double) hits50 / count, dcg10 / ideal(count, 10), dcg50 / ideal(count, 50));
    }

    private static double gain(int place) {
        return Math.log(2) / Math.log(place + 2);
    }

    private static double ideal(int relevant, int n) {
        double sum = 0;
        for (int place = 0; place < Math.min(relevant, n); place++) {
            sum += gain(place);
        }
        return sum;
    }
}

package org.hetcomp.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;

/**
 * Measures of full rankings (design: means over the users that have both a valid and a test item; train is left out, and
 * test while measuring valid, valid while measuring test).
 */
public final class Evaluator {
    /** The greatest N that is always measured. */
    public static final int DEPTH = 50;

    private final Split split;
    private final List<Measure> more;
    private final int[] users;
    private final int whole;
    private final int depth;

    /** One for the four measures alone. */
    public Evaluator(Split split) {
        this(split, List.of());
    }

    /**
     * One that {@link #assess assesses} by other measures too.
     *
     * @param more measures besides the four
     */
    public Evaluator(Split split, List<Measure> more) {
        this.split = split;
        this.more = List.copyOf(more);
        this.depth = Math.max(DEPTH, more.stream().mapToInt(Measure::cut).max().orElse(0));
        this.users = IntStream.range(0, split.users())
                .filter(u -> split.valid().count(u) > 0 && split.test().count(u) > 0)
                .toArray();
        this.whole = users.length;
    }

    private Evaluator(Evaluator of, int[] users) {
        this.split = of.split;
        this.more = of.more;
        this.depth = of.depth;
        this.users = users;
        this.whole = of.whole;
    }

    /**
     * The same of the users by whom epochs are compared.
     *
     * @param part how many; null for as many as there are, or a sample of very many
     * @param seed decides which
     */
    public Evaluator of(EvalUsers part, long seed) {
        return new Evaluator(this, (part == null ? EvalUsers.AUTOMATIC : part).draw(users, seed));
    }

    /** Whether not all users are measured that could be. */
    public boolean isSample() {
        return users.length < whole;
    }

    /** How long rankings over unobserved items must be so that all measured places are left of each. */
    public int cut() {
        return depth + Math.max(split.valid().maxCount(), split.test().maxCount());
    }

    /**
     * The same per user: most have few items in valid or test, and the cut follows the one who has most.
     *
     * @param least no depth is below this
     * @return {@code [users]}
     */
    public int[] depths(int least) {
        return IntStream.range(0, split.users())
                .map(u -> depth + Math.max(split.valid().count(u), split.test().count(u)))
                .map(each -> Math.max(least, each))
                .toArray();
    }

    /** The same of the users that are measured, and 0 of the others. */
    public int[] depths() {
        int[] all = depths(1);
        int[] own = new int[all.length];
        for (int u : users) {
            own[u] = all[u];
        }
        return own;
    }

    /** Whether rankings over unobserved items are as long as {@link #depths} says, or have all items, of every user. */
    public boolean reaches(Rankings rankings) {
        return IntStream.of(users).allMatch(u -> {
            int length = rankings.length(u);
            return length
                            >= depth
                                    + Math.max(
                                            split.valid().count(u), split.test().count(u))
                    || length >= split.items() - split.train().count(u);
        });
    }

    /** The users that are measured. */
    public int[] users() {
        return users.clone();
    }

    /** Recall@50 on test that guessing comes to, in the mean. */
    public double chance() {
        return IntStream.of(users)
                .mapToDouble(u -> {
                    int unseen = split.items()
                            - split.train().count(u)
                            - split.valid().count(u);
                    return Math.min(1, (double) DEPTH / Math.max(1, unseen));
                })
                .average()
                .orElse(0);
    }

    /** Measures on valid; rankings over unobserved items of all users. */
    public Measures valid(Rankings rankings) {
        return Measures.mean(four(each(rankings, Measure.FOUR, split.valid(), split.test())));
    }

    /** One measure on valid; rankings over unobserved items of all users. */
    public double valid(Rankings rankings, Measure measure) {
        return mean(each(rankings, List.of(measure), split.valid(), split.test()), 0);
    }

    /** How far a measure on valid may be from that of all users; null where all are measured. Rankings as for {@link #valid}. */
    public SampleError error(Rankings rankings, Measure measure) {
        if (!isSample()) {
            return null;
        }
        double[][] each = each(rankings, List.of(measure), split.valid(), split.test());
        return SampleError.of(Arrays.stream(each).mapToDouble(one -> one[0]).toArray(), whole);
    }

    /** Measures on test; rankings over unobserved items of all users. */
    public Measures test(Rankings rankings) {
        return Measures.mean(testEach(rankings));
    }

    /** Measures on test of each of {@link #users}, in their order; rankings over unobserved items of all users. */
    public List<Measures> testEach(Rankings rankings) {
        return four(testEach(rankings, Measure.FOUR));
    }

    /** The same by any measures: {@code [users][measures]}. */
    public double[][] testEach(Rankings rankings, List<Measure> measures) {
        return each(rankings, measures, split.test(), split.valid());
    }

    /** All besides the four measures, of one walk over the lists of each part; rankings as for {@link #test}. */
    public Assessment assess(Rankings rankings) {
        requireFitting(rankings);
        int[] popularity = split.train().itemCounts();
        Breadth.Count breadth = new Breadth.Count(popularity, split.users(), users.length);
        Groups groups = new Groups(split, users, popularity);
        double[][] test = new double[users.length][];
        IntStream.range(0, users.length).parallel().forEach(j -> {
            int[] shown = shown(users[j], rankings, split.valid());
            test[j] = values(users[j], shown, more, split.test());
            breadth.take(j, shown);
            groups.take(j, shown);
        });
        double[][] valid = more.isEmpty() ? test : each(rankings, more, split.valid(), split.test());
        return new Assessment(means(valid), means(test), breadth.result(), groups.ofUsers(), groups.ofItems());
    }

    private Map<String, Double> means(double[][] each) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int m = 0; m < more.size(); m++) {
            means.put(more.get(m).word(), mean(each, m));
        }
        return means;
    }

    private static double mean(double[][] each, int measure) {
        double sum = 0;
        for (double[] one : each) {
            sum += one[measure];
        }
        return sum / Math.max(1, each.length);
    }

    private static List<Measures> four(double[][] each) {
        return Arrays.stream(each)
                .map(one -> new Measures(one[0], one[1], one[2], one[3]))
                .toList();
    }

    private double[][] each(Rankings rankings, List<Measure> measures, Interactions relevant, Interactions leftOut) {
        requireFitting(rankings);
        return IntStream.of(users)
                .parallel()
                .mapToObj(u -> values(u, shown(u, rankings, leftOut), measures, relevant))
                .toArray(double[][]::new);
    }

    private void requireFitting(Rankings rankings) {
        if (rankings.users() != split.users()) {
            throw new IllegalArgumentException(
                    "rankings are of " + rankings.users() + " users, the split of " + split.users());
        }
    }

    /** The first items of a user's ranking, without those left out. */
    private int[] shown(int user, Rankings rankings, Interactions leftOut) {
        int[] shown = new int[depth];
        int length = 0;
        for (int r = 0; r < rankings.cut() && length < depth; r++) {
            int item = rankings.at(user, r);
            if (item == Rankings.NONE) {
                break;
            }
            if (!leftOut.contains(user, item)) {
                shown[length++] = item;
            }
        }
        return Arrays.copyOf(shown, length);
    }

    private static double[] values(int user, int[] shown, List<Measure> measures, Interactions relevant) {
        int[] places = IntStream.range(0, shown.length)
                .filter(place -> relevant.contains(user, shown[place]))
                .toArray();
        int count = relevant.count(user);
        return measures.stream()
                .mapToDouble(measure -> measure.of(places, count))
                .toArray();
    }
}

package org.hetcomp.distill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.trajectory.Trajectory;

/**
 * Chooses on valid how much each teacher counts in an {@link Ensemble}, and how slowly importance falls with rank.
 *
 * <p>So that a few hundred users are enough to choose by, it is one of few: a teacher weighs its own measure on valid to a power,
 * and lambda is one of some. Of those that are no worse than the best by more than one standard error of the users' differences, it
 * is the plainest: the least power, then the lambda nearest to that of the options (the one-standard-error rule of Breiman, Friedman,
 * Olshen and Stone, Classification and Regression Trees, 1984, section 3.4.3). Teachers by themselves are among the candidates, and
 * what is chosen is never below one of them on valid.
 */
public final class Weighing {
    private static final double[] POWERS = {0, 1, 2, 4, 8, 16};
    private static final double[] LAMBDAS = {10, 20, 40, 80};
    /** More users tell them apart no better than they differ. */
    private static final int MOST_USERS = 5000;

    private final List<Trajectory> teachers;
    private final EnsembleOptions options;
    private final Measure by;
    private final Split split;
    private final int[] users;

    /**
     * What was chosen.
     *
     * @param options those given, with the weights, and the lambda, that were chosen
     * @param value measure on valid of their ensemble
     * @param plain the same of the options given
     */
    public record Choice(EnsembleOptions options, double value, double plain) {}

    private record Candidate(double power, double lambda, double[] weights) {}

    private Weighing(List<Trajectory> teachers, EnsembleOptions options, Split split, Measure by) {
        this.teachers = teachers;
        this.options = options;
        this.split = split;
        this.by = by;
        this.users = some(new Evaluator(split).users());
    }

    /** At most so many, evenly spaced. */
    private static int[] some(int[] measured) {
        int count = Math.min(MOST_USERS, measured.length);
        return IntStream.range(0, count)
                .map(n -> measured[(int) ((long) n * measured.length / count)])
                .toArray();
    }

    /**
     * Chooses for the converged teachers.
     *
     * @param options how the ensemble is made otherwise
     * @param isFree whether lambda is chosen too; else it stays that of the options
     * @param by the measure on valid to go by
     * @return null where there is nothing to choose, for there is one teacher, or nobody to measure
     */
    public static Choice choose(
            List<Trajectory> teachers, EnsembleOptions options, boolean isFree, Split split, Measure by) {
        Weighing weighing = new Weighing(teachers, options, split, by);
        return teachers.size() < 2 || weighing.users.length == 0 ? null : weighing.choose(isFree);
    }

    private Choice choose(boolean isFree) {
        double lambda = options.lambda();
        List<Candidate> candidates = new ArrayList<>();
        // The options themselves, and each teacher alone, which any lambda leaves in its order.
        candidates.add(new Candidate(0, lambda, equal()));
        for (int x = 0; x < teachers.size(); x++) {
            double[] alone = new double[teachers.size()];
            alone[x] = 1;
            candidates.add(new Candidate(Double.POSITIVE_INFINITY, lambda, alone));
        }
        double[] worths = each(candidates.subList(1, candidates.size())).stream()
                .mapToDouble(Weighing::mean)
                .toArray();
        double best = Arrays.stream(worths).max().orElseThrow();
        for (double ranks : isFree ? LAMBDAS : new double[] {lambda}) {
            for (double power : POWERS) {
                double[] weights = Arrays.stream(worths)
                        .map(worth -> power == 0 || best == 0 ? 1 : Math.pow(worth / best, power))
                        .toArray();
                candidates.add(new Candidate(power, ranks, weights));
            }
        }
        List<double[]> values = each(candidates);
        int chosen = plainest(candidates, values, best);
        Candidate candidate = candidates.get(chosen);
        EnsembleOptions weighed = options.withLambda(candidate.lambda())
                .withWeights(DoubleStream.of(candidate.weights()).boxed().toList());
        return new Choice(weighed, mean(values.get(chosen)), mean(values.get(0)));
    }

    private double[] equal() {
        double[] equal = new double[teachers.size()];
        Arrays.fill(equal, 1);
        return equal;
    }

    private int plainest(List<Candidate> candidates, List<double[]> values, double alone) {
        int best = 0;
        for (int c = 1; c < values.size(); c++) {
            best = mean(values.get(c)) > mean(values.get(best)) ? c : best;
        }
        int plainest = best;
        for (int c = 0; c < values.size(); c++) {
            boolean isNear = isWithinError(values.get(best), values.get(c)) && mean(values.get(c)) >= alone;
            plainest = isNear && isPlainer(candidates.get(c), candidates.get(plainest)) ? c : plainest;
        }
        return plainest;
    }

    private boolean isPlainer(Candidate one, Candidate other) {
        return one.power() < other.power()
                || one.power() == other.power() && distance(one.lambda()) < distance(other.lambda());
    }

    private double distance(double lambda) {
        return Math.abs(Math.log(lambda / options.lambda()));
    }

    /** Whether the mean of differences to the best is at most their standard error. */
    private static boolean isWithinError(double[] best, double[] other) {
        double[] differences = IntStream.range(0, best.length)
                .mapToDouble(u -> best[u] - other[u])
                .toArray();
        double mean = mean(differences);
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        return mean <= Math.sqrt(squares / Math.max(1, differences.length - 1) / differences.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** The measure on valid of each user by each candidate: one array of users for each candidate. */
    private List<double[]> each(List<Candidate> candidates) {
        double[][] importances = candidates.stream()
                .map(candidate -> options.withLambda(candidate.lambda()).importance())
                .toArray(double[][]::new);
        double[][] values = new double[candidates.size()][users.length];
        IntStream.range(0, users.length).parallel().forEach(j -> {
            Union union = union(users[j]);
            for (int c = 0; c < values.length; c++) {
                values[c][j] = union.measure(candidates.get(c).weights(), importances[c]);
            }
        });
        return List.of(values);
    }

    /** What teachers have of a user, without what belongs to test. */
    private Union union(int user) {
        Interactions leftOut = split.test();
        int[][] rows = teachers.stream()
                .map(teacher -> teacher.converged().first(user, options.cut()))
                .toArray(int[][]::new);
        int[] items = Arrays.stream(rows)
                .flatMapToInt(Arrays::stream)
                .filter(item -> !leftOut.contains(user, item))
                .sorted()
                .distinct()
                .toArray();
        int[][] places = new int[rows.length][];
        for (int x = 0; x < rows.length; x++) {
            places[x] = Arrays.stream(rows[x])
                    .map(item -> Math.max(-1, Arrays.binarySearch(items, item)))
                    .toArray();
        }
        int[] relevant = IntStream.range(0, items.length)
                .filter(n -> split.valid().contains(user, items[n]))
                .toArray();
        return new Union(places, items.length, relevant, split.valid().count(user));
    }

    /**
     * The items that teachers rank for a user, by number, ascending as their ids.
     *
     * @param rows of each teacher, numbers of its items, best first; -1 for one that is left out
     * @param relevant numbers of those held back from the user
     * @param held how many are held back from the user
     */
    private final class Union {
        private final int[][] rows;
        private final int[] relevant;
        private final int held;
        private final double[] sums;

        Union(int[][] rows, int items, int[] relevant, int held) {
            this.rows = rows;
            this.relevant = relevant;
            this.held = held;
            this.sums = new double[items];
        }

        double measure(double[] weights, double[] importance) {
            if (relevant.length == 0) {
                return 0;
            }
            Arrays.fill(sums, 0);
            for (int x = 0; x < rows.length; x++) {
                for (int r = 0; weights[x] > 0 && r < rows[x].length; r++) {
                    if (rows[x][r] >= 0) {
                        sums[rows[x][r]] += Math.max(weights[x] * importance[r], Double.MIN_VALUE);
                    }
                }
            }
            int[] places = Arrays.stream(relevant)
                    .filter(n -> sums[n] > 0)
                    .map(this::place)
                    .sorted()
                    .toArray();
            return by.of(places, held);
        }

        private int place(int of) {
            int before = 0;
            for (int n = 0; n < sums.length; n++) {
                before += sums[n] > sums[of] || sums[n] == sums[of] && n < of ? 1 : 0;
            }
            return before;
        }
    }
}

package org.hetcomp.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.TTest;

/**
 * Whether two methods differ on a measure by more than the choice of users explains: Student's t-test of the users'
 * differences, each user's measure being the mean over the seeds. It says nothing of other data, and of other seeds
 * only what their spread does.
 *
 * @param methods the two, first the one with more
 * @param measure {@link Measure} by its name for scripts, see {@link Measure#name}
 * @param users how many were measured
 * @param difference the first's mean less the second's
 * @param low lower end of its 95% confidence interval
 * @param high upper end
 * @param p probability of such a difference or a larger one were there none, two-sided
 * @param adjusted the same, held against all pairs tested on the measure (Holm, A Simple Sequentially Rejective
 *     Multiple Test Procedure, 1979)
 */
public record PairedDifference(
        List<String> methods,
        String measure,
        int users,
        double difference,
        double low,
        double high,
        double p,
        double adjusted) {
    /** Below it a difference is called one. */
    public static final double LEVEL = 0.05;

    private static final double CONFIDENCE = 0.95;

    /** Whether the difference is more than chance. */
    public boolean isSignificant() {
        return adjusted < LEVEL;
    }

    /**
     * Tests every pair of methods on every measure; none where there are fewer than two users.
     *
     * @param users measures of each user, the same users in the same order, by method
     */
    public static List<PairedDifference> all(Map<String, List<Measures>> users) {
        Map<String, double[][]> values = new LinkedHashMap<>();
        users.forEach((method, each) -> values.put(
                method,
                each.stream()
                        .map(one -> Measure.FOUR.stream()
                                .mapToDouble(measure -> measure.of(one))
                                .toArray())
                        .toArray(double[][]::new)));
        return all(values, Measure.FOUR);
    }

    /**
     * The same by any measures.
     *
     * @param users {@code [users][measures]} by method
     */
    public static List<PairedDifference> all(Map<String, double[][]> users, List<Measure> measures) {
        List<String> methods = List.copyOf(users.keySet());
        List<PairedDifference> tests = new ArrayList<>();
        for (int m = 0; m < measures.size(); m++) {
            int place = m;
            Map<String, double[]> values = new LinkedHashMap<>();
            users.forEach((method, each) -> values.put(
                    method, Arrays.stream(each).mapToDouble(one -> one[place]).toArray()));
            List<PairedDifference> pairs = new ArrayList<>();
            for (int a = 0; a < methods.size(); a++) {
                for (int b = a + 1; b < methods.size(); b++) {
                    if (values.get(methods.get(a)).length > 1) {
                        pairs.add(of(methods.get(a), methods.get(b), measures.get(m), values));
                    }
                }
            }
            tests.addAll(adjusted(pairs));
        }
        return tests;
    }

    private static PairedDifference of(String a, String b, Measure measure, Map<String, double[]> values) {
        double[] first = values.get(a);
        double[] second = values.get(b);
        int n = first.length;
        double[] differences =
                IntStream.range(0, n).mapToDouble(u -> first[u] - second[u]).toArray();
        double mean = Arrays.stream(differences).sum() / n;
        if (mean < 0) {
            return of(b, a, measure, values);
        }
        double squares = 0;
        for (double difference : differences) {
            squares += (difference - mean) * (difference - mean);
        }
        double half = TDistribution.of(n - 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2)
                * Math.sqrt(squares / (n - 1) / n);
        // Without spread there is no statistic: equal everywhere, or apart by the same everywhere.
        double p = squares > 0 ? TTest.withDefaults().test(differences).getPValue() : mean > 0 ? 0 : 1;
        return new PairedDifference(List.of(a, b), measure.name(), n, mean, mean - half, mean + half, p, p);
    }

    /** Holm's step-down adjustment, in the order given. */
    private static List<PairedDifference> adjusted(List<PairedDifference> pairs) {
        List<PairedDifference> rising = pairs.stream()
                .sorted(Comparator.comparingDouble(PairedDifference::p))
                .toList();
        Map<PairedDifference, Double> adjusted = new LinkedHashMap<>();
        double least = 0;
        for (int i = 0; i < rising.size(); i++) {
            least = Math.max(
                    least, Math.min(1, (rising.size() - i) * rising.get(i).p()));
            adjusted.put(rising.get(i), least);
        }
        return pairs.stream().map(pair -> pair.adjusted(adjusted.get(pair))).toList();
    }

    private PairedDifference adjusted(double value) {
        return new PairedDifference(methods, measure, users, difference, low, high, p, value);
    }
}

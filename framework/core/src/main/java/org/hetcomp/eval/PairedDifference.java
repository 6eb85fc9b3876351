package org.hetcomp.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two methods differ on a measure by more than the choice of users and of seeds explains ({@link CrossedMean}). Of one seed
 * it is Student's t-test over users and says nothing of others; of other data it never says anything.
 *
 * @param methods the two, first the one with more
 * @param measure {@link Measure} by its name for scripts, see {@link Measure#name}
 * @param users how many were measured
 * @param seeds how many students of each method were
 * @param difference the first's mean less the second's
 * @param low lower end of its 95% confidence interval
 * @param high upper end
 * @param p probability of such a difference or a larger one were there none, two-sided
 * @param adjusted the same, held against all pairs tested on the measure (Holm, A Simple Sequentially Rejective
 *     Multiple Test Procedure, 1979)
 * @param least the least difference that would be called one in four of five such comparisons were it the only one among the pairs, so
 *     that p would have to be below {@link #LEVEL} divided by their number
 */
public record PairedDifference(
        List<String> methods,
        String measure,
        int users,
        int seeds,
        double difference,
        double low,
        double high,
        double p,
        double adjusted,
        double least) {
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
     * @param values {@code [seeds][users][measures]} by method, of the same seeds and users in the same order
     */
    public static List<PairedDifference> all(Map<String, double[][][]> values, List<Measure> measures) {
        List<String> methods = List.copyOf(values.keySet());
        List<PairedDifference> tests = new ArrayList<>();
        int all = methods.size() * (methods.size() - 1) / 2;
        for (int m = 0; m < measures.size(); m++) {
            List<PairedDifference> pairs = new ArrayList<>();
            for (int a = 0; a < methods.size(); a++) {
                for (int b = a + 1; b < methods.size(); b++) {
                    if (values.get(methods.get(a))[0].length > 1) {
                        pairs.add(of(methods.get(a), methods.get(b), measures.get(m), m, values, LEVEL / all));
                    }
                }
            }
            tests.addAll(adjusted(pairs));
        }
        return tests;
    }

    private static PairedDifference of(
            String a, String b, Measure measure, int place, Map<String, double[][][]> values, double level) {
        double[][] differences = differences(values.get(a), values.get(b), place);
        CrossedMean mean = CrossedMean.of(differences);
        if (mean.mean() < 0) {
            return of(b, a, measure, place, values, level);
        }
        double half = mean.half(CONFIDENCE);
        return new PairedDifference(
                List.of(a, b),
                measure.name(),
                differences[0].length,
                differences.length,
                mean.mean(),
                mean.mean() - half,
                mean.mean() + half,
                mean.p(),
                mean.p(),
                mean.least(level));
    }

    private static double[][] differences(double[][][] first, double[][][] second, int place) {
        double[][] differences = new double[first.length][first[0].length];
        for (int s = 0; s < differences.length; s++) {
            for (int u = 0; u < differences[s].length; u++) {
                differences[s][u] = first[s][u][place] - second[s][u][place];
            }
        }
        return differences;
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
        return new PairedDifference(methods, measure, users, seeds, difference, low, high, p, value, least);
    }
}

package org.hetcomp.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far backends are apart on the same inputs, over all pairs of them.
 *
 * @param suite id of the suite
 * @param name what was compared: a kernel by the name of its metric, or scores
 * @param dim the student's dimension; null where there is none
 * @param model the model; null where there is none
 * @param backends those compared
 * @param maxAbsDiff the largest difference; null if there is a problem
 * @param maxRelDiff the largest difference over the largest magnitude in its array; null if there is a problem
 * @param problem why they cannot be compared; null if they can
 */
public record Agreement(
        String suite,
        String name,
        Integer dim,
        String model,
        List<String> backends,
        Double maxAbsDiff,
        Double maxRelDiff,
        String problem) {
    /** Checks that it says what was compared, and what came of it. */
    public Agreement {
        Objects.requireNonNull(name, "an agreement without name");
        if (problem == null && (maxAbsDiff == null || maxRelDiff == null)) {
            throw new IllegalArgumentException("an agreement on " + name + " has neither differences nor a problem");
        }
    }

    /** Backends that can be compared. */
    public static Agreement within(
            String suite, Metric compared, List<String> backends, double maxAbsDiff, double maxRelDiff) {
        return new Agreement(
                suite, compared.name(), compared.dim(), compared.model(), backends, maxAbsDiff, maxRelDiff, null);
    }

    /** Backends that cannot. */
    public static Agreement problem(String suite, Metric compared, List<String> backends, String problem) {
        return new Agreement(suite, compared.name(), compared.dim(), compared.model(), backends, null, null, problem);
    }

    /** Compares what at least two backends came to, arrays by name each. */
    static Agreement of(Suite suite, Metric compared, Map<Candidate, Map<String, float[]>> samples) {
        List<String> backends =
                samples.keySet().stream().map(Candidate::toString).toList();
        List<Map<String, float[]>> all = List.copyOf(samples.values());
        double[] worst = new double[2];
        String problem = null;
        for (int a = 0; a < all.size(); a++) {
            for (int b = a + 1; b < all.size() && problem == null; b++) {
                problem = compare(all.get(a), all.get(b), worst);
            }
        }
        return problem == null
                ? within(suite.id(), compared, backends, worst[0], worst[1])
                : problem(suite.id(), compared, backends, problem);
    }

    private static String compare(Map<String, float[]> one, Map<String, float[]> other, double[] worst) {
        for (Map.Entry<String, float[]> entry : one.entrySet()) {
            float[] mine = entry.getValue();
            float[] theirs = other.get(entry.getKey());
            if (theirs == null || theirs.length != mine.length) {
                return entry.getKey() + " has other shapes";
            }
            double difference = 0;
            double magnitude = 0;
            for (int j = 0; j < mine.length; j++) {
                if (!Float.isFinite(mine[j]) || !Float.isFinite(theirs[j])) {
                    return entry.getKey() + " has numbers that are not finite";
                }
                difference = Math.max(difference, Math.abs((double) mine[j] - theirs[j]));
                magnitude = Math.max(magnitude, Math.max(Math.abs(mine[j]), Math.abs(theirs[j])));
            }
            worst[0] = Math.max(worst[0], difference);
            worst[1] = Math.max(worst[1], magnitude == 0 ? 0 : difference / magnitude);
        }
        return null;
    }

    /** What was compared, for people. */
    public String title() {
        return new Metric(name, "", dim, model).title();
    }
}

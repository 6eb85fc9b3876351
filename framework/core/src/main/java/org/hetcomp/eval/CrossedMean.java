package org.hetcomp.eval;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean of differences between two methods, each of a user and a seed, and how far it is to be trusted: users and seeds are both
 * drawn from many, and another draw of either would change it. The quasi-F of Clark, The Language-as-Fixed-Effect Fallacy, 1973, on
 * the two-way table without replication, with the degrees of freedom of Satterthwaite, An Approximate Distribution of Estimates of
 * Variance Components, 1946; but never less doubt than the means of seeds leave by themselves, for by few seeds that happen to lie
 * near one another the approximation takes itself for surer than it is: at every level the one that leaves more doubt holds. Of one seed it is Student's t-test over users, and says
 * nothing of other seeds.
 *
 * @param mean of all differences
 * @param doubts how far it is to be trusted, the quasi-F's and of several seeds that of their means; the greater one holds
 */
record CrossedMean(double mean, List<Doubt> doubts) {
    private static final double POWER = 0.8;

    /**
     * Of a table of differences.
     *
     * @param differences {@code [seeds][users]}, at least one seed and two users
     */
    static CrossedMean of(double[][] differences) {
        int seeds = differences.length;
        int users = differences[0].length;
        double mean = 0;
        double[] ofUsers = new double[users];
        double[] ofSeeds = new double[seeds];
        for (int s = 0; s < seeds; s++) {
            for (int u = 0; u < users; u++) {
                double share = differences[s][u] / seeds / users;
                mean += share;
                ofUsers[u] += share * users;
                ofSeeds[s] += share * seeds;
            }
        }
        double byUsers = 0;
        double bySeeds = 0;
        double rest = 0;
        for (int u = 0; u < users; u++) {
            byUsers += seeds * (ofUsers[u] - mean) * (ofUsers[u] - mean) / (users - 1);
        }
        for (int s = 0; s < seeds && seeds > 1; s++) {
            bySeeds += users * (ofSeeds[s] - mean) * (ofSeeds[s] - mean) / (seeds - 1);
            for (int u = 0; u < users; u++) {
                double left = differences[s][u] - ofUsers[u] - ofSeeds[s] + mean;
                rest += left * left / (users - 1) / (seeds - 1);
            }
        }
        // Seeds that differ by no more than their users explain add nothing.
        double variance = byUsers + Math.max(0, bySeeds - rest);
        double spread = square(byUsers) / (users - 1);
        if (bySeeds > rest) {
            spread += square(bySeeds) / (seeds - 1) + square(rest) / (users - 1) / (seeds - 1);
        }
        double degrees = spread > 0 ? Math.max(1, square(variance) / spread) : users - 1;
        Doubt both = new Doubt(Math.sqrt(variance / users / seeds), degrees);
        return new CrossedMean(
                mean,
                seeds < 2 ? List.of(both) : List.of(both, new Doubt(Math.sqrt(bySeeds / users / seeds), seeds - 1)));
    }

    private static double square(double value) {
        return value * value;
    }

    /** Half of the interval about the mean that has it with this confidence. */
    double half(double confidence) {
        return greatest(doubt -> doubt.half(confidence));
    }

    /** Probability of such a mean or one farther from 0 were there no difference. */
    double p() {
        return greatest(doubt -> doubt.p(Math.abs(mean)));
    }

    /** The least difference that would be told from 0 at this level in four of five repetitions. */
    double least(double level) {
        return greatest(doubt -> doubt.least(level));
    }

    // Which doubt is the greater depends on the level: few degrees of freedom have long tails.
    private double greatest(ToDoubleFunction<Doubt> of) {
        return doubts.stream().mapToDouble(of).max().orElseThrow();
    }

    /**
     * An error of a mean, about which the mean is distributed as Student's t.
     *
     * @param error standard error of the mean
     * @param degrees of freedom of the error; at least 1, not whole in general
     */
    record Doubt(double error, double degrees) {
        private TDistribution distribution() {
            return TDistribution.of(degrees);
        }

        private double half(double confidence) {
            return error * distribution().inverseSurvivalProbability((1 - confidence) / 2);
        }

        private double p(double distance) {
            // Without spread there is no statistic: equal everywhere, or apart by the same everywhere.
            if (error == 0) {
                return distance == 0 ? 1 : 0;
            }
            return Math.min(1, 2 * distribution().survivalProbability(distance / error));
        }

        private double least(double level) {
            return half(1 - level) + error * distribution().inverseCumulativeProbability(POWER);
        }
    }
}

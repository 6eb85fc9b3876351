package org.hetcomp.distill;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How rankings of several teachers become one.
 *
 * @param lambda how slowly importance falls with rank, above 0, in ranks
 * @param unobserved K, items of the supervision over unobserved items, at least 1; 100 as published
 * @param observed P, items of the supervision over the user's own items, at least 1; 10 as published
 * @param cut M, ranks of a teacher's ranking that count, at least 1; 200, where importance is exp(-10)
 * @param share the most of all items that the list over unobserved ones takes, above 0 and at most 1; 1, so that K alone says it
 * @param weights how much each teacher's importances count, in the teachers' order, at least 0 and not all 0; empty where all
 *     count alike, as published
 */
public record EnsembleOptions(double lambda, int unobserved, int observed, int cut, double share, List<Double> weights)
        implements Serializable {
    /** Checks the ranges. */
    public EnsembleOptions {
        if (!(lambda > 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("lambda must be above 0, not " + lambda);
        }
        if (unobserved < 1 || observed < 1 || cut < 1) {
            throw new IllegalArgumentException("unobserved, observed and cut must be at least 1, not " + unobserved
                    + ", " + observed + " and " + cut);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, not " + share);
        }
        weights = List.copyOf(weights);
        if (!weights.stream().allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY)
                || !weights.isEmpty() && weights.stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("weights must be at least 0 and not all 0, not " + weights);
        }
    }

    /** Lists as long as they are said to be, whatever the number of items, of teachers that count alike. */
    public EnsembleOptions(double lambda, int unobserved, int observed, int cut) {
        this(lambda, unobserved, observed, cut, 1, List.of());
    }

    /** The published constants, but lambda, which is 20 instead of 10: docs/algorithm.md says why. */
    public static EnsembleOptions defaults() {
        return new EnsembleOptions(20, 100, 10, 200);
    }

    /** The same with importance falling otherwise. */
    public EnsembleOptions withLambda(double ranks) {
        return new EnsembleOptions(ranks, unobserved, observed, cut, share, weights);
    }

    /** The same with lists of other lengths. */
    public EnsembleOptions withLists(int ofUnobserved, int ofObserved) {
        return new EnsembleOptions(lambda, ofUnobserved, ofObserved, cut, share, weights);
    }

    /** The same with lists of at most that share of all items. */
    public EnsembleOptions withShare(double ofItems) {
        return new EnsembleOptions(lambda, unobserved, observed, cut, ofItems, weights);
    }

    /** The same with so many ranks that count. */
    public EnsembleOptions withCut(int ranks) {
        return new EnsembleOptions(lambda, unobserved, observed, ranks, share, weights);
    }

    /** The same with teachers that count otherwise. */
    public EnsembleOptions withWeights(List<Double> ofTeachers) {
        return new EnsembleOptions(lambda, unobserved, observed, cut, share, ofTeachers);
    }

    /**
     * Importance by rank, {@code [cut]}, before weights. Above 0 however small lambda is: a sum of 0 means that no ranking has the
     * item.
     */
    double[] importance() {
        return IntStream.range(0, cut)
                .mapToDouble(r -> Math.max(Math.exp(-r / lambda), Double.MIN_VALUE))
                .toArray();
    }

    /** How much a teacher counts. */
    double weight(int teacher) {
        return weights.isEmpty() ? 1 : weights.get(teacher);
    }

    /** The same with K as it is where there are so many items. */
    EnsembleOptions within(int items) {
        int most = Math.max(1, (int) Math.floor(share * items));
        return share == 1 || unobserved <= most
                ? this
                : new EnsembleOptions(lambda, most, observed, cut, share, weights);
    }
}

package org.hetcomp.distill;

import java.io.Serializable;

/**
 * How rankings of several teachers become one.
 *
 * @param lambda how slowly importance falls with rank, above 0, in ranks
 * @param unobserved K, items of the supervision over unobserved items, at least 1; 100 as published
 * @param observed P, items of the supervision over the user's own items, at least 1; 10 as published
 * @param cut M, ranks of a teacher's ranking that count, at least 1; 200, where importance is exp(-10)
 * @param share the most of all items that the list over unobserved ones takes, above 0 and at most 1; 1, so that K alone says it
 */
public record EnsembleOptions(double lambda, int unobserved, int observed, int cut, double share)
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
    }

    /** Lists as long as they are said to be, whatever the number of items. */
    public EnsembleOptions(double lambda, int unobserved, int observed, int cut) {
        this(lambda, unobserved, observed, cut, 1);
    }

    /** The published constants, but lambda, which is 20 instead of 10: docs/algorithm.md says why. */
    public static EnsembleOptions defaults() {
        return new EnsembleOptions(20, 100, 10, 200);
    }

    /** The same with importance falling otherwise. */
    public EnsembleOptions withLambda(double ranks) {
        return new EnsembleOptions(ranks, unobserved, observed, cut, share);
    }

    /** The same with lists of other lengths. */
    public EnsembleOptions withLists(int ofUnobserved, int ofObserved) {
        return new EnsembleOptions(lambda, ofUnobserved, ofObserved, cut, share);
    }

    /** The same with lists of at most that share of all items. */
    public EnsembleOptions withShare(double ofItems) {
        return new EnsembleOptions(lambda, unobserved, observed, cut, ofItems);
    }

    /** The same with K as it is where there are so many items. */
    EnsembleOptions within(int items) {
        int most = Math.max(1, (int) Math.floor(share * items));
        return share == 1 || unobserved <= most ? this : new EnsembleOptions(lambda, most, observed, cut, share);
    }
}

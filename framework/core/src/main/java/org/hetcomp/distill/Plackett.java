package org.hetcomp.distill;

/**
 * The relaxed likelihood of a list, in double precision: sum over its items t of log D_t - s_t. D_t is exp s_t, the exponentials
 * of the others, and, for the first {@code ordered} items, those that follow t in the list. With all of the list ordered that is
 * -log of DE-RRD's relaxed permutation probability, a Plackett-Luce likelihood without an order among the others (Kang et al.,
 * CIKM 2020, section 4.2); with none of it ordered each item is above the others only.
 */
final class Plackett {
    private Plackett() {}

    /**
     * Adds a list's derivatives, and returns its loss.
     *
     * @param scores at which pairs, at most {@link ListKind#LIMIT} in size
     * @param list places of the list's pairs, best first
     * @param ordered how many of the list's first items have an order
     * @param others places of the items below the list
     * @param slopes as scores; derivatives are added to it
     */
    static double add(PairScores scores, int[] list, int ordered, int[] others, double[] slopes) {
        double[] powers = scores.powers();
        double rest = 0;
        for (int place : others) {
            rest += powers[place];
        }
        double[] after = new double[list.length + 1];
        for (int t = list.length - 1; t >= 0; t--) {
            after[t] = after[t + 1] + powers[list[t]];
        }
        double loss = 0;
        double inverse = 0;
        double ofOrdered = 0;
        for (int t = 0; t < list.length; t++) {
            double own = powers[list[t]];
            boolean isOrdered = t < ordered;
            double total = rest + (isOrdered ? after[t] : own);
            loss += Math.log(total) - scores.values()[list[t]];
            inverse += 1 / total;
            ofOrdered += isOrdered ? 1 / total : 0;
            slopes[list[t]] += own * (isOrdered ? ofOrdered : ofOrdered + 1 / total) - 1;
        }
        for (int place : others) {
            slopes[place] += powers[place] * inverse;
        }
        return loss;
    }
}

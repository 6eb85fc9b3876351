package org.hetcomp.distill;

/**
 * The coarse or the fine loss of one user in plain Java and double precision, from the scores of what is listed and the sum R of the
 * exponentials of all the rest: the sum over listed items t of w_t (log D_t - s_t) with D_t as {@link ListKind#end} has it. With
 * c = sum_t w_t / D_t an item j of the rest has dL/ds_j = c exp s_j, so that all derivatives are given as multiples of c
 * (docs/algorithm.md, one form for both losses). For one thread.
 */
public final class ListedLoss {
    private static final double LIMIT = ListKind.LIMIT;

    private final float[] weights;
    // Whether D_t sums the items that follow t too, and ends where theirs ends.
    private final boolean[] goesOn;
    private final double[] exponentials;
    private final double[] derivatives;
    private double inverse;

    /**
     * One for lists of that many places.
     *
     * @param observed places of the observed list
     * @param weights {@code [L]} of all places, as {@link ListKind#weights} has them
     */
    public ListedLoss(ListKind kind, int observed, float[] weights) {
        this.weights = weights.clone();
        int length = weights.length;
        goesOn = new boolean[length];
        for (int t = 0; t < length; t++) {
            goesOn[t] = kind.end(t, observed, length) > t + 1;
        }
        exponentials = new double[length];
        derivatives = new double[length];
    }

    /** L, how many places a list row has. */
    public int length() {
        return weights.length;
    }

    /**
     * A user's loss.
     *
     * @param items the places' items from {@code at} on, below 0 where a place has none
     * @param scores their scores from {@code at} on, not clipped yet
     * @param rest R, at least 0
     * @return the loss, 0 where nothing is listed
     */
    public double of(int[] items, float[] scores, int at, double rest) {
        double loss = 0;
        double after = 0;
        for (int t = length() - 1; t >= 0; t--) {
            boolean present = items[at + t] >= 0;
            double score = Math.max(-LIMIT, Math.min(LIMIT, scores[at + t]));
            double own = present ? Math.exp(score) : 0;
            after = goesOn[t] ? after + own : own;
            exponentials[t] = own;
            double total = after + rest;
            loss += present ? weights[t] * (Math.log(total) - score) : 0;
            // w_t / D_t, until it is read below.
            derivatives[t] = present ? weights[t] / total : 0;
        }
        inverse = 0;
        double before = 0;
        for (int t = 0; t < length(); t++) {
            inverse += derivatives[t];
            before = t > 0 && goesOn[t - 1] ? before + derivatives[t] : derivatives[t];
            boolean moves = items[at + t] >= 0 && !(Math.abs(scores[at + t]) > LIMIT);
            derivatives[t] = moves ? exponentials[t] * before - weights[t] : 0;
        }
        return loss;
    }

    /** c of the last user; 0 where nothing is listed. */
    public double inverse() {
        return inverse;
    }

    /** The derivative of the last user's loss to the score at a place, divided by c; 0 where there is none, or beyond the limit. */
    public double share(int place) {
        return derivatives[place] == 0 ? 0 : derivatives[place] / inverse;
    }
}

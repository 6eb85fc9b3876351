package org.hetcomp.eval;

import org.hetcomp.data.Rankings;

/**
 * How far a student's ranking is from a teacher's: 1 - D@K, an NDCG over the teacher's top K (HetComp, Kang et al., WWW
 * 2023, section 4.3).
 */
public final class Discrepancy {
    /** Where the gain of an item takes its importance from. */
    public enum Reading {
        /** From the item's rank in the teacher's ranking: the paper's idea. */
        RELEVANCE,
        /** From the item's rank in the student's ranking: what the published code computes. */
        POSITION
    }

    private final Reading reading;
    private final boolean rounded;
    private final double[] gain;
    private final double[] discount;

    /**
     * Measures to a depth.
     *
     * @param depth K, at least 1
     * @param lambda how slowly importance falls with rank, above 0
     * @param rounded round D@K to 4 decimals, as the published code does before it compares
     */
    public Discrepancy(int depth, double lambda, Reading reading, boolean rounded) {
        if (depth < 1 || !(lambda > 0)) {
            throw new IllegalArgumentException(
                    "depth must be at least 1 and lambda above 0, not " + depth + " and " + lambda);
        }
        this.reading = reading;
        this.rounded = rounded;
        gain = new double[depth];
        discount = new double[depth];
        for (int r = 0; r < depth; r++) {
            gain[r] = Math.pow(2, Math.exp(-r / lambda)) - 1;
            discount[r] = Math.log(2) / Math.log(r + 2);
        }
    }

    /** How deep rankings are compared, K. */
    public int depth() {
        return gain.length;
    }

    /** 1 - D@K of one user's rankings, from 0 (the teacher's own order) to 1 (nothing in common). */
    public double between(Rankings student, Rankings teacher, int user) {
        return 1 - agreement(student, teacher, user);
    }

    /** D@K of one user's rankings; 1 where the teacher has no item at all. */
    public double agreement(Rankings student, Rankings teacher, int user) {
        int[] theirs = teacher.first(user, gain.length);
        int length = theirs.length;
        double ideal = 0;
        for (int r = 0; r < length; r++) {
            ideal += gain[r] * discount[r];
        }
        if (length == 0) {
            return 1;
        }
        double sum = 0;
        for (int r = 0; r < Math.min(gain.length, student.cut()); r++) {
            int item = student.at(user, r);
            if (item == Rankings.NONE) {
                break;
            }
            int rank = rank(theirs, item);
            if (rank >= 0) {
                sum += gain[reading == Reading.RELEVANCE ? rank : r] * discount[r];
            }
        }
        double agreement = sum / ideal;
        return rounded ? Math.rint(agreement * 1e4) / 1e4 : agreement;
    }

    private static int rank(int[] ranked, int item) {
        for (int r = 0; r < ranked.length; r++) {
            if (ranked[r] == item) {
                return r;
            }
        }
        return -1;
    }
}

package org.hetcomp.distill;

/**
 * How the methods that HetComp is compared with take their losses: rrd, mtd, dcd and cl-drd.
 *
 * @param weight factor on the ranking loss beside the student's own loss, above 0
 * @param uninteresting L, items drawn for each user, at least 1
 * @param period epochs between two measurements of the student (dcd), or of a stage (cl-drd), at least 1
 * @param corrected items of each kind that are corrected for a user (dcd), at least 1
 * @param userWeight factor on the corrections by user (dcd), above 0
 * @param itemWeight factor on the corrections by item (dcd), above 0
 */
public record RankingOptions(
        double weight, int uninteresting, int period, int corrected, double userWeight, double itemWeight) {
    /** Checks the ranges. */
    public RankingOptions {
        if (!(weight > 0) || !(userWeight > 0) || !(itemWeight > 0)) {
            throw new IllegalArgumentException(
                    "weights must be above 0, not " + weight + ", " + userWeight + " and " + itemWeight);
        }
        if (uninteresting < 1 || period < 1 || corrected < 1) {
            throw new IllegalArgumentException("uninteresting, period and corrected must be at least 1, not "
                    + uninteresting + ", " + period + " and " + corrected);
        }
    }

    /** What a method takes by default. */
    public static RankingOptions of(Method method) {
        return new RankingOptions(3, 500, method == Method.CL_DRD ? 10 : 3, 40, 1, 0.1);
    }

    /** The same with other weights: of the ranking, and of the corrections by user and by item. */
    public RankingOptions withWeights(double ranking, double user, double item) {
        return new RankingOptions(ranking, uninteresting, period, corrected, user, item);
    }

    /** The same with other numbers of items drawn and corrected. */
    public RankingOptions withItems(int drawn, int ofKind) {
        return new RankingOptions(weight, drawn, period, ofKind, userWeight, itemWeight);
    }

    /** The same with another period. */
    public RankingOptions withPeriod(int epochs) {
        return new RankingOptions(weight, uninteresting, epochs, corrected, userWeight, itemWeight);
    }
}

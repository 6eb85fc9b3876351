package org.hetcomp.distill;

/**
 * How the coarse and the fine loss are weighed and computed, and when one follows the other.
 *
 * @param coarseWeight factor on the coarse loss, above 0; published 0.01
 * @param fineWeight factor on the fine loss, above 0; published 0.005
 * @param transfer when the fine loss takes over
 * @param partition which items the sum over the rest is taken of
 */
public record LossOptions(double coarseWeight, double fineWeight, Transfer transfer, Partition partition) {
    /** Checks the ranges. */
    public LossOptions {
        if (!(coarseWeight > 0) || !(fineWeight > 0)) {
            throw new IllegalArgumentException(
                    "loss weights must be above 0, not " + coarseWeight + " and " + fineWeight);
        }
    }

    /** The published weights, over all items. */
    public static LossOptions published() {
        return new LossOptions(0.01, 0.005, Transfer.GLOBAL, Partition.FULL);
    }

    /** The same with the fine loss taking over at another time. */
    public LossOptions withTransfer(Transfer when) {
        return new LossOptions(coarseWeight, fineWeight, when, partition);
    }

    /** The same with the sum over the rest taken of other items. */
    public LossOptions withPartition(Partition other) {
        return new LossOptions(coarseWeight, fineWeight, transfer, other);
    }

    /** The same with other factors. */
    public LossOptions withWeights(double coarse, double fine) {
        return new LossOptions(coarse, fine, transfer, partition);
    }

    /**
     * The same with the coarse loss on the fine one's scale: the weights of what is listed sum to as much in both.
     *
     * @param lists K and P, by which the losses weigh
     */
    public LossOptions balanced(EnsembleOptions lists) {
        double coarse = sum(ListKind.COARSE.weights(lists.observed(), lists.unobserved()));
        double fine = sum(ListKind.FINE.weights(lists.observed(), lists.unobserved()));
        return withWeights(fineWeight * fine / coarse, fineWeight);
    }

    private static double sum(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }
}

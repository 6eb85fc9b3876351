package org.hetcomp.eval;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Recall and NDCG, of a user or means over users, each from 0 to 1.
 *
 * @param r10 Recall@10
 * @param r50 Recall@50
 * @param n10 NDCG@10
 * @param n50 NDCG@50
 */
public record Measures(double r10, double r50, double n10, double n50) {
    /** The mean of some; all are 0 where there are none. */
    public static Measures mean(List<Measures> of) {
        return new Measures(
                mean(of, Measures::r10), mean(of, Measures::r50), mean(of, Measures::n10), mean(of, Measures::n50));
    }

    private static double mean(List<Measures> of, ToDoubleFunction<Measures> value) {
        // In their order and uncompensated, so that the same rankings give the same bits.
        double sum = 0;
        for (Measures one : of) {
            sum += value.applyAsDouble(one);
        }
        return sum / Math.max(1, of.size());
    }
}

package org.hetcomp.distill;

import java.util.Arrays;
import java.util.Random;
import org.hetcomp.data.Rankings;

/**
 * Relaxed ranking distillation (DE-RRD, Kang et al., CIKM 2020, arXiv 2012.04357, section 4.2): the interesting items of a
 * teacher's ranking in their order above uninteresting ones, which are drawn and have no order among themselves. The loss is
 * -log of the relaxed permutation probability, sum_t [log(sum of exp s over the items from t on and over the uninteresting
 * ones) - s_t].
 *
 * <p>All of the list's items are used, as HetComp's authors do for every method that they compare with (README of the published
 * code), where DE-RRD draws K of them with probabilities that fall with rank.
 *
 * <p>With several lists the loss is the mean over them, above the same uninteresting items, which are in none: one list of each
 * teacher for multi-teacher distillation. With a part of
 * the list ordered, the others of it are each above the uninteresting items only: a stage of CL-DRD.
 */
public final class RelaxedRankingLoss extends PairLoss {
    // Apart from the draws of BPR, which begin with the batch's seed itself.
    private static final long SALT = 0x6a09e667f3bcc909L;

    private final Rankings[] lists;
    private final int uninteresting;
    private final double ordered;
    private final Uninteresting sampler = new Uninteresting();

    /**
     * A loss on the unobserved lists of the batch's supervision.
     *
     * @param uninteresting L, items drawn for each user, at least 1
     */
    public RelaxedRankingLoss(int uninteresting) {
        this(uninteresting, 1);
    }

    /**
     * The same with the order of a part of the list.
     *
     * @param ordered how much of the list, from its head on, has an order; 0 to 1, rounded up to items
     */
    public RelaxedRankingLoss(int uninteresting, double ordered) {
        this(new Rankings[0], uninteresting, ordered);
    }

    /** A loss on several lists of each user in place of the supervision's. */
    RelaxedRankingLoss(Rankings[] lists, int uninteresting, double ordered) {
        if (uninteresting < 1 || !(ordered >= 0 && ordered <= 1)) {
            throw new IllegalArgumentException("uninteresting must be at least 1 and ordered from 0 to 1, not "
                    + uninteresting + " and " + ordered);
        }
        this.lists = lists;
        this.uninteresting = uninteresting;
        this.ordered = ordered;
    }

    @Override
    Pairs pairs(Batch batch, int items) {
        Rankings[] of =
                lists.length > 0 ? lists : new Rankings[] {batch.supervision().unobserved()};
        int users = batch.users().length;
        PairsBuilder pairs = new PairsBuilder(users * (of.length * of[0].cut() + uninteresting));
        Random random = new Random(batch.seed() ^ SALT);
        for (int row = 0; row < users; row++) {
            int[] listed = new int[0];
            for (Rankings rankings : of) {
                int[] list = rankings.row(batch.users()[row]);
                for (int item : list) {
                    pairs.add(row, item);
                }
                pairs.endList();
                int before = listed.length;
                listed = Arrays.copyOf(listed, before + list.length);
                System.arraycopy(list, 0, listed, before, list.length);
            }
            if (listed.length > 0) {
                sampler.draw(batch, row, listed, uninteresting, random, pairs);
            }
            pairs.endGroup();
        }
        return pairs.build();
    }

    @Override
    double loss(Pairs pairs, PairScores scores, double[] slopes) {
        return Groups.sum(pairs, g -> {
            int[] others = Groups.range(pairs.others(g), pairs.end(g));
            int[] lengths = pairs.lists()[g];
            double loss = 0;
            int from = pairs.starts()[g];
            for (int length : lengths) {
                int head = (int) Math.ceil(ordered * length);
                loss += Plackett.add(scores, Groups.range(from, from + length), head, others, slopes);
                from += length;
            }
            for (int p = pairs.starts()[g]; p < pairs.end(g); p++) {
                slopes[p] /= lengths.length;
            }
            return loss / lengths.length;
        });
    }
}

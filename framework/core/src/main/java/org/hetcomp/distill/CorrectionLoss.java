package org.hetcomp.distill;

import org.hetcomp.data.Rankings;

/**
 * What the student got wrong of a user's ranking (dual correction, Lee and Kim, CIKM 2021, arXiv 2109.03459, L_UCD): the items
 * that it ranks too low, in the teacher's order, above those that it ranks too high, by the relaxed likelihood of {@link
 * RelaxedRankingLoss}.
 *
 * @param under items ranked too low, in the teacher's order; rewritten in place as the student changes
 * @param over items ranked too high
 */
final class CorrectionLoss extends PairLoss {
    private final Rankings under;
    private final Rankings over;

    CorrectionLoss(Rankings under, Rankings over) {
        this.under = under;
        this.over = over;
    }

    @Override
    Pairs pairs(Batch batch, int items) {
        int users = batch.users().length;
        PairsBuilder pairs = new PairsBuilder(users * (under.cut() + over.cut()));
        for (int row = 0; row < users; row++) {
            for (int item : under.row(batch.users()[row])) {
                pairs.add(row, item);
            }
            pairs.endList();
            for (int item : over.row(batch.users()[row])) {
                pairs.add(row, item);
            }
            pairs.endGroup();
        }
        return pairs.build();
    }

    @Override
    double loss(Pairs pairs, PairScores scores, double[] slopes) {
        return Groups.sum(pairs, g -> {
            int split = pairs.others(g);
            int[] list = Groups.range(pairs.starts()[g], split);
            return Plackett.add(scores, list, list.length, Groups.range(split, pairs.end(g)), slopes);
        });
    }
}

package org.hetcomp.distill;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;

/**
 * What the student got wrong of an item's ranking of users (dual correction, Lee and Kim, CIKM 2021, arXiv 2109.03459, L_ICD):
 * the users that it ranks too low for the item, in the teacher's order, above those that it ranks too high.
 *
 * <p>The teachers' ranking of users for an item is by the item's rank in each one's list, for there are no scores here. It is of
 * the batch's users who have the item in their lists, where the published code takes the 500 best of all users: a step moves its
 * own users only, each once an epoch. All users that are too low or too high take part, where that code draws some.
 */
final class ItemCorrectionLoss extends PairLoss {
    /** A place in a user's list, an item to be sorted by. */
    private record Entry(int item, int rank, int row) {}

    @Override
    Pairs pairs(Batch batch, int items) {
        Rankings lists = batch.supervision().unobserved();
        Entry[] entries = IntStream.range(0, batch.users().length)
                .boxed()
                .flatMap(row -> IntStream.range(0, lists.length(batch.users()[row]))
                        .mapToObj(r -> new Entry(lists.at(batch.users()[row], r), r, row)))
                .toArray(Entry[]::new);
        Arrays.parallelSort(entries, (a, b) -> {
            int byItem = Integer.compare(a.item(), b.item());
            int byRank = byItem != 0 ? byItem : Integer.compare(a.rank(), b.rank());
            return byRank != 0 ? byRank : Integer.compare(a.row(), b.row());
        });
        PairsBuilder pairs = new PairsBuilder(entries.length);
        for (int from = 0; from < entries.length; ) {
            int to = from;
            while (to < entries.length && entries[to].item() == entries[from].item()) {
                to++;
            }
            // One user alone is in order.
            for (int e = from; to - from > 1 && e < to; e++) {
                pairs.add(entries[e].row(), entries[e].item());
            }
            if (to - from > 1) {
                pairs.endList();
                pairs.endGroup();
            }
            from = to;
        }
        return pairs.build();
    }

    @Override
    double loss(Pairs pairs, PairScores scores, double[] slopes) {
        return Groups.sum(pairs, g -> {
            int from = pairs.starts()[g];
            int length = pairs.end(g) - from;
            int[] rank = ranks(scores.values(), from, length);
            int[] under = IntStream.range(0, length)
                    .filter(t -> rank[t] > t)
                    .map(t -> from + t)
                    .toArray();
            int[] over = IntStream.range(0, length)
                    .filter(t -> rank[t] < t)
                    .map(t -> from + t)
                    .toArray();
            return Plackett.add(scores, under, under.length, over, slopes);
        });
    }

    /** The student's rank of each of a group's users; of equal scores the teacher's first goes first. */
    private static int[] ranks(double[] scores, int from, int length) {
        Integer[] order = IntStream.range(0, length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(scores[from + b], scores[from + a]));
        int[] rank = new int[length];
        for (int r = 0; r < length; r++) {
            rank[order[r]] = r;
        }
        return rank;
    }
}

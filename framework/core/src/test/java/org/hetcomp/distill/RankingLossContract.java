package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses of the methods that HetComp is compared with, on an engine, against an oracle. */
public abstract class RankingLossContract extends LossTest {
    private static final int DRAWN = 15;

    private static LossCase draw(double spread) {
        return LossCase.draw(23, 300, 8, 5, 20, spread, 31);
    }

    private static void hold(RankingOracle oracle, Computed computed) {
        double[][][] gradients = oracle.gradients();
        hold(oracle.loss(), gradients[0], gradients[1], computed);
    }

    /** An oracle of the pairs that a loss takes, each of a group's lists ordered in part; their mean. */
    private static RankingOracle oracle(LossCase input, Pairs pairs, double ordered) {
        RankingOracle oracle = new RankingOracle(input);
        for (int g = 0; g < pairs.groups(); g++) {
            int from = pairs.starts()[g];
            for (int length : pairs.lists()[g]) {
                oracle.add(
                        pairs(pairs, from, from + length),
                        (int) Math.ceil(ordered * length),
                        pairs(pairs, pairs.others(g), pairs.end(g)),
                        1.0 / pairs.lists()[g].length);
                from += length;
            }
        }
        return oracle;
    }

    private static int[][] pairs(Pairs pairs, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(p -> new int[] {pairs.rows()[p], pairs.items()[p]})
                .toArray(int[][]::new);
    }

    /** With all of the list ordered it is RRD's, with some of it or none a stage of CL-DRD. Scores of 25 are clipped often. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1 / 6.0, 1 / 3.0, 1})
    void relaxedRankingAgreesWithTheOracle(double ordered) {
        for (double spread : new double[] {0.01, 1, 6, 25}) {
            LossCase input = draw(spread);
            RelaxedRankingLoss loss = new RelaxedRankingLoss(DRAWN, ordered);
            hold(oracle(input, loss.pairs(input.batch(), 300), ordered), compute(loss, input));
        }
    }

    @Test
    void uninterestingItemsAreDrawnOfThoseThatTheUserNeitherHasNorIsShown() {
        LossCase input = draw(1);
        Batch batch = input.batch();
        Pairs pairs = new RelaxedRankingLoss(DRAWN).pairs(batch, 300);
        assertEquals(23, pairs.groups());
        for (int g = 0; g < 23; g++) {
            int[] list = batch.supervision().unobserved().row(g);
            assertArrayEquals(
                    list, Arrays.copyOfRange(pairs.items(), pairs.starts()[g], pairs.starts()[g] + list.length));
            Set<Integer> taken = new HashSet<>();
            IntStream.of(list).forEach(taken::add);
            IntStream.of(batch.train().row(g)).forEach(taken::add);
            for (int p = pairs.starts()[g] + list.length; p < pairs.starts()[g + 1]; p++) {
                assertEquals(g, pairs.rows()[p]);
                assertTrue(taken.add(pairs.items()[p]), "item " + pairs.items()[p] + " of user " + g);
            }
            assertEquals(list.length + DRAWN, pairs.starts()[g + 1] - pairs.starts()[g]);
        }
        Pairs other = new RelaxedRankingLoss(DRAWN)
                .pairs(new Batch(batch.users(), batch.train(), batch.supervision(), 8), 300);
        assertFalse(Arrays.equals(pairs.items(), other.items()), "another seed draws others");
    }

    /** Of 12 items 2 are left for the first user, 3 for the second and none for the third; the fourth is shown nothing. */
    @Test
    void fewItemsMayBeLeft() {
        int[][] train = {{0, 1}, {2, 3, 4}, {0, 1}, {7}};
        int[][] unobserved = {{2, 3, 4, 5, 6, 7, 8, 9}, {0, 1, 5, 6, 7, 8}, {2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {}};
        Batch batch = LossCase.batch(12, train, new int[4][0], unobserved, 1, 10);
        LossCase drawn = LossCase.draw(4, 12, 3, 1, 1, 2, 5);
        LossCase input = new LossCase(3, drawn.users(), drawn.items(), batch);
        RelaxedRankingLoss loss = new RelaxedRankingLoss(DRAWN);
        Pairs pairs = loss.pairs(batch, 12);
        int[] counts =
                IntStream.range(0, 4).map(g -> pairs.end(g) - pairs.others(g)).toArray();
        assertArrayEquals(new int[] {2, 3, 0, 0}, counts);
        hold(oracle(input, pairs, 1), compute(loss, input));
    }

    @Test
    void nobodyWithAListHasNoLoss() {
        LossCase drawn = LossCase.draw(2, 12, 3, 1, 1, 2, 5);
        Batch batch = LossCase.batch(12, new int[][] {{0}, {1}}, new int[2][0], new int[2][0], 1, 10);
        Computed computed =
                compute(new RelaxedRankingLoss(DRAWN), new LossCase(3, drawn.users(), drawn.items(), batch));
        assertEquals(0, computed.loss());
        assertArrayEquals(new float[2 * 3], computed.user());
        assertArrayEquals(new float[12 * 3], computed.item());
    }

    @Test
    void theLossOfSeveralTeachersIsTheirMean() {
        LossCase input = draw(2);
        int[][] reversed = new int[23][];
        for (int u = 0; u < 23; u++) {
            int[] list = input.batch().supervision().unobserved().row(u);
            reversed[u] =
                    IntStream.range(0, 12).map(r -> list[list.length - 1 - r]).toArray();
        }
        Rankings[] lists = {input.batch().supervision().unobserved(), Lists.rankings(20, reversed)};
        RelaxedRankingLoss loss = new RelaxedRankingLoss(lists, DRAWN, 1);
        Pairs pairs = loss.pairs(input.batch(), 300);
        assertEquals(23, pairs.groups());
        assertArrayEquals(new int[] {20, 12}, pairs.lists()[5]);
        assertEquals(32 + DRAWN, pairs.end(5) - pairs.starts()[5]);
        assertEquals(reversed[5][0], pairs.items()[pairs.starts()[5] + 20]);
        hold(oracle(input, pairs, 1), compute(loss, input));
    }

    @Test
    void correctionsByUserSetTooLowAboveTooHigh() {
        LossCase input = draw(3);
        int[][] under = new int[23][];
        int[][] over = new int[23][];
        for (int u = 0; u < 23; u++) {
            int[] list = input.batch().supervision().unobserved().row(u);
            under[u] = Arrays.copyOf(list, u % 5);
            over[u] = Arrays.copyOfRange(list, 10, 10 + u % 4);
        }
        CorrectionLoss loss = new CorrectionLoss(Lists.rankings(5, under), Lists.rankings(5, over));
        RankingOracle oracle = new RankingOracle(input);
        for (int u = 0; u < 23; u++) {
            oracle.add(of(u, under[u]), under[u].length, of(u, over[u]), 1);
        }
        hold(oracle, compute(loss, input));
    }

    private static int[][] of(int user, int[] items) {
        return IntStream.of(items).mapToObj(i -> new int[] {user, i}).toArray(int[][]::new);
    }

    /** Every item by itself: who of the batch has it listed, in which order, and where the student's order differs. */
    @Test
    void correctionsByItemSetUsersTooLowAboveUsersTooHigh() {
        for (double spread : new double[] {0.5, 4}) {
            LossCase input = LossCase.draw(23, 60, 8, 5, 20, spread, 33);
            int[] users = {4, 9, 2, 17, 11, 0};
            float[] some = new float[users.length * 8];
            IntStream.range(0, users.length)
                    .forEach(row -> System.arraycopy(input.users(), users[row] * 8, some, row * 8, 8));
            LossCase batch = new LossCase(8, some, input.items(), input.batch().of(users));
            RankingOracle oracle = new RankingOracle(batch);
            for (int item = 0; item < 60; item++) {
                correct(oracle, batch.batch(), item);
            }
            assertTrue(oracle.loss() > 1, "something is out of order");
            hold(oracle, compute(new ItemCorrectionLoss(), batch));
        }
    }

    private static void correct(RankingOracle oracle, Batch batch, int item) {
        Rankings lists = batch.supervision().unobserved();
        List<Integer> theirs = new ArrayList<>();
        for (int row = 0; row < batch.users().length; row++) {
            if (rank(lists, batch.users()[row], item) >= 0) {
                theirs.add(row);
            }
        }
        theirs.sort(Comparator.comparing((Integer row) -> rank(lists, batch.users()[row], item))
                .thenComparing(Comparator.naturalOrder()));
        List<Integer> students = new ArrayList<>(theirs);
        students.sort(Comparator.comparing((Integer row) -> -oracle.score(row, item)));
        int[][] under = theirs.stream()
                .filter(row -> students.indexOf(row) > theirs.indexOf(row))
                .map(row -> new int[] {row, item})
                .toArray(int[][]::new);
        int[][] over = theirs.stream()
                .filter(row -> students.indexOf(row) < theirs.indexOf(row))
                .map(row -> new int[] {row, item})
                .toArray(int[][]::new);
        oracle.add(under, under.length, over, 1);
    }

    private static int rank(Rankings rankings, int user, int item) {
        return IntStream.range(0, rankings.length(user))
                .filter(r -> rankings.at(user, r) == item)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void aSumIsTheSumOfItsTerms() {
        LossCase input = draw(2);
        DistillationLoss one = new BprLoss();
        DistillationLoss other = new RelaxedRankingLoss(DRAWN);
        Computed first = compute(one, input);
        Computed second = compute(other, input);
        Computed sum = compute(new SumLoss(List.of(new SumLoss.Term(one, 2), new SumLoss.Term(other, 0.25))), input);
        assertEquals(2 * first.loss() + 0.25 * second.loss(), sum.loss(), 1e-4 * sum.loss());
        for (int i = 0; i < sum.item().length; i++) {
            assertEquals(2 * first.item()[i] + 0.25f * second.item()[i], sum.item()[i], 1e-4f);
        }
        for (int i = 0; i < sum.user().length; i++) {
            assertEquals(2 * first.user()[i] + 0.25f * second.user()[i], sum.user()[i], 1e-4f);
        }
    }
}

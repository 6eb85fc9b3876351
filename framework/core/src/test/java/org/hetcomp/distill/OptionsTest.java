package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What options may be, at the edges of their ranges. */
class OptionsTest {
    private static void refused(String message, Executable executable) {
        String found = assertThrows(IllegalArgumentException.class, executable).getMessage();
        assertTrue(found.contains(message), found);
    }

    @Test
    void training() {
        TrainingOptions least = new TrainingOptions(1, 1e-9, 0, 1, 1, 1);
        refused("epochs", () -> new TrainingOptions(0, 0.1, 0, 1, 1, 1));
        refused("batch", () -> new TrainingOptions(1, 0.1, 0, 0, 1, 1));
        refused("evaluateEvery", () -> new TrainingOptions(1, 0.1, 0, 1, 0, 1));
        refused("patience", () -> new TrainingOptions(1, 0.1, 0, 1, 1, -1));
        refused("learning rate", () -> new TrainingOptions(1, 0, 0, 1, 1, 1));
        refused("learning rate", () -> new TrainingOptions(1, Double.NaN, 0, 1, 1, 1));
        refused("l2", () -> new TrainingOptions(1, 0.1, -1e-9, 1, 1, 1));
        assertEquals(new TrainingOptions(9, 1e-9, 0, 1, 1, 1), least.withEpochs(9));
        assertEquals(new TrainingOptions(1, 1e-9, 0, 1, 4, 7), least.withStopping(4, 7));
        TrainingOptions steady = new TrainingOptions(10, 0.5, 0, 1, 1, 3);
        assertEquals(List.of(0.5, 0.5), List.of(steady.rate(1), steady.rate(10)));
        assertEquals(List.of(false, true), List.of(steady.isOver(2), steady.isOver(3)));
        TrainingOptions falling = new TrainingOptions(10, 0.5, 0, 1, 1, 0);
        assertEquals(0.5, falling.rate(1));
        assertEquals(0.255, falling.rate(6), 1e-12);
        assertEquals(0.022, falling.rate(10), 5e-4);
        assertFalse(falling.isOver(1000));
    }

    @Test
    void curriculum() {
        Discrepancy.Reading reading = Discrepancy.Reading.POSITION;
        CurriculumOptions least = new CurriculumOptions(1, 1, 1, 1, 1e-9, reading, true, 0);
        refused("period", () -> new CurriculumOptions(0, 1, 1, 1, 1, reading, true, 0));
        refused("depth", () -> new CurriculumOptions(1, 1, 1, 0, 1, reading, true, 0));
        refused("stay", () -> new CurriculumOptions(1, 1, 1, 1, 1, reading, true, -1));
        assertEquals(3, least.withStay(3).stay());
        refused("alpha", () -> new CurriculumOptions(1, 0.99, 1, 1, 1, reading, true, 0));
        refused("decay", () -> new CurriculumOptions(1, 1, 0, 1, 1, reading, true, 0));
        refused("decay", () -> new CurriculumOptions(1, 1, 1.01, 1, 1, reading, true, 0));
        refused("lambda", () -> new CurriculumOptions(1, 1, 1, 1, 0, reading, true, 0));
        assertEquals(new CurriculumOptions(6, 1, 1, 1, 1e-9, reading, true, 0), least.withPeriod(6));
        refused("depth", () -> new Discrepancy(0, 10, reading, true));
        refused("lambda", () -> new Discrepancy(1, 0, reading, true));
        assertEquals(1, new Discrepancy(1, 10, reading, true).depth());
    }

    @Test
    void ensemble() {
        assertEquals(1, new EnsembleOptions(1e-9, 1, 1, 1).cut());
        refused("share", () -> EnsembleOptions.defaults().withShare(0));
        refused("share", () -> EnsembleOptions.defaults().withShare(1.01));
        refused("weights", () -> EnsembleOptions.defaults().withWeights(List.of(0.0, 0.0)));
        refused("weights", () -> EnsembleOptions.defaults().withWeights(List.of(1.0, -1.0)));
        refused("weights", () -> EnsembleOptions.defaults().withWeights(List.of(1.0, Double.NaN)));
        EnsembleOptions tenth = EnsembleOptions.defaults().withShare(0.1);
        assertEquals(20, tenth.within(200).unobserved());
        assertEquals(100, tenth.within(1000).unobserved());
        assertEquals(1, tenth.within(3).unobserved());
        assertEquals(EnsembleOptions.defaults(), EnsembleOptions.defaults().within(3));
        refused("lambda", () -> new EnsembleOptions(Double.POSITIVE_INFINITY, 1, 1, 1));
        refused("lambda", () -> new EnsembleOptions(Double.NaN, 1, 1, 1));
        refused("observed", () -> new EnsembleOptions(1, 1, 0, 1));
        refused("cut", () -> new EnsembleOptions(1, 1, 1, 0));
        assertEquals(new EnsembleOptions(20, 100, 10, 200), EnsembleOptions.defaults());
    }

    @Test
    void losses() {
        refused("weights", () -> new LossOptions(0, 1, Transfer.GLOBAL, Partition.FULL));
        refused("weights", () -> new LossOptions(1, 0, Transfer.GLOBAL, Partition.FULL));
        LossOptions published = LossOptions.published();
        // 110 items by 1 each, against 10 and 10 by 1 and 40 by a half.
        assertEquals(
                0.005 * 40 / 110, published.balanced(EnsembleOptions.defaults()).coarseWeight(), 1e-12);
        assertEquals(new LossOptions(0.01, 0.005, Transfer.GLOBAL, Partition.FULL), published);
        assertEquals(
                new LossOptions(0.01, 0.005, Transfer.PER_USER, Partition.FULL),
                published.withTransfer(Transfer.PER_USER));
        assertEquals(
                new LossOptions(0.01, 0.005, Transfer.GLOBAL, new Partition(3)),
                published.withPartition(new Partition(3)));
    }

    @Test
    void partition() {
        for (String text : new String[] {"full", "sampled:1", "sampled:999999999"}) {
            assertEquals(text, Partition.of(text).toString());
        }
        assertEquals(12, Partition.of("sampled:12").sample());
        for (String text :
                new String[] {"", "sampled", "sampled:0", "sampled:-1", "sampled:1e3", "sampled:1000000000"}) {
            refused("full or sampled:N with N at least 1, not " + text, () -> Partition.of(text));
        }
        refused("at least 0 items", () -> new Partition(-1));
        CoarseLoss loss = new CoarseLoss();
        assertEquals(loss, Partition.FULL.apply(loss));
        assertInstanceOf(SampledLoss.class, new Partition(1).apply(loss));
    }

    @Test
    void distiller() {
        DistillerOptions options = DistillerOptions.of(Method.HETCOMP);
        refused("dim", () -> options.withSize(0, 10));
        assertEquals(1, options.withSize(1, 10).dim());
        assertEquals(10, options.withSize(1, 10).training().epochs());
        assertEquals(60, options.training().epochs());
        assertEquals(200, DistillerOptions.of(Method.NONE).training().epochs());
        assertEquals(9, options.withSeed(9).seed());
        TrainingOptions training = new TrainingOptions(1, 0.1, 0, 1, 1, 1);
        assertEquals(training, options.withTraining(training).training());
        Partition sampled = new Partition(5);
        assertEquals(0.2, options.withPartition(Partition.FULL).training().learningRate());
        assertEquals(
                0.1,
                options.withPartition(sampled).withPartition(sampled).training().learningRate());
        assertEquals(sampled, options.withPartition(sampled).losses().partition());
        DistillerOptions started = DistillerOptions.of(Method.HETCOMP, true);
        assertEquals(0.04, started.withPartition(sampled).training().learningRate());
        assertEquals(
                new TrainingOptions(20, 0.01, 3e-2, 256, 2, 3),
                DistillerOptions.of(Method.NONE, true).training());
        assertEquals(
                new TrainingOptions(15, 0.06, 1e-4, 128, 2, 3),
                DistillerOptions.of(Method.MTD, true).training());
        LossOptions losses = LossOptions.published().withPartition(new Partition(5));
        assertEquals(losses, options.withLosses(losses).losses());
        EnsembleOptions ensemble = new EnsembleOptions(3, 4, 5, 6);
        assertEquals(ensemble, options.withEnsemble(ensemble).ensemble());
        CurriculumOptions curriculum = CurriculumOptions.published().withPeriod(4);
        assertEquals(curriculum, options.withCurriculum(curriculum).curriculum());
    }

    @Test
    void methods() {
        for (Method method : Method.values()) {
            assertEquals(method, Method.named(method.id()));
        }
        assertEquals("hetcomp", Method.HETCOMP.id());
        assertTrue(Method.CONVERGED.isTaught());
        assertFalse(Method.NONE.isTaught());
        assertEquals("cl-drd", Method.CL_DRD.id());
        assertEquals(
                List.of(Method.RRD, Method.MTD, Method.DCD, Method.CL_DRD),
                Arrays.stream(Method.values()).filter(Method::isRanking).toList());
        assertTrue(Method.COARSE.isPartitioned());
        assertFalse(Method.NONE.isPartitioned());
        assertFalse(Method.RRD.isPartitioned());
        refused(
                "no method nothing; there are: hetcomp, converged, none, rrd, mtd, dcd, cl-drd, coarse,",
                () -> Method.named("nothing"));
    }

    @Test
    void rankings() {
        RankingOptions options = new RankingOptions(1e-9, 1, 1, 1, 1e-9, 1e-9);
        refused("weights", () -> new RankingOptions(0, 1, 1, 1, 1, 1));
        refused("weights", () -> new RankingOptions(1, 1, 1, 1, 0, 1));
        refused("weights", () -> new RankingOptions(1, 1, 1, 1, 1, Double.NaN));
        refused("uninteresting", () -> new RankingOptions(1, 0, 1, 1, 1, 1));
        refused("period", () -> new RankingOptions(1, 1, 0, 1, 1, 1));
        refused("corrected", () -> new RankingOptions(1, 1, 1, 0, 1, 1));
        assertEquals(new RankingOptions(2, 1, 1, 1, 3, 4), options.withWeights(2, 3, 4));
        assertEquals(new RankingOptions(1e-9, 5, 1, 6, 1e-9, 1e-9), options.withItems(5, 6));
        assertEquals(new RankingOptions(1e-9, 1, 7, 1, 1e-9, 1e-9), options.withPeriod(7));
        refused("uninteresting", () -> new RelaxedRankingLoss(0));
        refused("ordered", () -> new RelaxedRankingLoss(1, 1.01));
        refused("at least one loss", () -> new SumLoss(List.of()));
    }

    @Test
    void listsOfTheSameUsers() {
        Rankings one = Lists.rankings(new int[] {1});
        Rankings two = Lists.rankings(new int[] {1}, new int[] {2});
        refused("observed rankings are of 1 users, unobserved ones of 2", () -> new Supervision(one, two));
        assertEquals(2, new Supervision(two, two).users());
        Interactions train = Interactions.of(3, new int[][] {{0}});
        refused("train is of 1 users", () -> new Batch(new int[1], train, new Supervision(two, two), 0));
        Batch batch = new Batch(new int[] {0}, train, new Supervision(one, one), 6);
        assertEquals(0, batch.of(new int[0]).users().length);
        assertEquals(6, batch.of(new int[0]).seed());
    }
}

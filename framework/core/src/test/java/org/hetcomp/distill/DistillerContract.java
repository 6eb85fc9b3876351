package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.backend.FailingBackend;
import org.hetcomp.backend.Resident;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.ManyThreads;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Ranker;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on small data. */
public abstract class DistillerContract extends EngineTest {
    private static final Map<Method, List<String>> PHASES = Map.of(
            Method.RRD, List.of("ranking"),
            Method.MTD, List.of("ranking"),
            Method.DCD, List.of("correction"),
            Method.CL_DRD, List.of("stage 2", "stage 3"),
            Method.COARSE, List.of("coarse"),
            Method.COARSE_TO_FINE, List.of("fine"),
            Method.CURRICULUM_COARSE, List.of("coarse"),
            Method.CURRICULUM_FINE, List.of("fine"),
            Method.BY_EPOCH, List.of("coarse", "fine"),
            Method.POSITION, List.of("coarse", "fine"));

    private final SmallWorld world = new SmallWorld(20);
    private final List<Trajectory> teachers = world.teachers(3);

    private static DistillerOptions with(DistillerOptions options, Transfer transfer) {
        return options.withLosses(options.losses().withTransfer(transfer));
    }

    private Distiller distiller(DistillerOptions options) {
        return new Distiller(backend, world.split(), teachers, options);
    }

    /** Begun with the vectors of one that has learned, it is as good at once, at the curriculum's end, and goes on like any. */
    @Test
    void startsFromAnotherStudent() throws IOException {
        DistillerOptions options = SmallWorld.options(Method.HETCOMP);
        float[] user;
        float[] item;
        Outcome learned;
        try (Distiller before = distiller(options)) {
            learned = before.run(progress -> {});
            user = before.student().user().toFloatArray();
            item = before.student().item().toFloatArray();
        }
        DistillerOptions few = options.withTraining(new TrainingOptions(4, 0.01, 1e-5, 30, 1, 5));
        List<Progress> seen = new ArrayList<>();
        List<DistillerState> states = new ArrayList<>();
        float[] ended;
        try (Distiller warm = distiller(few)) {
            warm.start(user, item);
            assertArrayEquals(item, warm.student().item().toFloatArray());
            warm.run(new DistillerListener() {
                @Override
                public void evaluated(Progress progress) {
                    seen.add(progress);
                }

                @Override
                public boolean stop(int epoch) {
                    if (epoch == 2) {
                        states.add(warm.state());
                    }
                    return false;
                }
            });
            ended = warm.student().user().toFloatArray();
            assertThrows(IllegalStateException.class, () -> warm.start(user, item));
        }
        assertTrue(seen.get(0).valid().r50() > 0.9 * learned.valid().r50(), () -> seen.get(0) + " after " + learned);
        assertEquals(9, Arrays.stream(seen.get(0).selected()).sum(), "at the end of three trajectories");
        assertEquals("fine", seen.get(0).phase());
        try (Distiller resumed = distiller(few)) {
            resumed.start(user, item);
            resumed.restore(states.get(0));
            resumed.run(progress -> {});
            assertArrayEquals(ended, resumed.student().user().toFloatArray());
        }
    }

    /** Whatever it is taught by, it begins where that ends. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void startsAtTheEndOfEveryMethod(Method method) {
        DistillerOptions few = SmallWorld.options(method).withTraining(new TrainingOptions(1, 0.01, 1e-5, 30, 1, 5));
        List<String> phases = new ArrayList<>();
        try (Distiller cold = distiller(few);
                Distiller warm = distiller(few)) {
            warm.start(
                    cold.student().user().toFloatArray(), cold.student().item().toFloatArray());
            warm.run(progress -> phases.add(progress.phase()));
        }
        assertEquals(1, phases.size());
        assertFalse(phases.get(0).equals("coarse") && method == Method.COARSE_TO_FINE, phases.toString());
        assertFalse(phases.get(0).equals("stage 1"), phases.toString());
        assertFalse(phases.get(0).equals("coarse") && method == Method.HETCOMP, phases.toString());
    }

    /** From the spectrum of its first lists it is after one epoch where it is not after many from random vectors alone. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"HETCOMP", "CONVERGED", "RRD"})
    void beginsAtTheSpectrumOfItsFirstLists(Method method) {
        DistillerOptions few = SmallWorld.options(method).withTraining(new TrainingOptions(2, 0.01, 1e-5, 30, 1, 5));
        List<Progress> random = new ArrayList<>();
        List<Progress> spectral = new ArrayList<>();
        List<DistillerState> states = new ArrayList<>();
        float[] ended;
        try (Distiller cold = distiller(few);
                Distiller warm = distiller(few.withSpectral(true))) {
            cold.run(random::add);
            states.add(warm.state());
            warm.run(new DistillerListener() {
                @Override
                public void evaluated(Progress progress) {
                    spectral.add(progress);
                }

                @Override
                public boolean stop(int epoch) {
                    if (epoch == 1) {
                        states.add(warm.state());
                    }
                    return false;
                }
            });
            ended = warm.student().user().toFloatArray();
        }
        assertTrue(
                spectral.get(0).valid().r50() > 1.2 * random.get(0).valid().r50(),
                () -> spectral.get(0) + " against " + random.get(0));
        for (DistillerState state : states) {
            try (Distiller resumed = distiller(few.withSpectral(true))) {
                resumed.restore(state);
                resumed.run(progress -> {});
                assertArrayEquals(ended, resumed.student().user().toFloatArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesTheSameOnEveryEngine(boolean spectral) {
        List<Double> losses = new ArrayList<>();
        double[] expected = SmallWorld.losses(spectral);
        try (Distiller distiller = distiller(SmallWorld.curve(spectral))) {
            distiller.run(progress -> losses.add(progress.loss()));
        }
        double[] computed = losses.stream().mapToDouble(loss -> loss).toArray();
        String found = Arrays.toString(computed);
        assertEquals(expected.length, computed.length, found);
        for (int e = 0; e < expected.length; e++) {
            assertEquals(expected[e], computed[e], 1e-3 * expected[e], "epoch " + (e + 1) + " of " + found);
        }
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void passesThroughTheCurriculumAndLearns(Transfer transfer) {
        List<Progress> seen = new ArrayList<>();
        Outcome outcome;
        try (Distiller distiller = distiller(with(SmallWorld.options(Method.HETCOMP), transfer))) {
            outcome = distiller.run(seen::add);
        }
        assertEquals("coarse", seen.get(0).phase());
        Progress end = seen.get(seen.size() - 1);
        assertEquals("fine", end.phase());
        assertTrue(Arrays.stream(end.selected()).sum() > 8.9, () -> Arrays.toString(end.selected()));
        double best = seen.stream().mapToDouble(p -> p.valid().r50()).max().orElseThrow();
        assertEquals(best, outcome.valid().r50(), 1e-6);
        try (Distiller alone = distiller(SmallWorld.options(Method.NONE))) {
            Outcome none = alone.run(progress -> {});
            assertTrue(none.test().r10() > 0.15, none::toString);
            assertTrue(outcome.test().r10() > none.test().r10(), () -> outcome + " against " + none);
        }
    }

    /** Three measures, each of which has its own best epoch: 70 lies beyond the places that are always measured. */
    @ParameterizedTest
    @ValueSource(strings = {"ndcg@10", "mrr@10", "recall@70"})
    void theBestEpochIsThatOfTheMeasureAskedFor(String word) {
        Measure by = Measure.of(word);
        Evaluator evaluator = new Evaluator(world.split(), List.of(by));
        Ranker ranker = new Ranker(backend);
        DistillerOptions options = SmallWorld.options(Method.HETCOMP).withValidateBy(by);
        List<Double> values = new ArrayList<>();
        try (Distiller distiller = distiller(options)) {
            Outcome outcome = distiller.run(progress -> values.add(evaluator.valid(
                    ranker.rank(distiller.student(), world.split().train(), evaluator.depths(1)), by)));
            double best = values.stream().mapToDouble(value -> value).max().orElseThrow();
            int evaluateEvery = options.training().evaluateEvery();
            assertEquals(evaluateEvery * (values.indexOf(best) + 1), outcome.bestEpoch(), values.toString());
        }
    }

    /**
     * The gradients' norms at the switch, of the coarse loss by that of the fine one, and how far users' rows go ten epochs after
     * it, when first moments have forgotten, by how far they went before: with the losses on one scale Adam's second moments,
     * which a row has for a thousand of its steps, are as good after the switch.
     */
    @Test
    void lossesOnOneScaleMeetAtTheSwitch() {
        double[] published = atTheSwitch(SmallWorld.options(Method.HETCOMP));
        double[] balanced = atTheSwitch(Setting.apply(SmallWorld.options(Method.HETCOMP), Map.of("balanced", 1.0)));
        assertTrue(published[0] > 2.5 && published[1] < 0.5, () -> Arrays.toString(published));
        assertTrue(balanced[0] > 0.5 && balanced[0] < 2, () -> Arrays.toString(balanced));
        assertTrue(balanced[1] > 0.5 && balanced[1] < 2, () -> Arrays.toString(balanced));
    }

    private double[] atTheSwitch(DistillerOptions options) {
        LossOptions losses = options.losses();
        Ensemble ensemble = new Ensemble(teachers, options.ensemble());
        int[] users = IntStream.range(0, SmallWorld.USERS).toArray();
        Batch batch = new Batch(users, world.split().train(), ensemble.supervision(ensemble.converged()), 0);
        List<String> phases = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> moves = new ArrayList<>();
        TrainingOptions each = new TrainingOptions(40, 0.05, 1e-5, 30, 1, 100);
        try (Distiller distiller = distiller(options.withTraining(each))) {
            float[][] before = {distiller.student().user().toFloatArray()};
            distiller.run(progress -> {
                float[] now = distiller.student().user().toFloatArray();
                phases.add(progress.phase());
                moves.add(distance(before[0], now));
                ratios.add(losses.coarseWeight()
                        * norm(new CoarseLoss(), distiller.student(), batch)
                        / (losses.fineWeight() * norm(new FineLoss(), distiller.student(), batch)));
                before[0] = now;
            });
        }
        int first = phases.indexOf("fine");
        return new double[] {ratios.get(first - 1), moves.get(first + 10) / moves.get(first - 1)};
    }

    private double norm(DistillationLoss loss, Student student, Batch batch) {
        try (NDManager step = backend.manager().newSubManager()) {
            NDArray rows = backend.rows(step, student.user(), batch.users());
            float[] gradient = loss.gradients(backend, step, rows, student.item(), batch)
                    .user()
                    .toFloatArray();
            return distance(gradient, new float[gradient.length]);
        }
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += Math.pow(one[i] - other[i], 2);
        }
        return Math.sqrt(squares);
    }

    /** 200 items, of which K = 100 is half, and one strong teacher of four snapshots: mean Recall@50 of three students. */
    @Test
    void onASmallCatalogueTheCurriculumIsAtTheLevelOfTheConvergedEnsemble() {
        double converged = small(DistillerOptions.of(Method.CONVERGED));
        double curriculum = small(DistillerOptions.of(Method.HETCOMP));
        assertTrue(curriculum > 0.985 * converged, () -> curriculum + " against " + converged);
    }

    private double small(DistillerOptions options) {
        double sum = 0;
        for (long seed = 0; seed < 3; seed++) {
            DistillerOptions one = options.withSize(8, 20).withSeed(seed);
            try (Distiller distiller = new Distiller(backend, world.split(), teachers.subList(0, 1), one)) {
                sum += distiller.run(progress -> {}).valid().r50();
            }
        }
        return sum / 3;
    }

    @Test
    void theConvergedEnsembleTeachesWithoutACurriculum() {
        List<Progress> seen = new ArrayList<>();
        Outcome outcome;
        try (Distiller distiller = distiller(SmallWorld.options(Method.CONVERGED))) {
            outcome = distiller.run(seen::add);
        }
        assertTrue(seen.stream().allMatch(progress -> progress.phase().equals("fine")));
        assertTrue(seen.stream().allMatch(progress -> progress.selected().length == 0));
        try (Distiller alone = distiller(SmallWorld.options(Method.NONE))) {
            Outcome none = alone.run(progress -> {});
            assertTrue(outcome.test().r10() > none.test().r10(), () -> outcome + " against " + none);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"HETCOMP", "CONVERGED", "NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherMethodTeachesMoreThanTheStudentLearnsAlone(Method method) {
        List<String> phases = new ArrayList<>();
        Outcome outcome;
        try (Distiller distiller = distiller(SmallWorld.options(method))) {
            outcome = distiller.run(progress -> phases.add(progress.phase()));
        }
        assertEquals(PHASES.get(method), phases.stream().distinct().toList());
        try (Distiller alone = distiller(SmallWorld.options(Method.NONE))) {
            Outcome none = alone.run(progress -> {});
            assertTrue(outcome.test().r10() > none.test().r10(), () -> outcome + " against " + none);
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void resumesFromAFileBitForBit(Method method, @TempDir Path folder) throws IOException {
        DistillerOptions options = with(SmallWorld.options(method).withSize(8, 14), Transfer.PER_USER);
        List<DistillerState> whole = new ArrayList<>();
        Outcome expected;
        try (Distiller distiller = distiller(options)) {
            expected = distiller.run(states(distiller, whole, 0));
        }
        List<DistillerState> half = new ArrayList<>();
        try (Distiller distiller = distiller(options)) {
            Outcome stopped = distiller.run(states(distiller, half, 7));
            assertTrue(stopped.stopped());
            assertEquals(7, stopped.epochs());
        }
        try (Distiller distiller = distiller(options)) {
            Path file = folder.resolve("state.safetensors");
            half.get(6).write(file);
            distiller.restore(DistillerState.read(file));
            List<DistillerState> rest = new ArrayList<>();
            Outcome resumed = distiller.run(states(distiller, rest, 0));
            assertFalse(resumed.stopped());
            assertEquals(expected.epochs(), resumed.epochs());
            assertEquals(expected.bestEpoch(), resumed.bestEpoch());
            assertEquals(expected.valid(), resumed.valid());
            assertEquals(expected.test(), resumed.test());
            assertEquals(whole.size(), 7 + rest.size());
            hold(whole.get(whole.size() - 1), rest.get(rest.size() - 1));
        }
    }

    private static DistillerOptions sampled(Transfer transfer, int sample) {
        DistillerOptions options = with(SmallWorld.options(Method.HETCOMP).withSize(8, 14), transfer);
        return options.withLosses(options.losses().withPartition(new Partition(sample)));
    }

    /** What a step that meets all items has moved row by row is what it would have moved as a table. */
    @Test
    void aSampleOfAllItemsIsNoSample() {
        try (Distiller full = distiller(SmallWorld.options(Method.HETCOMP).withSize(8, 14));
                Distiller sampled = distiller(sampled(Transfer.GLOBAL, SmallWorld.ITEMS))) {
            assertEquals(
                    full.run(progress -> {}).valid(),
                    sampled.run(progress -> {}).valid());
            assertArrayEquals(
                    full.student().item().toFloatArray(),
                    sampled.student().item().toFloatArray());
            assertArrayEquals(
                    full.student().user().toFloatArray(),
                    sampled.student().user().toFloatArray());
        }
    }

    /** Items are moved where they are met, by both losses in one step too, by a step that falls too; and as ever after a checkpoint. */
    @ParameterizedTest
    @CsvSource({"GLOBAL,0.05,5", "PER_USER,0.05,5", "GLOBAL,0.1,0"})
    void aSampledPartitionLearnsAndResumes(Transfer transfer, double rate, int patience, @TempDir Path folder)
            throws IOException {
        DistillerOptions options =
                sampled(transfer, 20).withTraining(new TrainingOptions(14, rate, 1e-5, 4, 3, patience));
        DistillerOptions full = options.withLosses(options.losses().withPartition(Partition.FULL));
        List<DistillerState> whole = new ArrayList<>();
        Outcome expected;
        try (Distiller distiller = distiller(options);
                Distiller other = distiller(full)) {
            expected = distiller.run(states(distiller, whole, 0));
            Outcome all = other.run(progress -> {});
            assertEquals(all.valid().r50(), expected.valid().r50(), 0.05);
        }
        try (Distiller distiller = distiller(options)) {
            Path file = folder.resolve("state.safetensors");
            whole.get(6).write(file);
            distiller.restore(DistillerState.read(file));
            List<DistillerState> rest = new ArrayList<>();
            Outcome resumed = distiller.run(states(distiller, rest, 0));
            assertEquals(expected.valid(), resumed.valid());
            hold(whole.get(whole.size() - 1), rest.get(rest.size() - 1));
        }
    }

    /** Of a sample, which is the same for every epoch and after a checkpoint; the end is of all. */
    @Test
    void epochsAreComparedOnASampleAndTheEndIsMeasuredOnAll(@TempDir Path folder) throws IOException {
        DistillerOptions options = SmallWorld.options(Method.HETCOMP).withEvalUsers(new EvalUsers(30));
        Evaluator all = new Evaluator(world.split());
        Evaluator some = all.of(options.evalUsers(), options.seed());
        Ranker ranker = new Ranker(backend);
        List<Progress> expected = new ArrayList<>();
        List<DistillerState> half = new ArrayList<>();
        Outcome outcome;
        try (Distiller distiller = distiller(options)) {
            outcome = distiller.run(new DistillerListener() {
                @Override
                public void evaluated(Progress progress) {
                    expected.add(progress);
                    Rankings rankings =
                            ranker.rank(distiller.student(), world.split().train(), all.depths());
                    assertEquals(some.valid(rankings), progress.valid());
                    assertEquals(some.error(rankings, Measure.R50), progress.sample());
                }

                @Override
                public boolean stop(int epoch) {
                    if (epoch == 10) {
                        half.add(distiller.state());
                    }
                    return false;
                }
            });
            Rankings rankings = ranker.rank(distiller.student(), world.split().train(), all.depths());
            assertEquals(all.valid(rankings), outcome.valid());
            assertEquals(all.test(rankings), outcome.test());
        }
        Progress best = expected.stream()
                .max(Comparator.comparingDouble(progress -> progress.valid().r50()))
                .orElseThrow();
        assertEquals(best.epoch(), outcome.bestEpoch());
        assertNotEquals(best.valid(), outcome.valid());
        try (Distiller distiller = distiller(options)) {
            Path file = folder.resolve("state.safetensors");
            half.get(0).write(file);
            distiller.restore(DistillerState.read(file));
            List<Measures> rest = new ArrayList<>();
            Outcome resumed = distiller.run(progress -> rest.add(progress.valid()));
            assertEquals(
                    expected.stream()
                            .filter(progress -> progress.epoch() > 10)
                            .map(Progress::valid)
                            .toList(),
                    rest);
            assertEquals(outcome.valid(), resumed.valid());
            assertEquals(outcome.test(), resumed.test());
        }
    }

    /** Of a student that never changes: the first evaluation is its best one, and every other a miss. */
    private static DistillerOptions still(Method method, int every, int patience) {
        return SmallWorld.options(method).withTraining(new TrainingOptions(24, 1e-20, 0, 30, every, patience));
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"CONVERGED", "NONE", "RRD", "MTD", "DCD", "COARSE"})
    void stopsAfterSoManyEvaluationsWithoutABetterOne(Method method) {
        for (int patience : new int[] {1, 3}) {
            try (Distiller distiller = distiller(still(method, 2, patience))) {
                Outcome outcome = distiller.run(progress -> {});
                assertEquals(2, outcome.bestEpoch());
                assertEquals(2 + 2 * patience, outcome.epochs());
                assertFalse(outcome.stopped());
            }
        }
    }

    /** Though the first evaluation is the best one; by the last epoch the step is a fortieth of what it was. */
    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"CONVERGED", "RRD"})
    void aFallingStepGoesToItsEndAndHardlyMovesThere(Method method) {
        List<float[]> tables = new ArrayList<>();
        DistillerOptions options =
                SmallWorld.options(method).withTraining(new TrainingOptions(20, 0.05, 1e-5, 30, 1, 0));
        try (Distiller distiller = distiller(options)) {
            Outcome outcome = distiller.run(
                    progress -> tables.add(distiller.student().item().toFloatArray()));
            assertEquals(20, outcome.epochs());
        }
        double first = distance(tables.get(0), tables.get(1));
        double last = distance(tables.get(18), tables.get(19));
        assertTrue(last < first / 10, () -> first + " and " + last);
        try (Distiller distiller = distiller(still(method, 2, 0))) {
            Outcome outcome = distiller.run(progress -> {});
            assertEquals(List.of(2, 24), List.of(outcome.bestEpoch(), outcome.epochs()));
        }
    }

    /** An update at every second epoch: the first only measures, three more take everyone through four snapshots. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void withNobodyToMeasureTheLastStudentIsKept(Method method) {
        List<Progress> heard = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        DistillerOptions options = SmallWorld.options(method);
        try (Distiller distiller = new Distiller(backend, world.split().whole(), teachers, options)) {
            float[] before = distiller.student().item().toFloatArray();
            Outcome outcome = distiller.run(new DistillerListener() {
                @Override
                public void evaluated(Progress progress) {
                    heard.add(progress);
                }

                @Override
                public boolean stop(int epoch) {
                    epochs.add(epoch);
                    return false;
                }
            });
            assertEquals(List.of(), heard);
            assertEquals(options.training().epochs(), epochs.size());
            assertEquals(epochs.size(), outcome.bestEpoch());
            assertFalse(Arrays.equals(before, distiller.student().item().toFloatArray()));
        }
    }

    @Test
    void missesCountOnceTheCurriculumIsThrough() {
        CurriculumOptions moves = new CurriculumOptions(2, 1, 0.5, 20, 10, Discrepancy.Reading.RELEVANCE, false, 0);
        List<Progress> seen = new ArrayList<>();
        try (Distiller distiller = distiller(still(Method.HETCOMP, 1, 3).withCurriculum(moves))) {
            Outcome outcome = distiller.run(seen::add);
            assertEquals(1, outcome.bestEpoch());
            assertEquals(10, outcome.epochs());
        }
        assertTrue(Arrays.stream(seen.get(6).selected()).sum() < 9, "through before epoch 8");
        assertEquals(9, Arrays.stream(seen.get(7).selected()).sum(), 1e-12);
    }

    @Test
    void missesOutliveACheckpoint(@TempDir Path folder) throws IOException {
        DistillerOptions options = still(Method.CONVERGED, 2, 3);
        Path file = folder.resolve("state.safetensors");
        try (Distiller distiller = distiller(options)) {
            List<DistillerState> states = new ArrayList<>();
            distiller.run(states(distiller, states, 6));
            states.get(5).write(file);
        }
        try (Distiller distiller = distiller(options)) {
            distiller.restore(DistillerState.read(file));
            Outcome resumed = distiller.run(progress -> {});
            assertEquals(2, resumed.bestEpoch());
            assertEquals(8, resumed.epochs());
        }
    }

    /** Takes the state at the end of each epoch, and stops after one of them. */
    private static DistillerListener states(Distiller distiller, List<DistillerState> states, int last) {
        return new DistillerListener() {
            @Override
            public void evaluated(Progress progress) {}

            @Override
            public boolean stop(int epoch) {
                states.add(distiller.state());
                return epoch == last;
            }
        };
    }

    @Test
    void runsOnceAndHasAStateUntilItsEnd() {
        DistillerOptions options = SmallWorld.options(Method.NONE).withSize(8, 2);
        try (Distiller distiller = distiller(options)) {
            DistillerState fresh = distiller.state();
            List<DistillerState> states = new ArrayList<>();
            distiller.run(states(distiller, states, 0));
            assertEquals(2, states.size());
            assertThrows(IllegalStateException.class, () -> distiller.run(progress -> {}));
            assertThrows(IllegalStateException.class, distiller::state);
            assertThrows(IllegalStateException.class, () -> distiller.restore(fresh));
        }
        try (Distiller distiller = distiller(options)) {
            assertThrows(
                    ArithmeticException.class,
                    () -> distiller.run(progress -> {
                        throw new ArithmeticException("the listener's");
                    }));
            assertThrows(IllegalStateException.class, () -> distiller.run(progress -> {}));
            assertThrows(IllegalStateException.class, distiller::state);
        }
    }

    @Test
    void theStudentScoresTheSameFromManyThreads() throws Exception {
        try (Distiller distiller = distiller(SmallWorld.options(Method.NONE).withSize(8, 2))) {
            distiller.run(progress -> {});
            ManyThreads.hold(backend, distiller.student());
        }
    }

    @Test
    @Tag("faults")
    void tenThousandScoresOfTheStudentFromManyThreads() throws Exception {
        try (Distiller distiller = distiller(SmallWorld.options(Method.NONE).withSize(8, 2))) {
            distiller.run(progress -> {});
            ManyThreads.hold(backend, distiller.student(), ManyThreads.MANY);
        }
    }

    /**
     * Four steps an epoch: what is held after 100 is what is held after 1,000 and 20 evaluations. In a run like it before, Java
     * takes what it takes to compile and to collect.
     */
    @ParameterizedTest
    @EnumSource(Method.class)
    @Tag("faults")
    void stepsAndEvaluationsTakeNoMoreMemory(Method method) {
        memory(method, 400);
        List<String> found = new ArrayList<>();
        // What is kept by a step grows every time; what Java compiles beside it does not.
        for (int tries = 0; tries < 3; tries++) {
            long[] held = memory(method, 250);
            if (held[1] < 1.02 * held[0]) {
                return;
            }
            found.add("from " + held[0] + " to " + held[1] + " kB");
        }
        fail(found.toString());
    }

    private long[] memory(Method method, int epochs) {
        TrainingOptions training = new TrainingOptions(epochs, 0.01, 1e-5, 30, 12, 1000);
        long[] held = {Long.MAX_VALUE, Long.MAX_VALUE};
        int[] evaluations = new int[1];
        try (Distiller distiller = distiller(SmallWorld.options(method).withTraining(training))) {
            distiller.run(new DistillerListener() {
                @Override
                public void evaluated(Progress progress) {
                    evaluations[0]++;
                }

                @Override
                public boolean stop(int epoch) {
                    // The least of three: what a thread of Java's holds at a moment is not held.
                    if (epoch >= 23 && epoch <= 25 || epoch >= 248 && epoch <= 250) {
                        int when = epoch / 100 / 2;
                        held[when] = Math.min(held[when], Resident.outsideTheHeapKilobytes());
                    }
                    return false;
                }
            });
        }
        assertTrue(evaluations[0] >= 20, evaluations[0] + " evaluations");
        return held;
    }

    @Test
    void aConstructorThatThrowsLeavesNothing() {
        int before = backend.manager().getManagedArrays().size();
        int refusals = 0;
        for (boolean made = false; !made; ) {
            try (Distiller distiller = new Distiller(
                    FailingBackend.after(backend, refusals),
                    world.split(),
                    teachers,
                    SmallWorld.options(Method.HETCOMP))) {
                made = distiller.student().dim() == 8;
            } catch (FailingBackend.Refused e) {
                refusals++;
            }
            assertEquals(before, backend.manager().getManagedArrays().size(), "after " + refusals + " refusals");
        }
        // Two tables of the student, two moments of each.
        assertEquals(6, refusals);
    }

    private static void hold(DistillerState expected, DistillerState state) {
        assertEquals(expected.floats().keySet(), state.floats().keySet());
        for (Map.Entry<String, float[]> entry : expected.floats().entrySet()) {
            assertArrayEquals(entry.getValue(), state.floats().get(entry.getKey()), 0f, entry.getKey());
        }
        for (Map.Entry<String, int[]> entry : expected.ints().entrySet()) {
            assertArrayEquals(entry.getValue(), state.ints().get(entry.getKey()), entry.getKey());
        }
        for (String value : List.of("epoch", "steps", "bestEpoch", "bestRecall", "misses")) {
            assertEquals(expected.values().get(value), state.values().get(value), value);
        }
    }

    @Test
    void refusesTeachersOfOtherUsersAndForeignCheckpoints() {
        SmallWorld other = new SmallWorld(3);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Distiller(backend, world.split(), List.of(), SmallWorld.options(Method.HETCOMP)));
        DistillerState state;
        try (Distiller two =
                new Distiller(backend, other.split(), other.teachers(2), SmallWorld.options(Method.HETCOMP))) {
            state = two.state();
        }
        try (Distiller three = distiller(SmallWorld.options(Method.HETCOMP))) {
            assertThrows(IllegalArgumentException.class, () -> three.restore(state));
        }
        try (Distiller wider = distiller(SmallWorld.options(Method.HETCOMP).withSize(9, 5))) {
            assertThrows(IllegalArgumentException.class, () -> wider.restore(state));
        }
    }
}

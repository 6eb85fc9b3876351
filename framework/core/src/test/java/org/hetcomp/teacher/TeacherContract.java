package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.backend.FailingBackend;
import org.hetcomp.backend.Lanes;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.RowMap;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.ManyThreads;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.hetcomp.model.ScorerFile;
import org.hetcomp.trajectory.RankingStore;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Families on a small world of groups with tastes of their own. A module that has families of its own subclasses this for
 * each engine.
 */
public abstract class TeacherContract extends EngineTest {
    private static final int USERS = 150;
    private static final int ITEMS = 240;
    private static final int GROUPS = 8;

    private final Split split = groups();

    /** Users like items of their group, and one in six of their items is anyone's. */
    private static Split groups() {
        Random random = new Random(5);
        int[][][] parts = new int[3][USERS][];
        int size = ITEMS / GROUPS;
        for (int u = 0; u < USERS; u++) {
            List<Integer> items = new ArrayList<>();
            while (items.size() < 18) {
                boolean own = items.size() % 6 != 0;
                int item = own ? u % GROUPS * size + random.nextInt(size) : random.nextInt(ITEMS);
                if (!items.contains(item)) {
                    items.add(item);
                }
            }
            parts[0][u] = items.subList(0, 10).stream().mapToInt(i -> i).toArray();
            parts[1][u] = items.subList(10, 14).stream().mapToInt(i -> i).toArray();
            parts[2][u] = items.subList(14, 18).stream().mapToInt(i -> i).toArray();
        }
        return new Split(
                Interactions.of(ITEMS, parts[0]), Interactions.of(ITEMS, parts[1]), Interactions.of(ITEMS, parts[2]));
    }

    /** The families that are held to this; all of them on the class path. */
    protected abstract List<TeacherFamily> families();

    private List<TeacherFamily> stepped() {
        return families().stream().filter(TeacherFamily::isStepped).toList();
    }

    private static TeacherOptions options(TeacherFamily family, int epochs) {
        return new TeacherOptions(8, 0.02, family.defaults().l2(), 250, 32, epochs, 1, epochs, 1, 0.15, false);
    }

    private TrainedTeacher train(TeacherFamily family, TeacherOptions options) {
        return new TeacherTrainer(backend, split, progress -> {}).train(family, options, 3);
    }

    @Test
    void teachersThatAreTrainedBesideOneAnotherAreTheSame() throws Exception {
        List<TeacherFamily> beside =
                families().stream().filter(TeacherFamily::isBesideOthers).toList();
        try (Lanes lanes = new Lanes(backend, 3)) {
            List<float[]> alone = new ArrayList<>();
            for (TeacherFamily family : beside) {
                alone.add(lanes.begin(1, () -> converged(family)).get());
            }
            List<Future<float[]>> begun = new ArrayList<>();
            for (TeacherFamily family : beside) {
                begun.add(lanes.begin(1, () -> converged(family)));
            }
            for (int f = 0; f < beside.size(); f++) {
                assertArrayEquals(
                        alone.get(f), begun.get(f).get(), beside.get(f).id());
            }
        }
    }

    private float[] converged(TeacherFamily family) {
        try (TrainedTeacher trained = train(family, options(family, 6))) {
            NDArray scores = trained.scorer().scores(backend.manager(), new int[] {0, 1, USERS - 1});
            try (scores) {
                return scores.toFloatArray();
            }
        }
    }

    /** All three users at once, two, and one at a time: 5 scores each; in blocks the pairs come in another order. */
    @ParameterizedTest
    @ValueSource(ints = {15, 10, 5})
    void aSampledSoftmaxHasTheEnginesDerivatives(int block) {
        int[] places = {2, 0, 1, 0, 2};
        try (NDManager scope = backend.manager().newSubManager()) {
            NDArray[] byHand = softmaxInputs(scope);
            NDArray[] byEngine = softmaxInputs(scope);
            Stream.of(byEngine).forEach(array -> array.setRequiresGradient(true));
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend,
                    scope,
                    new SampledSoftmax.Vectors(byHand[0], places, byHand[1], byHand[2]),
                    0.5,
                    new SampledSoftmax.Terms(byHand[3], byHand[4]),
                    block);
            try (GradientCollector collector = backend.collector()) {
                NDArray near = backend.rows(scope, byEngine[0], places)
                        .mul(byEngine[1])
                        .sum(new int[] {1}, true);
                near = backend.scale(near, 2).add(byEngine[3]).exp();
                NDArray far = backend.scale(byEngine[0].matMul(byEngine[2].transpose()), 2)
                        .add(byEngine[4])
                        .exp()
                        .sum(new int[] {1}, true);
                NDArray mean = near.div(near.add(backend.rows(scope, far, places)))
                        .log()
                        .mean()
                        .neg();
                assertEquals(mean.getFloat(), softmax.loss(), 1e-5);
                collector.backward(mean);
            }
            List<float[]> slopes = slopes(softmax);
            slopes.add(softmax.near().toFloatArray());
            slopes.add(softmax.far().toFloatArray());
            for (int j = 0; j < byEngine.length; j++) {
                assertArrayEquals(backend.gradient(byEngine[j]).toFloatArray(), slopes.get(j), 1e-5f, "input " + j);
            }
        }
    }

    /** Without terms, as all but dl have it: in blocks as at once. */
    @Test
    void aSampledSoftmaxIsTheSameInBlocks() {
        List<float[]> once = plainSoftmax(15);
        List<float[]> blocks = plainSoftmax(5);
        for (int a = 0; a < once.size(); a++) {
            assertArrayEquals(once.get(a), blocks.get(a), 1e-6f, "array " + a);
            assertTrue(once.get(a)[0] != 0, "array " + a);
        }
    }

    /** The loss, and the gradients of users, positives and negatives. */
    private List<float[]> plainSoftmax(int block) {
        try (NDManager scope = backend.manager().newSubManager()) {
            NDArray[] inputs = softmaxInputs(scope);
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend,
                    scope,
                    new SampledSoftmax.Vectors(inputs[0], new int[] {2, 0, 1, 0, 2}, inputs[1], inputs[2]),
                    0.5,
                    new SampledSoftmax.Terms(null, null),
                    block);
            List<float[]> results = slopes(softmax);
            results.add(new float[] {(float) softmax.loss()});
            return results;
        }
    }

    private static List<float[]> slopes(SampledSoftmax softmax) {
        SampledSoftmax.Slopes slopes = softmax.slopes();
        return Stream.of(slopes.users(), slopes.positives(), slopes.negatives())
                .map(NDArray::toFloatArray)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Blocks that are full and one that is not, a row of zeros, lengths that are no multiple of four, and decay. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void unitRowsGoBackAsTheEngineDoes(int d) {
        int k = 2 * 2048 / d + 3;
        Random random = new Random(d);
        float[] drawn = new float[k * d];
        float[] toUnits = new float[k * d];
        float[] decay = new float[k];
        for (int j = d; j < drawn.length; j++) {
            float more = (float) random.nextGaussian();
            drawn[j] = more + Math.copySign(0.5f, more);
            toUnits[j] = (float) random.nextGaussian();
            decay[j / d] = random.nextFloat();
        }
        try (NDManager scope = backend.manager().newSubManager()) {
            Shape shape = new Shape(k, d);
            NDArray rows = scope.create(drawn, shape).duplicate();
            NDArray slopes = scope.create(toUnits, shape);
            rows.setRequiresGradient(true);
            float[] expected;
            float[] units;
            try (GradientCollector collector = backend.collector()) {
                NDArray unit = RowSums.unit(backend, rows);
                NDArray norms = RowSums.of(backend, rows.square()).mul(scope.create(decay, new Shape(k, 1)));
                units = unit.stopGradient().toFloatArray();
                collector.backward(unit.mul(slopes).sum().add(norms.sum()));
            }
            expected = backend.gradient(rows).toFloatArray();
            NDArray plain = scope.create(drawn, shape).duplicate();
            for (UnitRows byHand : ways(scope, plain)) {
                assertArrayEquals(units, byHand.unit().toFloatArray(), 1e-6f);
                assertArrayEquals(expected, byHand.back(slopes, decay).toFloatArray(), 1e-5f);
                assertArrayEquals(drawn, plain.toFloatArray());
                assertArrayEquals(toUnits, slopes.toFloatArray());
            }
        }
    }

    private List<UnitRows> ways(NDManager scope, NDArray rows) {
        UnitRows byEngine = new UnitRowsByEngine(backend, scope, rows);
        return backend.device().isGpu()
                ? List.of(byEngine)
                : List.of(byEngine, new UnitRowsInJava(backend, scope, rows));
    }

    /** More users than a tile has, one of them met by no pair; items in pairs, in samples, in both and in neither. */
    @Test
    void aNetworkInJavaIsTheEngines() {
        int r = NeuralLoops.TILE + 20;
        int[] places = IntStream.range(0, 900).map(p -> p * 7 % (r - 1)).toArray();
        int[] positives = IntStream.range(0, 900).map(p -> p * 5 % 60).toArray();
        int[] negatives = {3, 70, 70, 12, 99};
        float[][] drawn = new float[5][];
        Random random = new Random(8);
        int[] sizes = {r * 16, 100 * 16, 8 * 16, 8, 8};
        for (int a = 0; a < sizes.length; a++) {
            drawn[a] = new float[sizes[a]];
            for (int j = 0; j < sizes[a]; j++) {
                drawn[a][j] = (float) random.nextGaussian();
            }
        }
        List<float[]> ofEngine = network(drawn, places, positives, negatives, false);
        List<float[]> ofJava = network(drawn, places, positives, negatives, true);
        for (int a = 0; a < ofEngine.size(); a++) {
            float most = 0;
            for (float value : ofEngine.get(a)) {
                most = Math.max(most, Math.abs(value));
            }
            assertArrayEquals(ofEngine.get(a), ofJava.get(a), 2e-5f * most, "array " + a);
        }
    }

    /** Both outputs, and the gradients of all five inputs. */
    private List<float[]> network(float[][] drawn, int[] places, int[] positives, int[] negatives, boolean inJava) {
        try (NDManager step = backend.manager().newSubManager()) {
            Shape[] shapes = {
                new Shape(drawn[0].length / 16, 16),
                new Shape(100, 16),
                new Shape(8, 16),
                new Shape(1, 8),
                new Shape(1, 8)
            };
            NDArray[] inputs = new NDArray[drawn.length];
            for (int a = 0; a < inputs.length; a++) {
                inputs[a] = step.create(drawn[a], shapes[a]).duplicate();
            }
            List<float[]> results = new ArrayList<>();
            NeuralPass.First first = new NeuralPass.First(inputs[0], places, inputs[1], positives, negatives);
            NeuralPass.Behind behind = new NeuralPass.Behind(inputs[2], inputs[3], inputs[4]);
            try (NeuralPass pass = inJava
                    ? new NeuralPassInJava(backend, step, first, behind)
                    : new NeuralPassByEngine(backend, step, first, behind)) {
                NDArray near = pass.near();
                NDArray far = pass.far();
                results.add(near.toFloatArray());
                results.add(far.toFloatArray());
                // The loss is half the sum of squares, whose derivatives are the values.
                NeuralPass.Slopes slopes = pass.back(near, far);
                Stream.of(slopes.users(), slopes.items(), slopes.layer(), slopes.bias(), slopes.output())
                        .forEach(array -> results.add(array.toFloatArray()));
            }
            return results;
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-100, 100})
    void scoresBeyondTheExponentialAreFinite(float own) {
        try (NDManager scope = backend.manager().newSubManager()) {
            NDArray user = scope.create(new float[] {1, own}, new Shape(1, 2)).duplicate();
            NDArray positive = scope.create(new float[] {0, 1}, new Shape(1, 2)).duplicate();
            NDArray negative =
                    scope.create(new float[] {-100, 0, 100, 0}, new Shape(2, 2)).duplicate();
            SampledSoftmax softmax = SampledSoftmax.of(
                    backend, scope, new SampledSoftmax.Vectors(user, new int[1], positive, negative), 1);
            assertTrue(Double.isFinite(softmax.loss()), "loss " + softmax.loss());
            for (float slope : softmax.slopes().users().toFloatArray()) {
                assertTrue(Float.isFinite(slope), "gradient " + slope);
            }
        }
    }

    /** Three users, five pairs, four samples, and terms for both. */
    private static NDArray[] softmaxInputs(NDManager scope) {
        Random random = new Random(6);
        return Stream.of(new Shape(3, 4), new Shape(5, 4), new Shape(4, 4), new Shape(5, 1), new Shape(3, 4))
                .map(shape -> {
                    float[] values = new float[Math.toIntExact(shape.size())];
                    for (int j = 0; j < values.length; j++) {
                        values[j] = (float) random.nextGaussian() / 2;
                    }
                    return scope.create(values, shape).duplicate();
                })
                .toArray(NDArray[]::new);
    }

    @Test
    void aNetworkScoresInJavaAsByTheEngine() {
        try (NDManager scope = backend.manager().newSubManager()) {
            Map<String, NDArray> arrays = network(scope, 700, 5);
            NeuralScorer scorer = new NeuralScorer(backend, arrays);
            assumeFalse(backend.device().isGpu(), "on a GPU the engine alone scores");
            int[] users = {4, 0, 2};
            float[] java = scorer.byTower(scope, users).toFloatArray();
            float[] engine = scorer.byEngine(scope, users).toFloatArray();
            assertArrayEquals(engine, java, 1e-5f);
            assertTrue(IntStream.range(0, java.length).anyMatch(j -> java[j] != java[0]));
        }
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        try (NDManager scope = backend.manager().newSubManager()) {
            Map<String, NDArray> arrays = network(scope, 7, 5);
            arrays.put("bias2", scope.zeros(new Shape(1, 4)));
            String message = assertThrows(IllegalArgumentException.class, () -> new NeuralScorer(backend, arrays))
                    .getMessage();
            assertTrue(message.contains("do not fit each other"), message);
        }
    }

    /** Of six hidden units, then three; more items than are kept at a time. */
    private static Map<String, NDArray> network(NDManager scope, int items, int users) {
        Map<String, Shape> shapes = Map.of(
                "user_factor", new Shape(users, 4),
                "item_factor", new Shape(items, 4),
                "user_hidden", new Shape(users, 6),
                "item_hidden", new Shape(items, 6),
                "layer2", new Shape(3, 6),
                "bias2", new Shape(1, 3),
                "output", new Shape(1, 3));
        Random random = new Random(2);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        new TreeMap<>(shapes).forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) random.nextGaussian();
            }
            arrays.put(name, scope.create(values, shape));
        });
        return arrays;
    }

    @ParameterizedTest
    @MethodSource("families")
    void isFoundByItsId(TeacherFamily family) {
        assertEquals(family.getClass(), TeacherFamilies.of(family.id()).getClass());
        assertFalse(family.title().isBlank());
    }

    @ParameterizedTest
    @MethodSource("families")
    void isTrainedAgainToTheSameEpochsWithoutLookingAtValid(TeacherFamily family) {
        List<Integer> epochs = new ArrayList<>();
        TeacherTrainer blind = new TeacherTrainer(backend, split.whole(), p -> epochs.add(p.epoch()));
        TeacherTrainer same = new TeacherTrainer(backend, split, progress -> {});
        TeacherOptions options = options(family, 6).withAnnealing(0.02);
        try (TrainedTeacher once = train(family, options);
                TrainedTeacher again = same.again(family, options, once.trajectory(), 3, null);
                TrainedTeacher whole = blind.again(family, options, once.trajectory(), 3, null)) {
            Trajectory there = once.trajectory();
            for (int v = 0; v < there.size(); v++) {
                assertArrayEquals(
                        there.ranking(v).ids(), again.trajectory().ranking(v).ids());
            }
            assertArrayEquals(
                    there.observed().ids(), again.trajectory().observed().ids());
            int best = there.snapshots().get(there.size() - 1).epoch();
            assertEquals(best, epochs.size());
            assertEquals(best, again.epochs());
            Interactions all = split.all();
            for (int u = 0; u < USERS; u++) {
                for (int item : whole.trajectory().converged().row(u)) {
                    assertFalse(all.contains(u, item), "user " + u + " has item " + item);
                }
            }
        }
    }

    /** Snapshots whose rankings are too large for memory are those that they would be in it, and their files go with the teacher. */
    @Test
    void largeRankingsLieInFilesUntilItIsClosed(@TempDir Path folder) throws IOException {
        TeacherFamily family = families().get(0);
        TeacherOptions options = options(family, 6);
        TeacherTrainer storing = new TeacherTrainer(backend, split, progress -> {}).keeping(0);
        try (TrainedTeacher once = train(family, options)) {
            Trajectory there = once.trajectory();
            Rankings converged;
            try (TrainedTeacher stored = storing.train(family, options, 3);
                    TrainedTeacher again = storing.again(family, options, there, 3, null)) {
                TrajectoryFile.write(folder.resolve("stored"), stored.trajectory());
                TrajectoryFile.write(folder.resolve("again"), again.trajectory());
                assertEquals(once.valid(), stored.valid());
                converged = stored.trajectory().converged();
            }
            for (String name : List.of("stored", "again")) {
                Trajectory read = TrajectoryFile.read(folder.resolve(name), USERS, ITEMS);
                for (int v = 0; v < there.size(); v++) {
                    assertArrayEquals(there.ranking(v).ids(), read.ranking(v).ids());
                }
                assertArrayEquals(there.observed().ids(), read.observed().ids());
            }
            assertThrows(DataException.class, () -> converged.row(0));
        }
    }

    @Test
    void whatWasCollectedOfATeacherThatWasNotFinishedGoes() {
        RankingStore store = new RankingStore(0);
        Rankings kept = store.keep(new Rankings(1, 1, new int[] {7}), 1);
        try (SnapshotCollector collector = new SnapshotCollector(backend, split.train(), store)) {
            collector.add(1, 0.5, kept);
            assertEquals(7, kept.at(0, 0));
        }
        assertThrows(DataException.class, () -> kept.row(0));
    }

    /** Best after two epochs and looked at after each third: what it was before is found by looking again. */
    @Test
    void oneThatIsBestAtItsFirstEvaluationIsLookedAtAgain() {
        TeacherOptions options = options(families().get(0), 30).withStopping(3, 2);
        List<Integer> epochs = new ArrayList<>();
        TeacherTrainer trainer = new TeacherTrainer(backend, split, progress -> epochs.add(progress.epoch()));
        try (TrainedTeacher trained = trainer.train(new Rising(2), options, 3)) {
            assertEquals(List.of(1, 2), epochs(trained));
            assertEquals(options, trained.options());
            assertTrue(trained.valid().r50() > 0.9, trained.valid().toString());
            // Up to 9, and again up to three after the best: the first look was as far, and it was worse by the second.
            assertEquals(9 + 5, epochs.size());
        }
        try (TrainedTeacher trained = trainer.train(new Rising(6), options, 3)) {
            assertEquals(List.of(3, 6), epochs(trained));
            assertEquals(9 + 5 + 12, epochs.size());
        }
        // Of five epochs each is looked at, once.
        epochs.clear();
        try (TrainedTeacher trained = trainer.train(new Rising(6), options.withEpochs(5), 3)) {
            assertEquals(List.of(1, 2, 4, 5), epochs(trained));
            assertEquals(List.of(1, 2, 3, 4, 5), epochs);
        }
    }

    private static List<Integer> epochs(TrainedTeacher trained) {
        return trained.trajectory().snapshots().stream().map(Snapshot::epoch).toList();
    }

    /** Knows what ever more users have in valid up to an epoch, and of ever fewer from there on. */
    private final class Rising implements TeacherFamily {
        private final int peak;

        Rising(int peak) {
            this.peak = peak;
        }

        @Override
        public String id() {
            return "rising";
        }

        @Override
        public String title() {
            return id();
        }

        @Override
        public TeacherOptions defaults() {
            return options(families().get(0), 30);
        }

        @Override
        public Teacher teacher(Backend of, Split data, TeacherOptions options, long seed) {
            Parameters parameters = new Parameters(of);
            float[] users = new float[USERS * USERS];
            for (int u = 0; u < USERS; u++) {
                users[u * USERS + u] = 1;
            }
            parameters.add("user", new Shape(USERS, USERS), users);
            parameters.addZeros("item", new Shape(ITEMS, USERS));
            return new Teacher() {
                @Override
                public Parameters parameters() {
                    return parameters;
                }

                @Override
                public double epoch(int epoch) {
                    float[] items = new float[ITEMS * USERS];
                    for (int u = 10 * Math.abs(epoch - peak); u < USERS; u++) {
                        for (int item : data.valid().row(u)) {
                            items[item * USERS + u] = 1;
                        }
                    }
                    parameters.set("item", items);
                    return 1;
                }

                @Override
                public Scorer scorer(NDManager owner) {
                    parameters.lend(owner);
                    return new DotScorer(of, parameters.get("user"), parameters.get("item"), null);
                }
            };
        }
    }

    /** Trained on all but the last users and items, it goes on with all of them, better at once than one that begins with nothing. */
    @ParameterizedTest
    @MethodSource("families")
    void startsFromOneOfBefore(TeacherFamily family) {
        int users = USERS - 15;
        int items = ITEMS - 10;
        Split before = new Split(
                cut(split.train(), users, items), cut(split.valid(), users, items), cut(split.test(), users, items));
        try (TrainedTeacher old = new TeacherTrainer(backend, before, p -> {}).train(family, options(family, 12), 3)) {
            Map<String, Tensor> start = old.facts().start();
            if (start.isEmpty()) {
                return;
            }
            TeacherStart from = new TeacherStart(start, firstOf(USERS, users), firstOf(ITEMS, items));
            TeacherOptions once = options(family, 1);
            List<Double> losses = new ArrayList<>();
            TeacherTrainer trainer = new TeacherTrainer(backend, split, p -> losses.add(p.loss()));
            try (TrainedTeacher warm = trainer.train(family, once, 3, from);
                    TrainedTeacher cold = trainer.train(family, once, 3);
                    TrainedTeacher same = trainer.again(family, once, warm.trajectory(), 3, from)) {
                assertTrue(losses.get(0) < losses.get(1), family.id() + " loses " + losses);
                assertTrue(warm.valid().r10() > cold.valid().r10(), warm.valid() + " is not above " + cold.valid());
                assertArrayEquals(
                        warm.trajectory().converged().ids(),
                        same.trajectory().converged().ids());
                assertEquals(start.keySet(), warm.facts().start().keySet());
            }
            TeacherStart other = new TeacherStart(start, firstOf(USERS, users - 1), firstOf(ITEMS, items - 1));
            assertThrows(DataException.class, () -> trainer.train(family, once, 3, other));
        }
    }

    private static RowMap firstOf(int now, int before) {
        return new RowMap(
                IntStream.range(0, now).map(row -> row < before ? row : -1).toArray(), before);
    }

    private static Interactions cut(Interactions part, int users, int items) {
        return Interactions.of(
                items,
                IntStream.range(0, users)
                        .mapToObj(u -> Arrays.stream(part.row(u))
                                .filter(item -> item < items)
                                .toArray())
                        .toArray(int[][]::new));
    }

    @ParameterizedTest
    @MethodSource("families")
    void learnsAndRemembersItsTraining(TeacherFamily family, @TempDir Path folder) throws IOException {
        List<Double> losses = new ArrayList<>();
        int before = backend.manager().getManagedArrays().size();
        try (TrainedTeacher trained =
                new TeacherTrainer(backend, split, p -> losses.add(p.loss())).train(family, options(family, 14), 3)) {
            // By chance 0.04 of the relevant items are among 10 of 230; knowing the group puts a third of them there.
            assertTrue(
                    trained.test().r10() > 0.15,
                    family.id() + " reaches Recall@10 " + trained.test().r10());
            assertTrue(losses.get(losses.size() - 1) < losses.get(0), "losses " + losses);
            assertEquals(losses.size(), trained.epochs());
            remembered(trained);
            savedAsWhatScoringNeeds(family, trained.scorer(), folder.resolve("parameters.safetensors"));
        }
        assertEquals(before, backend.manager().getManagedArrays().size());
    }

    /** Whoever is chosen by a measure is no worse in it than whoever is chosen by another one. */
    @Test
    void theBestEpochIsThatOfTheMeasureAskedFor() {
        Measure by = Measure.of("mrr@10");
        double asked = 0;
        double otherwise = 0;
        for (TeacherFamily family : families()) {
            TeacherOptions options = options(family, 12);
            double first = reciprocal(
                    new TeacherTrainer(backend, split, by, null, SnapshotPolicy.EPOCHS, progress -> {}),
                    family,
                    options);
            double second = reciprocal(new TeacherTrainer(backend, split, progress -> {}), family, options);
            assertTrue(first >= second - 1e-9, family.id() + ": " + first + " and " + second);
            asked += first;
            otherwise += second;
        }
        // Of a family or two both measures may choose the same epochs.
        assertTrue(asked > otherwise || families().size() < 4, asked + " and " + otherwise);
    }

    /** Policies remember the first epochs too, and leave the training, its end and the converged teacher as they are. */
    @ParameterizedTest
    @EnumSource(
            value = SnapshotPolicy.class,
            names = {"MEASURE", "DISCREPANCY"})
    void snapshotsThatArePickedBeginEarlyAndEndWithTheSameTeacher(SnapshotPolicy policy) {
        for (TeacherFamily family : families()) {
            TeacherOptions options = options(family, 12).withStopping(3, 1);
            try (TrainedTeacher even = train(family, options);
                    TrainedTeacher picked = new TeacherTrainer(
                                    backend, split, Measure.R50, null, policy, progress -> {})
                            .train(family, options, 3)) {
                assertEquals(even.epochs(), picked.epochs());
                assertArrayEquals(
                        even.trajectory().converged().ids(),
                        picked.trajectory().converged().ids());
                assertEquals(even.valid(), picked.valid());
                List<Integer> epochs = picked.trajectory().snapshots().stream()
                        .map(Snapshot::epoch)
                        .toList();
                assertEquals(1, epochs.get(0), family.id());
                assertTrue(epochs.size() >= 3, family.id() + ": " + epochs);
                assertEquals(epochs.stream().sorted().distinct().toList(), epochs);
                // Rankings were kept along the way: they are what the parameters of their epochs rank.
                assertArrayEquals(
                        new Ranker(backend)
                                .rank(picked.scorer(), split.train(), TeacherTrainer.CUT)
                                .ids(),
                        picked.trajectory().converged().ids(),
                        family.id());
                Evaluator all = new Evaluator(split);
                for (Snapshot snapshot : picked.trajectory().snapshots()) {
                    assertEquals(all.valid(snapshot.ranking()).r50(), snapshot.validRecall50());
                }
            }
        }
    }

    /** Evaluations rank those who are measured; snapshots are of everyone all the same. */
    @Test
    void ofFewWhoAreMeasuredSnapshotsRankEverybody() {
        int measured = USERS / 3;
        Split few = new Split(split.train(), first(split.valid(), measured), first(split.test(), measured));
        TeacherFamily family = stepped().get(0);
        try (TrainedTeacher trained =
                new TeacherTrainer(backend, few, progress -> {}).train(family, options(family, 8), 3)) {
            Rankings end = trained.trajectory().converged();
            Rankings anew = new Ranker(backend).rank(trained.scorer(), few.train(), TeacherTrainer.CUT);
            for (int u = 0; u < USERS; u++) {
                assertTrue(end.length(u) > 0, "user " + u);
                assertArrayEquals(anew.row(u), end.row(u), "user " + u);
            }
            assertEquals(new Evaluator(few).valid(end), trained.valid());
        }
    }

    private static Interactions first(Interactions all, int users) {
        int[][] rows = new int[USERS][];
        for (int u = 0; u < USERS; u++) {
            rows[u] = u < users ? all.row(u) : new int[0];
        }
        return Interactions.of(ITEMS, rows);
    }

    /** Epochs are compared on a sample; all that is told and remembered is of everyone. */
    @Test
    void ofASampleTheBestEpochIsChosenAndTheEndIsMeasuredOnAll() {
        TeacherFamily family = stepped().get(0);
        TeacherOptions options = options(family, 12);
        List<Double> epochs = new ArrayList<>();
        TeacherTrainer trainer = new TeacherTrainer(
                backend,
                split,
                Measure.R50,
                new EvalUsers(20),
                SnapshotPolicy.EPOCHS,
                progress -> epochs.add(progress.bestRecall50()));
        Evaluator all = new Evaluator(split);
        try (TrainedTeacher trained = trainer.train(family, options, 3)) {
            Rankings end = trained.trajectory().converged();
            assertEquals(all.valid(end), trained.valid());
            assertEquals(all.test(end), trained.test());
            double best = all.of(new EvalUsers(20), 3).valid(end).r50();
            assertEquals(best, epochs.get(epochs.size() - 1));
            for (Snapshot snapshot : trained.trajectory().snapshots()) {
                assertEquals(all.valid(snapshot.ranking()).r50(), snapshot.validRecall50());
            }
            assertEquals(USERS, trainer.sampleError().of());
            assertEquals(20, trainer.sampleError().users());
        }
    }

    private double reciprocal(TeacherTrainer trainer, TeacherFamily family, TeacherOptions options) {
        try (TrainedTeacher trained = trainer.train(family, options, 3)) {
            return new Evaluator(split).valid(trained.trajectory().converged(), Measure.of("mrr@10"));
        }
    }

    /** The last of ten epochs moves the parameters by a fraction of what it does where the step size stays as it is. */
    @ParameterizedTest
    @MethodSource("stepped")
    void settlesWhereItAnneals(TeacherFamily family) {
        double constant = lastMove(family, false);
        double annealed = lastMove(family, true);
        assertTrue(annealed > 0 && annealed < 0.4 * constant, family.id() + " " + annealed + " of " + constant);
    }

    private double lastMove(TeacherFamily family, boolean anneals) {
        int epochs = 10;
        TeacherOptions options = new TeacherOptions(8, 0.02, 0, 250, 32, epochs, 1, epochs, 1, 0.15, anneals);
        try (Teacher teacher = family.teacher(backend, split, options, 3)) {
            for (int epoch = 1; epoch < epochs; epoch++) {
                teacher.epoch(epoch);
            }
            try (Parameters before = teacher.parameters().copy()) {
                teacher.epoch(epochs);
                return teacher.parameters().arrays().entrySet().stream()
                        .mapToDouble(entry -> distance(
                                entry.getValue().toFloatArray(),
                                before.get(entry.getKey()).toFloatArray()))
                        .sum();
            }
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    private void remembered(TrainedTeacher trained) {
        Trajectory trajectory = trained.trajectory();
        for (int s = 1; s < trajectory.size(); s++) {
            assertTrue(trajectory.snapshots().get(s).epoch()
                    > trajectory.snapshots().get(s - 1).epoch());
        }
        double last = trajectory.snapshots().get(trajectory.size() - 1).validRecall50();
        assertEquals(last, new Evaluator(split).valid(trajectory.converged()).r50(), 1e-12);
        assertEquals(last, trained.valid().r50(), 1e-12);
        for (int u = 0; u < USERS; u++) {
            int[] own = trajectory.observed().row(u);
            Arrays.sort(own);
            assertArrayEquals(split.train().row(u), own);
            for (int item : trajectory.converged().row(u)) {
                assertFalse(split.train().contains(u, item));
            }
        }
    }

    private void savedAsWhatScoringNeeds(TeacherFamily family, Scorer scorer, Path file) throws IOException {
        int[] users = {0, 7, 149};
        try (NDManager scope = backend.manager().newSubManager()) {
            ScorerFile.write(file, scorer, Map.of());
            Scorer read = ScorerFile.read(file, family.id(), backend, scope);
            assertEquals(USERS, read.users());
            assertEquals(ITEMS, read.items());
            assertArrayEquals(
                    scorer.scores(scope, users).toFloatArray(),
                    read.scores(scope, users).toFloatArray());
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void twoRunsOfASeedAreTheSame(TeacherFamily family) {
        try (TrainedTeacher one = train(family, options(family, 3));
                TrainedTeacher other = train(family, options(family, 3))) {
            assertArrayEquals(
                    one.trajectory().converged().ids(),
                    other.trajectory().converged().ids());
            assertEquals(one.valid(), other.valid());
        }
    }

    /** Of a hundred recordings that get better all the time, or until the sixtieth. */
    @ParameterizedTest
    @ValueSource(ints = {100, 60})
    void snapshotsAreSpreadEvenlyUpToTheBest(int best) {
        int before = backend.manager().getManagedArrays().size();
        Path folder;
        try (Parameters parameters = new Parameters(backend);
                Recorder recorder = new Recorder(new int[] {1, 2})) {
            NDArray array = parameters.add("epoch", new Shape(1), new float[1]);
            for (int epoch = 1; epoch <= 100; epoch++) {
                array.addi(1f);
                boolean better = recorder.offer(
                        new Recorder.Recording(epoch, epoch <= best ? epoch : 0, 0.5), parameters, ranked(epoch));
                assertEquals(epoch <= best, better);
                assertTrue(backend.manager().getManagedArrays().size() - before <= 2);
            }
            folder = recorder.folder();
            List<Recorder.Recording> spread =
                    new SnapshotChoice(SnapshotPolicy.EPOCHS, new int[0], recording -> null).of(recorder.way(), 4);
            assertEquals(4, spread.size());
            for (int v = 0; v < 4; v++) {
                Recorder.Recording recording = spread.get(v);
                int wanted = best * (v + 1) / 4;
                assertEquals(wanted, recording.epoch(), v == 3 ? 0 : 4);
                recorder.restore(recording, parameters);
                assertEquals(recording.epoch(), array.getFloat());
                assertArrayEquals(
                        new int[] {recording.epoch()},
                        recorder.ranking(recording).row(0));
                assertArrayEquals(new int[] {7, 8}, recorder.ranking(recording).row(1));
            }
        }
        assertFalse(Files.exists(folder));
        assertEquals(before, backend.manager().getManagedArrays().size());
    }

    private static Rankings ranked(int first) {
        Rankings ranked = Rankings.empty(new int[] {1, 2});
        System.arraycopy(new int[] {first, 7, 8}, 0, ranked.ids(), 0, 3);
        return ranked;
    }

    @ParameterizedTest
    @MethodSource("families")
    void scoresTheSameFromManyThreads(TeacherFamily family, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("parameters.safetensors");
        try (Teacher teacher = family.teacher(backend, split, options(family, 1), 3);
                NDManager scope = backend.manager().newSubManager()) {
            ScorerFile.write(file, teacher.scorer(scope), Map.of());
        }
        try (NDManager scope = backend.manager().newSubManager()) {
            ManyThreads.hold(backend, ScorerFile.read(file, family.id(), backend, scope));
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    @Tag("faults")
    void tenThousandScoresFromManyThreads(TeacherFamily family) throws Exception {
        try (TrainedTeacher teacher = train(family, options(family, 2))) {
            ManyThreads.hold(backend, teacher.scorer(), ManyThreads.MANY);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void trainsTheSameOnAnyThread(TeacherFamily family) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (TrainedTeacher here = train(family, options(family, 3));
                TrainedTeacher there =
                        other.submit(() -> train(family, options(family, 3))).get()) {
            assertArrayEquals(
                    here.trajectory().converged().ids(),
                    there.trajectory().converged().ids());
            assertEquals(here.valid(), there.valid());
            ManyThreads.hold(backend, there.scorer());
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aConstructorThatThrowsLeavesNothing(TeacherFamily family) {
        int before = backend.manager().getManagedArrays().size();
        int refusals = 0;
        for (boolean made = false; !made; ) {
            try (Teacher teacher =
                    family.teacher(FailingBackend.after(backend, refusals), split, options(family, 1), 3)) {
                made = teacher.parameters().size() > 0;
            } catch (FailingBackend.Refused e) {
                refusals++;
            }
            assertEquals(before, backend.manager().getManagedArrays().size(), "after " + refusals + " refusals");
        }
        assertTrue(refusals >= 2, "refusals " + refusals);
    }

    @Test
    void aFileThatIsRefusedHalfWayLeavesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("half.safetensors");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("user", Tensor.of(new float[4], 2, 2));
        tensors.put("item", Tensor.of(new float[6], 2, 3));
        try (NDManager scope = backend.manager().newSubManager()) {
            Safetensors.write(file, tensors, Map.of());
            assertThrows(IOException.class, () -> ScorerFile.read(file, null, backend, scope));
            assertEquals(0, scope.getManagedArrays().size());
            tensors.put("item", Tensor.of(new float[4], 4));
            Safetensors.write(file, tensors, Map.of());
            assertThrows(IOException.class, () -> ScorerFile.read(file, null, backend, scope));
            assertEquals(0, scope.getManagedArrays().size());
        }
    }

    @Test
    void saysWhenTrainingDiverges() {
        TeacherOptions wild = new TeacherOptions(16, 1e38, 0, 250, 32, 24, 3, 8, 1, 0.15, false);
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> train(TeacherFamilies.of("ae"), wild));
        assertTrue(e.getMessage().contains("ae diverged"), e.getMessage());
    }

    @Test
    void aFileWithoutAModelIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("other.safetensors");
        Safetensors.write(file, Map.of("something", Tensor.of(new float[4], 2, 2)), Map.of());
        try (NDManager scope = backend.manager().newSubManager()) {
            IOException e = assertThrows(IOException.class, () -> ScorerFile.read(file, null, backend, scope));
            assertTrue(e.getMessage().contains("other.safetensors holds no model"), e.getMessage());
        }
        assertTrue(Files.exists(file));
    }

    /** As a model of a jar that is not there: what scores by inner products still does. */
    @Test
    void aFamilyThatIsNotThereIsMissedOnlyWhereItIsNeeded(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("parameters.safetensors");
        try (NDManager scope = backend.manager().newSubManager()) {
            Safetensors.write(file, Map.of("walks", Tensor.of(new float[4], 2, 2)), Map.of());
            DataException e = assertThrows(DataException.class, () -> ScorerFile.read(file, "gone", backend, scope));
            assertEquals(
                    "the model is of family gone, which is not on the class path (" + file
                            + "): add its jar, as in HETCOMP_CLASS_PATH",
                    e.getMessage());
            Safetensors.write(
                    file,
                    Map.of("user", Tensor.of(new float[] {2}, 1, 1), "item", Tensor.of(new float[] {3, 5}, 2, 1)),
                    Map.of());
            Scorer read = ScorerFile.read(file, "gone", backend, scope);
            assertArrayEquals(
                    new float[] {6, 10}, read.scores(scope, new int[] {0}).toFloatArray());
            IOException other = assertThrows(IOException.class, () -> ScorerFile.read(file, "dl", backend, scope));
            assertTrue(other.getMessage().contains("holds no model: a NeuMF has the arrays"), other.getMessage());
        }
    }
}

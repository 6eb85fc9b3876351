package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import ai.djl.util.Utils;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded models as DJL loads them, on both engines. */
class ZooModelTest {
    private static final List<String> IDS = List.of("mf", "ml", "dl", "gnn", "ae", "iae");
    private static final String VERSION = "2";
    private static final String JAR =
            "jar:///org/hetcomp/zoo/repository/" + ZooRepository.folder("lab-mf") + VERSION + "/lab-mf.zip";

    @TempDir
    Path cache;

    @BeforeEach
    void own() {
        // Models in a cache of the test's own, native libraries in that of the user.
        System.setProperty("ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toString());
        System.setProperty("DJL_CACHE_DIR", cache.toString());
    }

    @AfterEach
    void users() {
        System.clearProperty("DJL_CACHE_DIR");
        System.clearProperty("ENGINE_CACHE_DIR");
    }

    private static <O> Criteria.Builder<String, O> criteria(String engine, Class<O> output) {
        return Criteria.builder()
                .setTypes(String.class, output)
                .optEngine(engine)
                .optArgument("threads", 1);
    }

    private static <O> O first(Criteria<String, O> criteria) throws Exception {
        try (ZooModel<String, O> model = criteria.loadModel();
                Predictor<String, O> predictor = model.newPredictor()) {
            return predictor.predict("u7");
        }
    }

    @Test
    void everyTeacherScoresTheSameOnBothEngines() throws Exception {
        for (String id : IDS) {
            List<float[]> scores = List.of(
                    first(criteria("PyTorch", float[].class)
                            .optArtifactId("lab-" + id)
                            .build()),
                    first(criteria("MXNet", float[].class)
                            .optArtifactId("lab-" + id)
                            .build()));
            assertEquals(3000, scores.get(0).length);
            assertArrayEquals(scores.get(0), scores.get(1), 1e-5f, id);
            assertTrue(Arrays.hashCode(scores.get(0)) != Arrays.hashCode(new float[3000]));
        }
    }

    static Stream<Criteria.Builder<String, Recommendation[]>> ways() {
        return Stream.of("PyTorch", "MXNet")
                .flatMap(engine -> Stream.of(
                        criteria(engine, Recommendation[].class)
                                .optGroupId("org.hetcomp")
                                .optArtifactId("lab-mf"),
                        criteria(engine, Recommendation[].class).optArtifactId("org.hetcomp:lab-mf"),
                        criteria(engine, Recommendation[].class)
                                .optArtifactId("lab-mf")
                                .optFilter("version", VERSION),
                        criteria(engine, Recommendation[].class).optModelUrls("djl://org.hetcomp/lab-mf"),
                        criteria(engine, Recommendation[].class).optModelUrls("djl://org.hetcomp/lab-mf/" + VERSION),
                        criteria(engine, Recommendation[].class).optModelUrls("hetcomp+" + JAR),
                        criteria(engine, Recommendation[].class)
                                .optModelUrls(JAR)
                                .optTranslatorFactory(new RankingTranslatorFactory())));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyWayLeadsToTheSameModel(Criteria.Builder<String, Recommendation[]> way) throws Exception {
        Recommendation[] best = first(way.optArgument("top", 3).build());
        float[] scores =
                first(criteria("PyTorch", float[].class).optArtifactId("lab-mf").build());
        List<String> items = Zoo.embedded().find("lab-mf").get(0).pull().items().tokens();
        assertEquals(3, best.length);
        int[] order = IntStream.range(0, 3000)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .mapToInt(i -> i)
                .toArray();
        for (int r = 0; r < best.length; r++) {
            assertEquals(items.get(order[r]), best[r].item());
            assertEquals(scores[order[r]], best[r].score(), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void foldersAndServersLeadThereToo(String engine) throws Exception {
        ModelFolder model = Zoo.embedded().find("lab-ae").get(0).pull();
        Path root = cache.resolve("repository");
        new Publisher(root).push(List.of(model), new PublishOptions("mine", null, null, 0, 0));
        Recommendation[] expected = first(
                criteria(engine, Recommendation[].class).optArtifactId("lab-ae").build());
        try (WebServer server = new WebServer(root)) {
            String zip = server.address() + ZooRepository.folder("mine-ae") + "1/mine-ae.zip";
            RankingTranslatorFactory factory = new RankingTranslatorFactory();
            for (Criteria.Builder<String, Recommendation[]> way : List.of(
                    criteria(engine, Recommendation[].class).optModelUrls("hetcomp+" + root.toUri()),
                    criteria(engine, Recommendation[].class).optModelUrls("hetcomp+" + server.address()),
                    criteria(engine, Recommendation[].class).optModelUrls("hetcomp+" + zip),
                    criteria(engine, Recommendation[].class)
                            .optModelUrls("hetcomp+" + model.folder().toUri()),
                    criteria(engine, Recommendation[].class)
                            .optModelUrls(root.toUri().toString()),
                    criteria(engine, Recommendation[].class).optModelUrls(zip).optTranslatorFactory(factory),
                    criteria(engine, Recommendation[].class)
                            .optModelPath(model.folder())
                            .optTranslatorFactory(factory))) {
                assertArrayEquals(expected, first(way.build()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void predictorsTakeUsersAndLeaveOutWhatIsNotWanted(String engine) throws Exception {
        Criteria<RankingQuery, Recommendation[]> criteria = Criteria.builder()
                .setTypes(RankingQuery.class, Recommendation[].class)
                .optArtifactId("lab-gnn")
                .optEngine(engine)
                .build();
        try (ZooModel<RankingQuery, Recommendation[]> model = criteria.loadModel();
                Predictor<RankingQuery, Recommendation[]> predictor = model.newPredictor()) {
            assertEquals(engine, model.getNDManager().getEngine().getEngineName());
            List<Recommendation[]> answers = predictor.batchPredict(List.of(
                    new RankingQuery("u1", 5, Set.of()),
                    new RankingQuery("u2", 2, Set.of()),
                    new RankingQuery("u1", 4, Set.of("no such item"))));
            assertEquals(List.of(5, 2, 4), answers.stream().map(a -> a.length).toList());
            String best = answers.get(0)[0].item();
            Recommendation[] without = predictor.predict(new RankingQuery("u1", 4, Set.of(best)));
            // Not the scores: an engine adds up in another order for another number of users.
            assertArrayEquals(items(Arrays.copyOfRange(answers.get(0), 1, 5)), items(without));
            TranslateException e = assertThrows(
                    TranslateException.class, () -> predictor.predict(new RankingQuery("nobody", 1, Set.of())));
            assertTrue(e.getMessage().contains("user \"nobody\" is not known"), e.getMessage());
        }
        Criteria<NDList, NDList> arrays = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optArtifactId("lab-dl")
                .optEngine(engine)
                .build();
        try (ZooModel<NDList, NDList> model = arrays.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = model.getNDManager().newSubManager()) {
            NDArray scores = predictor
                    .predict(new NDList(manager.create(new long[] {7, 0, 7})))
                    .singletonOrThrow();
            assertEquals(
                    List.of(3L, 3000L),
                    Arrays.stream(scores.getShape().getShape()).boxed().toList());
        }
    }

    private static String[] items(Recommendation[] recommendations) {
        return Arrays.stream(recommendations).map(Recommendation::item).toArray(String[]::new);
    }

    @Test
    void cardsTellTheTruth() throws Exception {
        Dataset lab = DataSpec.of("lab").load();
        Evaluator evaluator = new Evaluator(lab.split());
        long bytes = 0;
        for (ZooEntry entry : Zoo.embedded().find("lab")) {
            ModelFolder model = entry.pull();
            model.verify();
            model.requireMadeFrom(lab);
            assertEquals(lab.sha256(), model.card().dataSha256());
            assertEquals(lab.users().tokens(), model.users().tokens());
            Trajectory trajectory = model.trajectory();
            assertEquals(4, trajectory.size());
            assertEquals(64, trajectory.converged().cut());
            bytes += entry.facts().archiveBytes();
            try (Backend backend = Backends.open("pytorch", new BackendOptions("cpu", 1))) {
                // Parameters were rounded and rankings cut after they were measured.
                Rankings rankings = new Ranker(backend)
                        .rank(
                                model.scorer(backend, backend.manager()),
                                lab.split().train(),
                                evaluator.cut());
                Measures test = evaluator.test(rankings);
                assertEquals(model.card().test().r50(), test.r50(), 5e-4, entry.id());
                assertEquals(model.card().test().n10(), test.n10(), 5e-4, entry.id());
                int same = 0;
                for (int u = 0; u < 2000; u++) {
                    Set<Integer> remembered = new HashSet<>();
                    Arrays.stream(trajectory.converged().row(u)).limit(10).forEach(remembered::add);
                    same += (int) Arrays.stream(rankings.row(u))
                            .limit(10)
                            .filter(remembered::contains)
                            .count();
                }
                assertTrue(same > 19_900, entry.id() + " remembers " + same + " of 20000");
            }
        }
        assertTrue(bytes < 12_000_000, bytes + " bytes");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThrows(
                ModelNotFoundException.class,
                () -> criteria("PyTorch", float[].class)
                        .optArtifactId("lab-none")
                        .build()
                        .loadModel());
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> criteria("PyTorch", float[].class)
                        .optModelUrls("djl://org.hetcomp/none")
                        .build());
        assertTrue(e.getMessage().contains("no model djl://org.hetcomp/none"), e.getMessage());
        assertEquals(Set.of("PyTorch", "MXNet"), new HetCompZoo().getSupportedEngines());
    }
}

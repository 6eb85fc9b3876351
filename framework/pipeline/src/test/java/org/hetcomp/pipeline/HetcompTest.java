package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Method;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facade, as a program of someone else's calls it, on every engine. */
class HetcompTest {
    private static final Dataset DATA = SmallData.drawn();

    @TempDir
    Path folder;

    private static Backend open(String engine) {
        return Backends.open(engine, new BackendOptions("cpu", 1));
    }

    private static Distillation small() {
        return Hetcomp.distill(DATA)
                .teachers(Teachers.train("mf", "ae"))
                .method(Method.HETCOMP)
                .teacherEpochs(6)
                .dim(4)
                .epochs(12);
    }

    /** Stops when it is asked for the n-th time. */
    private static final class StopsAt implements Events {
        private final List<Progress> heard = new ArrayList<>();
        private final List<Path> completed = new ArrayList<>();
        private final int most;

        StopsAt(int most) {
            this.most = most;
        }

        @Override
        public void progress(Progress progress) {
            heard.add(progress);
        }

        @Override
        public boolean stopRequested() {
            return heard.size() > most;
        }

        @Override
        public void completed(Path done) {
            completed.add(done);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void distilsStopsGoesOnAndRecommends(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path whole = folder.resolve("whole");
            StopsAt never = new StopsAt(Integer.MAX_VALUE);
            DistillResult result = small().into(whole).listen(never).run(backend);
            assertEquals(List.of(whole), never.completed);
            assertEquals("teacher 1/2 mf", never.heard.get(0).phase());
            Progress last = never.heard.get(never.heard.size() - 1);
            assertEquals(List.of("student", 12, 12), List.of(last.phase(), last.epoch(), last.epochs()));
            assertTrue(
                    result.answer().student().test().r50() > 0.3,
                    result.answer().toString());

            Path broken = folder.resolve("broken");
            assertThrows(
                    StoppedException.class,
                    () -> small().into(broken).listen(new StopsAt(8)).run(backend));
            StopsAt later = new StopsAt(10);
            assertThrows(
                    StoppedException.class,
                    () -> small().into(broken).listen(later).run(backend));
            assertTrue(Files.exists(broken.resolve("checkpoint/state.safetensors")));
            DataException other = assertThrows(
                    DataException.class, () -> small().seed(1).into(broken).run(backend));
            assertTrue(other.getMessage().contains("has other seed than asked for (into)"), other.getMessage());
            small().into(broken).run(backend);
            assertArrayEquals(student(whole), student(broken));

            List<Recommendation> best = result.student().recommend("anna-7", 5);
            assertEquals(5, best.size());
            try (Recommender again = Hetcomp.open(broken, backend);
                    Recommender ensemble = Hetcomp.open(broken.resolve("teachers"), backend)) {
                assertEquals(best, again.recommend("anna-7", 5));
                assertEquals(result.answer().student().test(), again.measure().test());
                assertEquals(
                        result.answer().ensemble().test(), ensemble.measure().test());
            }
            AtomicFolder.delete(broken.resolve("data"));
            try (Recommender without = Hetcomp.open(broken, backend)) {
                assertEquals(best, without.recommend("anna-7", 5));
                assertThrows(DataException.class, without::measure);
            }
            Set<String> had = Set.of(DATA.items().tokens().toArray(String[]::new));
            assertTrue(had.containsAll(best.stream().map(Recommendation::item).collect(Collectors.toSet())));
            DataException nobody =
                    assertThrows(DataException.class, () -> result.student().recommend("nobody", 5));
            assertTrue(nobody.getMessage().startsWith("the model does not know user \"nobody\""), nobody.getMessage());
        }
    }

    private static byte[] student(Path run) throws IOException {
        return Files.readAllBytes(run.resolve("student/student.safetensors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void refitLearnsFromAllPairsAndIsNotMeasured(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path whole = folder.resolve("whole");
            StopsAt watch = new StopsAt(Integer.MAX_VALUE);
            DistillResult result = small().refit().into(whole).listen(watch).run(backend);
            // Its step falls to the last epoch; that of a student by itself does not.
            assertEquals(12, result.answer().refit().epochs());
            DistillResult alone = small().method(Method.NONE)
                    .refit()
                    .into(folder.resolve("alone"))
                    .run(backend);
            assertTrue(alone.answer().bestEpoch() < 12, alone.answer()::toString);
            assertEquals(alone.answer().bestEpoch(), alone.answer().refit().epochs());
            assertEquals(2, result.answer().refit().teachers());
            Card card = ModelFolder.open(whole.resolve("refit/student")).card();
            assertTrue(card.isRefit());
            assertEquals(result.answer().student().test(), card.test());
            assertFalse(ModelFolder.open(whole.resolve("student")).card().isRefit());
            assertFalse(Arrays.equals(student(whole), student(whole.resolve("refit"))));

            // Stopped within the last epochs of the student that learns from all pairs, it ends the same.
            Path broken = folder.resolve("broken");
            StopsAt late = new StopsAt(watch.heard.size() - 3);
            assertThrows(
                    StoppedException.class,
                    () -> small().refit().into(broken).listen(late).run(backend));
            assertEquals("student again", late.heard.get(late.heard.size() - 1).phase());
            assertTrue(Files.exists(broken.resolve("checkpoint/refit.safetensors")));
            // What was damaged since is trained again.
            Path damaged = broken.resolve("refit/teachers/mf/trajectory.safetensors");
            byte[] sound = Files.readAllBytes(damaged);
            byte[] flipped = sound.clone();
            flipped[flipped.length - 1] ^= 1;
            Files.write(damaged, flipped);
            small().refit().into(broken).run(backend);
            assertArrayEquals(student(whole.resolve("refit")), student(broken.resolve("refit")));
            assertArrayEquals(sound, Files.readAllBytes(damaged));

            try (Recommender used = Hetcomp.open(whole, backend)) {
                assertEquals(result.student().recommend("anna-7", 5), used.recommend("anna-7", 5));
                DataException seen = assertThrows(DataException.class, used::measure);
                assertTrue(seen.getMessage().contains("has learned from valid and test too"), seen.getMessage());
            }
            Path teachers = whole.resolve("refit/teachers");
            DataException leak = assertThrows(
                    DataException.class,
                    () -> small().teachers(Teachers.folder(teachers)).run(backend));
            assertTrue(leak.getMessage().contains("has learned from valid and test too"), leak.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void withoutAFolderTheStudentIsTheSame(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            DistillResult kept = small().into(folder.resolve("kept")).run(backend);
            DistillResult lent = small().run(backend);
            assertEquals(kept.answer().student(), lent.answer().student());
            assertEquals(kept.student().recommend("anna-3", 7), lent.student().recommend("anna-3", 7));
            assertFalse(Files.exists(Path.of(lent.answer().out())), "the temporary folder is still there");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void trainsTeachersOnceAndComparesMethods(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path teachers = folder.resolve("teachers");
            TeachersResult trained = Hetcomp.teachers(DATA)
                    .families(Teachers.train("ae"))
                    .epochs(6)
                    .into(teachers)
                    .run(backend);
            assertEquals(Set.of("ae"), trained.answer().teachers().keySet());
            RunSpec common = RunSpec.of(DATA.spec(), engine, Method.HETCOMP)
                    .withTeachers("", "", List.of())
                    .withDim(4);
            CompareSpec spec = new CompareSpec(common, List.of(Method.CONVERGED, Method.NONE), List.of(0L, 1L), 6);
            CompareAnswer answer = Hetcomp.compare(DATA, spec, Teachers.folder(teachers))
                    .into(folder.resolve("compared"))
                    .run(backend);
            assertEquals(
                    List.of("converged", "none"), List.copyOf(answer.methods().keySet()));
            assertEquals(2, answer.methods().get("none").runs().size());
            assertTrue(answer.isComplete());
            // Each student lies in a folder of its own, that can be opened.
            try (Recommender one = Hetcomp.open(folder.resolve("compared/none-1"), backend)) {
                assertEquals(
                        answer.methods().get("none").runs().get(1).test(),
                        one.measure().test());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void scoresOfAnEnsembleNeverRise(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path teachers = folder.resolve("teachers");
            Hetcomp.teachers(DATA)
                    .families(Teachers.train("mf", "ae"))
                    .epochs(4)
                    .into(teachers)
                    .run(backend);
            try (Recommender ensemble = Hetcomp.open(teachers, backend)) {
                int[] users = {0, 1, 2, 3, 4, 5};
                ensemble.recommend(users, 30, (user, items, scores) -> {
                    for (int r = 1; r < scores.length; r++) {
                        assertTrue(scores[r] <= scores[r - 1], "rank " + r + " of user " + user);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch"})
    void refusesTeachersOfOtherDataBeforeItWrites(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path teachers = folder.resolve("teachers");
            Hetcomp.teachers(DATA)
                    .families(Teachers.train("ae"))
                    .epochs(2)
                    .into(teachers)
                    .run(backend);
            Dataset lab = Dataset.load(DataSpec.of("lab"));
            Path out = folder.resolve("out");
            DataException e = assertThrows(
                    DataException.class,
                    () -> Hetcomp.distill(lab)
                            .teachers(Teachers.folder(teachers))
                            .into(out)
                            .run(backend));
            assertTrue(e.getMessage().startsWith("the model was made from other data"), e.getMessage());
            assertFalse(Files.exists(out));
            assertThrows(DataException.class, () -> Teachers.train("mf", "nothing"));
            assertThrows(DataException.class, () -> Teachers.of(Teachers.train("mf"), Teachers.train("mf")));
        }
    }
}
